"""The workflow of a review, as data: the one place that knows it.

Source: the project's workflow table (docs/workflow.md is drawn from it). What is not listed is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.review.enums import Action, Capacity, State


class To(StrEnum):
    """Targets that depend on the review: `before` the state it had, `fresh` assigned if untouched else self_draft."""

    BEFORE = "before"
    FRESH = "fresh"


@dataclass(frozen=True)
class Row:
    """One row of the table. `to` lists the allowed targets, the first being the usual one;
    `guards` are names of rules in graph.workflow.guards."""

    number: int
    states: frozenset[State]
    who: Capacity
    action: Action
    to: tuple[State | To, ...]
    guards: tuple[str, ...] = ()
    new_revision: bool = False


def _row(
    number: int,
    states: Iterable[State],
    who: Capacity,
    action: Action,
    to: State | To | tuple[State | To, ...],
    *guards: str,
    new_revision: bool = False,
) -> Row:
    targets = to if isinstance(to, tuple) else (to,)
    return Row(number, frozenset(states), who, action, targets, guards, new_revision)


S, C, A = State, Capacity, Action
_READY_TO_SHARE = (S.CALIBRATED, S.SIGNED_OFF)
_LIVING_UNTIL_CALIBRATED = (
    S.ASSIGNED,
    S.SELF_DRAFT,
    S.SELF_SUBMITTED,
    S.MANAGER_DRAFT,
    S.SIGNED_OFF,
    S.CALIBRATED,
)
_DECIDING = (
    "session_in_progress", "no_direct_line", "not_author_or_signer", "decision", "decision_day", "decision_sentence",
)  # fmt: skip

TABLE: tuple[Row, ...] = (
    _row(1, [S.ASSIGNED], C.EMPLOYEE, A.SAVE, S.SELF_DRAFT, "cycle_open"),
    _row(
        2, [S.SELF_DRAFT], C.EMPLOYEE, A.SUBMIT, S.SELF_SUBMITTED,
        "cycle_open", "something_expected", "something_rated", "self_complete", "self_reasons", "self_evidence",
        "same_draft",
    ),
    _row(3, [S.SELF_SUBMITTED], C.EMPLOYEE, A.WITHDRAW, S.SELF_DRAFT, "cycle_open"),
    _row(4, [S.SELF_SUBMITTED], C.MANAGER, A.SAVE, S.MANAGER_DRAFT),
    _row(
        5, [S.ASSIGNED, S.SELF_DRAFT], C.MANAGER, A.PROCEED, S.MANAGER_DRAFT,
        "cycle_open", "self_overdue", "confirmed_basis",
    ),
    _row(
        6, [S.SELF_SUBMITTED, S.MANAGER_DRAFT], C.MANAGER, A.RETURN, S.SELF_DRAFT,
        "cycle_open", "comment", "new_due_date",
    ),
    _row(
        7, [S.MANAGER_DRAFT], C.MANAGER, A.REVEAL, S.MANAGER_DRAFT,
        "blind_cycle", "something_expected", "something_rated", "something_sent", "manager_complete", "same_draft",
    ),
    _row(
        8, [S.MANAGER_DRAFT], C.MANAGER, A.SIGN_OFF, S.SIGNED_OFF,
        "something_expected", "something_rated", "manager_complete", "revealed", "manager_reasons",
        "recommendation", "recommendation_reason", "sentences",
        "own_name", "same_draft",
    ),
    _row(
        9, [S.SIGNED_OFF], C.MANAGER, A.RECALL, S.MANAGER_DRAFT,
        "reason", "no_session_in_progress", new_revision=True,
    ),
    _row(
        10, [S.SIGNED_OFF], C.FACILITATOR, A.SEND_BACK, S.MANAGER_DRAFT,
        "reason", "session_in_progress", "not_own_report", new_revision=True,
    ),
    _row(
        11, [S.SIGNED_OFF], C.MEMBER, A.ADJUST, S.SIGNED_OFF,
        "session_in_progress", "no_direct_line", "not_author_or_signer", "adjustment_words",
    ),
    _row(
        12, [S.SIGNED_OFF], C.FACILITATOR, A.LOCK, S.CALIBRATED,
        "session_in_progress", "session_all_signed", "undecided",
    ),
    _row(13, [S.SIGNED_OFF], C.HR_ADMIN, A.WAIVE, S.CALIBRATED, "calibrated_cycle", "in_no_open_session", "reason"),
    _row(
        14, _READY_TO_SHARE, C.MANAGER, A.SHARE, S.SHARED,
        "calibration_done", "share_date_reached", "note_for_adjustment",
    ),
    _row(15, _READY_TO_SHARE, C.HR_ADMIN, A.SHARE, S.SHARED, "calibration_done", "share_by_passed"),
    _row(16, [S.SHARED], C.EMPLOYEE, A.ACKNOWLEDGE, S.ACKNOWLEDGED),
    _row(17, [S.SHARED], C.EMPLOYEE, A.DECLINE, S.DECLINED),
    _row(
        18, [S.SHARED, S.ACKNOWLEDGED, S.DECLINED], C.EMPLOYEE, A.CHALLENGE, S.CHALLENGED,
        "names_expectations", "reason", "challenge_once", "challenge_window_open",
    ),
    _row(19, [S.CHALLENGED], C.ARBITER, A.UPHOLD, S.SHARED, "reason"),
    _row(20, [S.CHALLENGED], C.ARBITER, A.REVISE, S.MANAGER_DRAFT, "reason_for_each_named", new_revision=True),
    _row(21, [S.ACKNOWLEDGED, S.DECLINED], C.HR_ADMIN, A.CLOSE, S.CLOSED, "challenge_window_over"),
    _row(22, [S.SHARED], C.HR_ADMIN, A.CLOSE, S.CLOSED, "close_date_passed_or_left", "challenge_window_over_or_left"),
    _row(
        23,
        [S.SIGNED_OFF, S.CALIBRATED, S.SHARED, S.ACKNOWLEDGED, S.DECLINED, S.CLOSED],
        C.HR_ADMIN, A.REOPEN, (S.MANAGER_DRAFT, S.SELF_DRAFT),
        "reason", "new_due_date", "no_session_in_progress", new_revision=True,
    ),
    _row(
        24, [S.ASSIGNED, S.SELF_DRAFT, S.SELF_SUBMITTED, S.MANAGER_DRAFT],
        C.HR_ADMIN, A.REPIN, To.FRESH, "other_pin", "new_due_date", new_revision=True,
    ),
    _row(25, _LIVING_UNTIL_CALIBRATED, C.HR_ADMIN, A.CANCEL, S.CANCELLED, "reason", "no_session_in_progress"),
    _row(26, [S.CANCELLED], C.HR_ADMIN, A.RESTORE, To.BEFORE, "reason", "cycle_open", "no_other_living_review"),
    _row(27, [S.SIGNED_OFF], C.MEMBER, A.DECIDE, S.SIGNED_OFF, *_DECIDING),
    _row(28, [S.SIGNED_OFF], C.FACILITATOR, A.DECIDE, S.SIGNED_OFF, *_DECIDING),
)  # fmt: skip

HELD_BY: dict[State, Capacity | None] = {
    S.ASSIGNED: C.EMPLOYEE,
    S.SELF_DRAFT: C.EMPLOYEE,
    S.SELF_SUBMITTED: C.MANAGER,
    S.MANAGER_DRAFT: C.MANAGER,
    S.SIGNED_OFF: C.FACILITATOR,
    S.CALIBRATED: C.MANAGER,
    S.SHARED: C.EMPLOYEE,
    S.ACKNOWLEDGED: C.HR_ADMIN,
    S.DECLINED: C.HR_ADMIN,
    S.CHALLENGED: C.ARBITER,
    S.CLOSED: None,
    S.CANCELLED: None,
}
"""Who holds a review in each state of a cycle with calibration; a signed-off one without a session is held by HR."""

SELF_OPEN = frozenset({S.SELF_DRAFT})
"""States in which the employee's saves are taken (the first one, in assigned, is row 1)."""

MANAGER_OPEN = frozenset({S.ASSIGNED, S.SELF_DRAFT, S.MANAGER_DRAFT})
"""States in which the manager's saves are taken (the first one after a submission is row 4)."""


def held_by(state: State, *, calibration: bool) -> Capacity | None:
    """Who holds a review in `state`; where its cycle has no calibration, a signed-off one waits for its manager."""
    return C.MANAGER if state is S.SIGNED_OFF and not calibration else HELD_BY[state]


def rows(state: State, action: Action) -> tuple[Row, ...]:
    """The rows of `action` out of `state`: none if it is not in the table, more than one where capacities differ."""
    return tuple(row for row in TABLE if row.action is action and state in row.states)


def open_actions(state: State, capacities: Iterable[str]) -> tuple[Row, ...]:
    """The rows that somebody with `capacities` may try in `state`; guards are still to be asked."""
    held = set(capacities)
    return tuple(row for row in TABLE if state in row.states and row.who.value in held)
