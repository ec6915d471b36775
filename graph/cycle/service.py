"""Cycles: creating one, assigning its reviews, and its progress for HR."""

from collections.abc import Sequence
from typing import Any

from graph.act import Act
from graph.audit.chain import GENESIS, compose
from graph.cycle.reading import cycle_of, row_of
from graph.cycle.records import Cycle, CycleRow
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound
from graph.queries import query
from graph.review.commands import Appointment
from graph.review.lists import CycleProgress, progress
from graph.review.states import State

CREATE = query("cycle/create")
CYCLES = query("cycle/cycles")
SET_STATE = query("cycle/set_state")
PROGRESS = query("review/progress")
ASSIGN = query("review/assign")

_BATCH = 500


def create(graph: Graph, cycle: Cycle) -> bool:
    """Creates a cycle; False if one with its id is already there (which is left as it is)."""
    row = graph.write_one(CREATE, cycle=row_of(cycle))
    return bool(row and row["created"])


def set_state(graph: Graph, cycle: str, was: str, to: str) -> None:
    """Moves a cycle from state `was` to `to` (draft, open, closed). Raises Conflict if it stands elsewhere."""
    if graph.write_one(SET_STATE, cycle=cycle, **{"from": was, "to": to}) is None:
        raise Conflict({"cycle": cycle})


def assign(graph: Graph, act: Act, cycle: str, appointments: Sequence[Appointment], relied_on: str) -> int:
    """Assigns reviews, each with its first event; those already there stay. The number of new ones.

    Raises NotFound if a person, version or level of an appointment is not in the graph.
    """
    created = 0
    for start in range(0, len(appointments), _BATCH):
        batch = appointments[start : start + _BATCH]
        rows = graph.write_many(ASSIGN, cycle=cycle, rows=[_row(act, cycle, one, relied_on) for one in batch])
        missing = {one.review for one in batch} - {row["review"] for row in rows}
        if missing:
            raise NotFound("person, version or level of review", ", ".join(sorted(missing)))
        created += sum(row["created"] for row in rows)
    return created


def cycles(graph: Graph, act: Act) -> tuple[CycleRow, ...]:
    """Every cycle, the newest first. Raises Forbidden unless the actor is an HR admin today."""
    rows = graph.read_many(CYCLES, actor=act.actor, today=act.today.isoformat())
    if rows and not rows[0]["hr"]:
        raise Forbidden("read_cycles", "hr_admin")
    return tuple(CycleRow(cycle_of(row["cycle"]), row["reviews"]) for row in rows)


def progress_of(graph: Graph, act: Act, cycle: str) -> tuple[Cycle, CycleProgress]:
    """A cycle with all its reviews and the list "nobody may act". Raises Forbidden, NotFound."""
    row = graph.read_one(PROGRESS, cycle=cycle, actor=act.actor, today=act.today.isoformat())
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    found = cycle_of(row["cycle"])
    return found, progress(act, found, row["reviews"])


def _row(act: Act, cycle: str, one: Appointment, relied_on: str) -> dict[str, Any]:
    facts = {
        "from": "",
        "to": State.ASSIGNED.value,
        "revision": 1,
        "cycle": cycle,
        "person": one.person,
        "version": one.version,
        "level": one.level,
        "target": one.target,
    }
    event = compose(act, one.review, 0, GENESIS, "assign", facts, relied_on=relied_on)
    kept = {
        "state": State.ASSIGNED.value,
        "revision": 1,
        "seq": event.seq,
        "head": event.hash,
        "cycle_id": cycle,
        "self_due": one.self_due.isoformat(),
        "manager_due": one.manager_due.isoformat(),
    }
    return {
        "review": one.review,
        "person": one.person,
        "version": one.version,
        "level": one.level,
        "target": one.target,
        "kept": kept,
        "event": event.params(),
    }
