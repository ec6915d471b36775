"""Cycles: creating one, moving it from state to state, and HR's list of them."""

from graph.context import Context
from graph.cycle.mapping import cycle_of, row_of
from graph.cycle.models import Cycle, CycleRow
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, Reason, Refused
from graph.queries import query

CREATE = query("cycle/create")
CYCLES = query("cycle/cycles")
SET_STATE = query("cycle/set_state")


def create(graph: Graph, cycle: Cycle) -> bool:
    """Creates a cycle; False if one with its id is already there (which is left as it is)."""
    row = graph.write_one(CREATE, cycle=row_of(cycle))
    return bool(row and row["created"])


def set_state(graph: Graph, cycle: str, was: str, to: str) -> None:
    """Moves a cycle from state `was` to `to` (draft, open, closed).

    Raises Conflict if it stands elsewhere, Refused `living_reviews` where it would close over reviews that are neither
    closed nor cancelled: nobody could send their work any more.
    """
    row = graph.write_one(SET_STATE, cycle=cycle, **{"from": was, "to": to})
    if row is None:
        raise Conflict({"cycle": cycle})
    if row["living"]:
        raise Refused((Reason("living_reviews", tuple(row["living"])),))


def cycles(graph: Graph, context: Context) -> tuple[CycleRow, ...]:
    """Every cycle, the newest first. Raises Forbidden unless the actor is an HR admin today."""
    rows = graph.read_many(CYCLES, actor=context.actor, today=context.today.isoformat())
    if rows and not rows[0]["hr"]:
        raise Forbidden("read_cycles", "hr_admin")
    return tuple(CycleRow(cycle_of(row["cycle"]), row["reviews"]) for row in rows)
