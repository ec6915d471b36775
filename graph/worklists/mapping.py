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
    if state in (State.ASSIGNED, State.SELF_DRAFT):
        return not cycle.is_open(now)
    return held_by(state, calibration=cycle.calibration) is not None and not cycle.has_begun(now)


def due_date(state: State, review: Mapping[str, Any], cycle: Cycle) -> date | None:
    """The date by which the holder of a review in `state` should act."""
    if state in (State.ASSIGNED, State.SELF_DRAFT):
        return day(review["self_due"])
    if state in (State.SELF_SUBMITTED, State.MANAGER_DRAFT):
        return day(review["manager_due"])
    if state is State.CALIBRATED or (state is State.SIGNED_OFF and not cycle.calibration):
        return cycle.share_by
    return cycle.closes_on if state is State.SHARED else None
