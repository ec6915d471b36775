"""What the actor can do with a review now, and what stands in the way: the same table and guards as the act itself."""

from dataclasses import dataclass

from graph.context import Context
from graph.driver import Graph
from graph.errors import Reason
from graph.review.full_review import FullReview
from graph.workflow.commands import Command
from graph.workflow.guards import GUARDS, GUARDS_OF_INPUT
from graph.workflow.policy import Permission
from graph.workflow.reading import ReviewReading, read_logged
from graph.workflow.table import Row, open_actions
from graph.workflow.visibility import visible_to


@dataclass(frozen=True)
class AvailableAction:
    """A row of the table open to the actor; `blockers` stand in the way whatever they type, () if nothing does."""

    row: Row
    blockers: tuple[Reason, ...]


@dataclass(frozen=True)
class ActionableReview(ReviewReading):
    """A review as its reader may see it, with the rows open to them in its state, in the table's order."""

    actions: tuple[AvailableAction, ...]


def read_with_actions(graph: Graph, context: Context, review: str) -> ActionableReview:
    """The review and what the actor may do; one reading, logged as `reading.sheet` logs it.

    Raises NotFound, also where the actor may not know that it exists.
    """
    return with_actions(read_logged(graph, context, review, Permission.READ_REVIEW))


def with_actions(full: FullReview) -> ActionableReview:
    """The review as its reader may see it, with what they may do."""
    rows = open_actions(full.head.state, full.sheet.capacities)
    return ActionableReview(visible_to(full), full, tuple(AvailableAction(row, _blockers(row, full)) for row in rows))


def _blockers(row: Row, full: FullReview) -> tuple[Reason, ...]:
    guards = (GUARDS[name] for name in row.guards if name not in GUARDS_OF_INPUT)
    return tuple(reason for guard in guards for reason in guard(full, Command()))
