"""What an act on many reviews will come to, told before it is confirmed: from the list, without a sheet of each."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from graph.bulk.reminding import to_remind
from graph.clock import day, day_is_over, from_iso
from graph.context import Context
from graph.cycle.models import Cycle
from graph.errors import Reason
from graph.review.enums import UNSIGNED, Action, Capacity, State
from graph.workflow.days import challenge_ends, closable_after
from graph.workflow.guards import not_open
from graph.workflow.table import TABLE, held_by
from graph.worklists.progress import CycleProgress
from graph.worklists.rows import CycleReviewRow

ACTS = ("remind", "extend", "cancel", "restore", "close")
"""What HR can do with many reviews at once."""
_REMINDED = (Capacity.EMPLOYEE, Capacity.MANAGER)


@dataclass(frozen=True)
class _Line:
    """A review of the list, as its days are asked for."""

    state: State
    cycle: Cycle
    shared_at: datetime | None
    away_until: date | None


def foreseen(
    context: Context, cycle: Cycle, progress: CycleProgress, act: str, ids: Collection[str]
) -> Mapping[str, tuple[Reason, ...]]:
    """Why an act (`remind`, `extend`, or the name of an action) would be refused for some of the reviews; what is not
    among them can be done, unless somebody is faster."""
    wanted = set(ids)
    living = _living(progress) if act == Action.RESTORE else frozenset[tuple[str, str]]()
    reasons = {
        row["review"]["id"]: _reasons(context, cycle, living, act, row)
        for row in progress.listed
        if row["review"]["id"] in wanted
    }
    return {review: against for review, against in reasons.items() if against}


def possible_acts(context: Context, cycle: Cycle, states: Set[State]) -> tuple[str, ...]:
    """The acts that reviews in one of some states are in a state for, in the order of `ACTS`; on which of them they can
    be taken is `foreseen`."""
    held = {state for state in states if held_by(state, calibration=cycle.calibration) in _REMINDED}
    is_open = cycle.is_open(context.now)
    able = {
        "remind": is_open and bool(held),
        "extend": bool(states & UNSIGNED),
        "cancel": bool(states & _states_for_hr("cancel")),
        "restore": is_open and bool(states & _states_for_hr("restore")),
        "close": bool(states & _states_for_hr("close")),
    }
    return tuple(act for act in ACTS if able[act])


@cache
def _states_for_hr(act: str) -> frozenset[State]:
    """The states in which an HR admin can take an action."""
    return frozenset(
        state for row in TABLE if row.action == act and row.who is Capacity.HR_ADMIN for state in row.states
    )


def _reasons(
    context: Context, cycle: Cycle, living: Set[tuple[str, str]], act: str, row: CycleReviewRow
) -> tuple[Reason, ...]:
    state = State(row["review"]["state"])
    if act == "remind":
        reached = to_remind(context, cycle, state, row["person"], row["manager"])
        return (reached,) if isinstance(reached, Reason) else ()
    if row["person"]["id"] == context.actor:
        return (Reason("own_review"),)
    if act == "extend":
        return () if state in UNSIGNED else (Reason("past_due"),)
    if state not in _states_for_hr(act):
        return (Reason("not_in_state"),)
    if act == Action.CLOSE:
        return _against_closing(context, cycle, state, row)
    if act == Action.RESTORE:
        other = (Reason("no_other_living_review"),) if (row["person"]["id"], _role(row)) in living else ()
        return (*not_open(cycle, context.now), *other)
    in_session = row["session"] and row["session"]["state"] == "in_session"
    return (Reason("no_session_in_progress"),) if in_session else ()


def _against_closing(context: Context, cycle: Cycle, state: State, row: CycleReviewRow) -> tuple[Reason, ...]:
    shared_at = row["review"].get("shared_at")
    line = _Line(state, cycle, from_iso(shared_at) if shared_at else None, day(row["person"]["away_until"]))

    def over(ends: date | None) -> bool:
        return ends is not None and day_is_over(ends, cycle.time_zone, context.now)

    closable = closable_after(line) is None or over(closable_after(line))
    if state is not State.SHARED:
        return () if closable else (Reason("challenge_window_over"),)
    leaves = row["person"]["leaves_on"]
    if closable or (leaves and leaves < context.today.isoformat()):
        return ()
    reasons = [Reason("close_date_passed_or_left")]
    if challenge_ends(line) is not None and not over(challenge_ends(line)):
        reasons.append(Reason("challenge_window_over_or_left"))
    return tuple(reasons)


def _living(progress: CycleProgress) -> frozenset[tuple[str, str]]:
    """Who has a review of which role in the cycle that is not cancelled."""
    rows = [row for row in progress.listed if row["review"]["state"] != State.CANCELLED]
    return frozenset((row["person"]["id"], _role(row)) for row in rows)


def _role(row: CycleReviewRow) -> str:
    """What tells a role over the versions of its framework."""
    return row["level"]["id"].rsplit("/", 2)[-2]
