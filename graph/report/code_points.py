"""Characters that no font has, shown as their codes in a revision's files: who may have that, and its line in the
record."""

from collections.abc import Iterable, Set

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden
from graph.queries import query
from graph.report.models import Dossier
from graph.review.enums import SIGNED_STATES, Capacity, OtherAction
from graph.workflow import repository
from graph.workflow.policy import Permission
from graph.workflow.reading import conflict, read, read_permitted

SHOW_CODE_POINTS = query("report/show_code_points")

_WHO = (Capacity.HR_ADMIN, Capacity.FACILITATOR)


def may_show_code_points(capacities: Set[Capacity]) -> bool:
    """Whether somebody with `capacities` may have such characters shown as their codes."""
    return any(one in capacities for one in _WHO)


def shows_code_points(dossier: Dossier) -> bool:
    """Whether the record says that this revision's files show such characters as their codes."""
    head = dossier.sheet.head
    return any(e.action == OtherAction.SHOW_CODE_POINTS and e.revision == head.revision for e in dossier.history)


def show_code_points(graph: Graph, context: Context, review: str, codes: Iterable[str]) -> None:
    """Records that the current revision's files show these characters ('U+F8FF') as their codes.

    Raises NotFound, Forbidden for who is neither HR admin nor facilitator here, Conflict where the review moved.
    """
    now = read_permitted(graph, context, review, Permission.READ_COMMITTEE_REPORT)
    who = next((one for one in _WHO if one in now.edges), None)
    if who is None:
        raise Forbidden("show_code_points", ", ".join(sorted(one.value for one in _WHO)))
    state = now.head.state.value
    facts = {
        "from": state, "to": state, "revision": now.head.revision, "as": who.value, "characters": sorted(set(codes)),
    }  # fmt: skip
    edge = repository.relied_on(now, who)
    event = compose(
        context, review, now.head.seq, now.head.hash, OtherAction.SHOW_CODE_POINTS.value, facts, relied_on=edge
    )
    row = graph.write_one(
        SHOW_CODE_POINTS,
        review=review,
        actor=context.actor,
        today=context.today.isoformat(),
        states=SIGNED_STATES,
        seq=now.head.seq,
        head=now.head.hash,
        event=event.params(),
    )
    if row is None:
        raise conflict(read(graph, context, review))
