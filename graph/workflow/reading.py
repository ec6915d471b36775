"""Reading one review: for the rules with nothing withheld, for people as far as they may see it, with its log."""

from dataclasses import dataclass, field

from graph.audit import repository as audit
from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound
from graph.review import repository
from graph.review.enums import OWN, Action, Capacity
from graph.review.full_review import FullReview
from graph.review.sheet import Sheet
from graph.workflow.actions import BARRING
from graph.workflow.policy import Permission, decide
from graph.workflow.table import open_actions
from graph.workflow.visibility import visible_to

_ATTEMPTS = 8


@dataclass(frozen=True)
class ReviewReading:
    """A review as its reader may see it, and the whole that it was made from, to be handed on to an act that follows:
    pages show `sheet` and never look into `full`."""

    sheet: Sheet
    full: FullReview = field(repr=False)


def read(graph: Graph, context: Context, review: str) -> FullReview:
    """The review with nothing withheld. Raises NotFound."""
    return repository.read(graph, context, review, BARRING)


def read_permitted(graph: Graph, context: Context, review: str, permission: Permission) -> FullReview:
    """The review with nothing withheld, for somebody with `permission`; the reading is not logged.

    Raises NotFound, also where the actor may not know that it exists.
    """
    return permitted(read(graph, context, review), permission)


def permitted(full: FullReview, permission: Permission) -> FullReview:
    """The review as it was read, for somebody with `permission`. Raises NotFound for anybody else."""
    if not decide(permission, full.sheet.capacities, full.head.state).allowed:
        raise NotFound("review", full.head.id)
    return full


def read_logged(graph: Graph, context: Context, review: str, permission: Permission) -> FullReview:
    """As `read_permitted`; the reading of another's review is logged, once a day."""
    full = read_permitted(graph, context, review, permission)
    log_reading(graph, context, full)
    return full


def sheet(graph: Graph, context: Context, review: str) -> Sheet:
    """The review as the actor may see it; reading another's is logged, once a day.

    Raises NotFound, also where the actor may not know that it exists.
    """
    return visible_to(read_logged(graph, context, review, Permission.READ_REVIEW))


def log_reading(graph: Graph, context: Context, full: FullReview) -> None:
    """Logs in the reader's stream that they read a review of somebody else, in the first of their capacities in the
    order of `Capacity`: a manager, who reads the most, before an HR admin; once a day and review.

    Raises Conflict if the reader's own stream keeps moving.
    """
    if full.sheet.capacities & OWN or full.reader.read_today:
        return
    seq, head = full.reader.seq, full.reader.head
    who = next(capacity for capacity in Capacity if capacity in full.edges)
    for _ in range(_ATTEMPTS):
        event = compose(
            context,
            context.actor,
            seq,
            head,
            "read_review",
            {"review": full.head.id, "revision": full.head.revision, "as": who.value},
            relied_on=full.edges[who]["name"],
        )
        if audit.log_reading(graph, context, seq, head, event, full.head.id):
            return
        seq, head = audit.stream_head(graph, context.actor)
    raise Conflict({"stream": context.actor})


def available_to(sheet: Sheet) -> tuple[Action, ...]:
    """The actions for which the table has a row in this state and one of the reader's capacities; guards are still to
    be asked."""
    return tuple(row.action for row in open_actions(sheet.head.state, sheet.capacities))


def conflict(full: FullReview) -> Conflict:
    """The conflict that says how a review stands now, and what the actor may do instead."""
    head = full.head
    return Conflict(
        {
            "review": head.id,
            "state": head.state.value,
            "revision": head.revision,
            "seq": head.seq,
            "may": [action.value for action in available_to(full.sheet)],
        }
    )
