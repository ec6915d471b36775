"""Whom a reminder about a review reaches, or why it reaches nobody."""

from graph.bulk.rows import HolderRow
from graph.context import Context
from graph.cycle.models import Cycle
from graph.errors import Reason
from graph.review.enums import Capacity, State
from graph.workflow.table import held_by


def to_remind(
    context: Context, cycle: Cycle, state: State, person: HolderRow, manager: HolderRow | None
) -> str | Reason:
    """The id of whoever holds a review, the employee or the manager, where a reminder reaches them; else why not:
    `cycle_open`, `nobody_to_remind`, `own_review`, `holder_left`, `holder_without_account`."""
    if not cycle.is_open(context.now):
        return Reason("cycle_open")
    held = held_by(state, calibration=cycle.calibration)
    holder = {Capacity.EMPLOYEE: person, Capacity.MANAGER: manager}.get(held) if held else None
    if holder is None:
        return Reason("nobody_to_remind")
    if holder["id"] == context.actor:
        return Reason("own_review")
    if holder["leaves_on"] and holder["leaves_on"] < context.today.isoformat():
        return Reason("holder_left", (holder["id"],))
    if not holder["signs_in"]:
        return Reason("holder_without_account", (holder["id"],))
    return holder["id"]
