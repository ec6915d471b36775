"""Who did what when on a review, as far as its reader may know it."""

from dataclasses import replace

from graph.context import Context
from graph.driver import Graph
from graph.report.models import History
from graph.review.enums import OF_COMMITTEE, Capacity, State
from graph.review.full_review import FullReview
from graph.review.models import RecordedEvent
from graph.workflow.policy import Permission, sees_adjustments, sees_words
from graph.workflow.reading import read_logged


def read_history(graph: Graph, context: Context, review: str) -> History:
    """The events of a review that the actor may know, with the words that they may read.

    The employee sees adjustments and decisions only once the result is shared. Raises NotFound; the reading of
    another's is logged.
    """
    now = read_logged(graph, context, review, Permission.READ_HISTORY)
    held = now.sheet.capacities
    events = events_visible_to(now, held, now.head.state)
    if Capacity.EMPLOYEE in held and not sees_adjustments(held, now.head.state):
        events = tuple(event for event in events if event.action not in OF_COMMITTEE)
    return History(now.head, held, events)


def events_visible_to(now: FullReview, capacities: frozenset[Capacity], state: State) -> tuple[RecordedEvent, ...]:
    """The events with the words that somebody with `capacities` may read."""
    return tuple(
        event if sees_words(capacities, state, event.action) else replace(event, words={}) for event in now.events
    )
