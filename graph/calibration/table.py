"""The table of a calibration session: its states, its actions, who may take them. The one place that knows it."""

from dataclasses import dataclass
from enum import StrEnum

from graph.errors import IncompleteDeclaration
from graph.review.enums import Capacity
from graph.text import Text


class SessionState(StrEnum):
    """The states of a session; workflow.md's second table."""

    SET_UP = "set_up"
    PRE_VOTE = "pre_vote"
    IN_SESSION = "in_session"
    LOCKED = "locked"
    DISSOLVED = "dissolved"


SESSION_NAMES: dict[SessionState, Text] = {
    SessionState.SET_UP: Text("being set up", "筹备中"),
    SessionState.PRE_VOTE: Text("voting open", "预投票中"),
    SessionState.IN_SESSION: Text("in session", "会议进行中"),
    SessionState.LOCKED: Text("locked", "已锁定"),
    SessionState.DISSOLVED: Text("dissolved", "已解散"),
}
"""What each state is called."""


class SessionAction(StrEnum):
    """What can be done to a session."""

    OPEN_VOTES = "open_votes"
    START = "start"
    SEAT = "seat"
    LOCK = "lock"
    DISSOLVE = "dissolve"


SESSION_ACTIONS: dict[SessionAction, Text] = {
    SessionAction.OPEN_VOTES: Text("open the votes", "开始预投票"),
    SessionAction.START: Text("start", "开始会议"),
    SessionAction.SEAT: Text("seat another facilitator", "增加主持人"),
    SessionAction.LOCK: Text("lock", "锁定"),
    SessionAction.DISSOLVE: Text("dissolve", "解散"),
}
"""What each action is called."""

CHANGE, TAKE_OUT, CONFIRM_LOCK = "change_session", "take_out", "confirm_lock"
"""What is recorded of a session beside the actions of its table; none of them changes its state."""
COMPOSING = frozenset({CHANGE, TAKE_OUT, SessionAction.SEAT.value})
"""The events after which a session covers other reviews, or others sit in it."""

_MISSING = sorted(({*SessionState} - {*SESSION_NAMES}) | ({*SessionAction} - {*SESSION_ACTIONS}))
if _MISSING:
    raise IncompleteDeclaration("graph/calibration/table.py", _MISSING)


@dataclass(frozen=True)
class SessionTableRow:
    """One row of the session's table: from which states, in which capacities, to which state. `guards` are the rules
    that stand in the way otherwise; graph.calibration.locking asks those of a lock."""

    states: frozenset[SessionState]
    who: tuple[Capacity, ...]
    action: SessionAction
    to: SessionState
    guards: tuple[str, ...] = ()


S, A, C = SessionState, SessionAction, Capacity

SESSION_TABLE: tuple[SessionTableRow, ...] = (
    SessionTableRow(frozenset({S.SET_UP}), (C.FACILITATOR,), A.OPEN_VOTES, S.PRE_VOTE, ("two_facilitators",)),
    SessionTableRow(
        frozenset({S.SET_UP, S.PRE_VOTE}), (C.FACILITATOR,), A.START, S.IN_SESSION,
        ("two_facilitators", "something_signed"),
    ),
    # Not the facilitators who are left: whoever gives one of two confirmations does not choose who gives the other.
    SessionTableRow(frozenset({S.IN_SESSION}), (C.HR_ADMIN,), A.SEAT, S.IN_SESSION, ("reason", "seat_conflict")),
    SessionTableRow(
        frozenset({S.IN_SESSION}), (C.FACILITATOR,), A.LOCK, S.LOCKED,
        ("session_all_signed", "undecided", "second_facilitator"),
    ),
    SessionTableRow(
        frozenset({S.SET_UP, S.PRE_VOTE, S.IN_SESSION}), (C.FACILITATOR, C.HR_ADMIN), A.DISSOLVE, S.DISSOLVED,
        ("reason",),
    ),
)  # fmt: skip
