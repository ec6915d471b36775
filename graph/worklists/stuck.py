"""Why nobody can move a review: one rule, for the page of a cycle and for the count on HR's start page."""

from dataclasses import dataclass

from graph.review.enums import UNSIGNED, Capacity, State

_WHO_LOCK = 2
WRITING = frozenset({State.ASSIGNED, State.SELF_DRAFT})
"""States in which the employee writes."""


@dataclass(frozen=True)
class Standing:
    """What decides whether anybody can move a review. `held_by` is None before its cycle opens; `left` is said of the
    employee, `manager_left` of the manager, who may be missing; `facilitators` counts those of the session that holds
    it, None where none does, and `in_session` tells whether that is in progress; `arbiter` and `hr` say whether there
    is one who may act."""

    state: State
    held_by: Capacity | None
    cycle_closed: bool
    asks: bool
    left: bool
    has_manager: bool
    manager_left: bool
    facilitators: int | None
    in_session: bool
    arbiter: bool
    hr: bool


def why_stuck(one: Standing) -> str:
    """'no_manager', 'manager_left', 'no_facilitator', 'one_facilitator' (of the two who lock), 'no_arbiter',
    'no_hr_admin', 'employee_left', 'nothing_expected', 'cycle_closed'; '' where somebody can move it."""
    if one.state in UNSIGNED and not one.asks:
        return "nothing_expected"
    if one.state in WRITING and one.cycle_closed:
        return "cycle_closed"
    if one.state in WRITING and one.left:
        return "employee_left"
    if one.state in WRITING or one.held_by is Capacity.MANAGER:
        return "no_manager" if not one.has_manager else "manager_left" if one.manager_left else ""
    if one.state is State.SIGNED_OFF:
        if one.facilitators is not None:
            too_few = one.in_session and one.facilitators < _WHO_LOCK
            return "no_facilitator" if not one.facilitators else "one_facilitator" if too_few else ""
        return "" if one.hr else "no_hr_admin"
    if one.state is State.CHALLENGED:
        return "" if one.arbiter else "no_arbiter"
    if one.state in (State.ACKNOWLEDGED, State.DECLINED) or (one.state is State.SHARED and one.left):
        return "" if one.hr else "no_hr_admin"
    return ""
