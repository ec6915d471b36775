"""Many reviews at a glance: what waits for whom, a manager's team, a cycle's progress."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from graph.clock import day, day_is_over, from_iso
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.review.enums import Capacity, State
from graph.review.mapping import level_ref, person_ref
from graph.workflow.table import held_by
from graph.worklists.models import ReviewRow
from graph.worklists.rows import StandingRow
from graph.worklists.stuck import WRITING, Standing

_DUE = {
    State.ASSIGNED: "self_due", State.SELF_DRAFT: "self_due", State.SELF_SUBMITTED: "manager_due",
    State.MANAGER_DRAFT: "manager_due", State.CALIBRATED: "share_by", State.SHARED: "closes_on",
}  # fmt: skip


def review_row(context: Context, row: Mapping[str, Any], cycle: Cycle | None = None) -> ReviewRow:
    """One review of its stored properties with person, and cycle, manager, level where the row has them."""
    of_cycle = cycle or cycle_of(row["cycle"])
    state = State(row["state"])
    not_open = waits_to_open(state, of_cycle, context.now)
    due = None if not_open else due_date(state, row, of_cycle)
    return ReviewRow(
        id=row["id"],
        state=state,
        person=person_ref(row["person"]),
        cycle=of_cycle,
        due=due,
        overdue=due is not None and day_is_over(due, of_cycle.time_zone, context.now),
        not_open=not_open,
        manager=person_ref(row["manager"]) if row.get("manager") else None,
        level=level_ref(row["level"]) if row.get("level") else None,
        department=row.get("department") or "",
        reminded_at=_reminded_at(row, state),
        in_place_of=person_ref(row["in_place_of"]) if row.get("in_place_of") else None,
        extended_at=from_iso(row["extended_at"]) if row.get("extended_at") else None,
        revision=row.get("revision") or 0,
        sent_at=row.get("sent_at") or "",
        ratings_changed=row.get("ratings_changed") or 0,
    )


def _reminded_at(row: Mapping[str, Any], state: State) -> datetime | None:
    """When whoever holds it now was reminded: a reminder of the employee is none of the manager's."""
    of_employee = row.get("reminded") == row["person"]["id"]
    if not row.get("reminded_at") or of_employee != (held_by(state, calibration=True) is Capacity.EMPLOYEE):
        return None
    return from_iso(row["reminded_at"])


def waits_to_open(state: State, cycle: Cycle, now: datetime) -> bool:
    """Whether a review waits for nobody: its cycle has not begun, or is closed where the employee would write."""
    if state in WRITING:
        return not cycle.is_open(now)
    return held_by(state, calibration=cycle.calibration) is not None and not cycle.has_begun(now)


def due_named(state: State, *, calibration: bool) -> str:
    """What the date is called by which the holder of a review in `state` should act: `self_due`, `manager_due` of the
    review, `share_by`, `closes_on` of its cycle; '' where there is none."""
    if state is State.SIGNED_OFF and not calibration:
        return "share_by"
    return _DUE.get(state, "")


def due_date(state: State, review: Mapping[str, Any], cycle: Cycle) -> date | None:
    """The date by which the holder of a review in `state` should act."""
    name = due_named(state, calibration=cycle.calibration)
    if name in ("self_due", "manager_due"):
        return day(review[name])
    of_cycle: date | None = getattr(cycle, name) if name else None
    return of_cycle


def standing_of(context: Context, cycle: Cycle, row: StandingRow) -> Standing:
    """What decides whether anybody can move a review, as a statement counts it."""
    state = State(row["state"])
    return Standing(
        state=state,
        held_by=None if waits_to_open(state, cycle, context.now) else held_by(state, calibration=cycle.calibration),
        cycle_closed=cycle.state == "closed",
        asks=row["asks"],
        left=row["left"],
        has_manager=row["has_manager"],
        manager_left=row["manager_left"],
        facilitators=row["facilitators"],
        in_session=row["in_session"],
        arbiter=row["arbiter"],
        hr=row["hr"],
    )
