"""Taking one row of the workflow's table on many reviews, and closing a cycle."""

from collections.abc import Callable, Sequence

from graph.audit.chain import compose
from graph.bulk.models import Outcome
from graph.bulk.notes import read
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import Action
from graph.workflow import transitions
from graph.workflow.commands import Command

CLOSE_CYCLE = query("bulk/close_cycle")

MANY = (Action.CANCEL, Action.RESTORE, Action.CLOSE)
"""What can be done with many reviews at once."""


def perform_many(
    graph: Graph,
    context: Context,
    action: Action,
    reviews: Sequence[str],
    command: Command,
    *,
    after: Callable[[str], None] = lambda _review: None,
) -> Outcome:
    """Takes `action` on one review after the other, each wholly or not at all; `after` is told of each on which it was
    taken."""
    done: list[str] = []
    refused: dict[str, tuple[Reason, ...]] = {}
    for review in reviews:
        try:
            transitions.perform(graph, context, review, action, command)
        except Refused as error:
            refused[review] = tuple(error.reasons)
        except Forbidden:
            refused[review] = (Reason("own_review"),)
        except (Conflict, NotFound):
            refused[review] = (Reason("not_in_state"),)
        else:
            done.append(review)
            after(review)
    return Outcome(tuple(done), refused)


def close_cycle(graph: Graph, context: Context, cycle: str) -> None:
    """Closes an open cycle. Raises Refused `living_reviews` where reviews are neither closed nor cancelled, Conflict
    where it is not open, or moved meanwhile."""
    found = read(graph, context, cycle)
    edge = f"HAS_CAPACITY/{context.actor}>hr_admin"
    facts = {"reviews": len(found.rows)}
    event = compose(context, cycle, found.seq, found.head, "close_cycle", facts, relied_on=edge)
    row = graph.write_one(
        CLOSE_CYCLE, cycle=cycle, actor=context.actor, today=context.today.isoformat(), seq=found.seq, head=found.head,
        event=event.params(),
    )  # fmt: skip
    if row is None:
        raise Conflict({"cycle": cycle, "state": found.cycle.state})
    if row["living"]:
        raise Refused((Reason("living_reviews", tuple(row["living"])),))
