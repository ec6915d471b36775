"""A calibration session: its members and the reviews it covers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.pack.records import PackJob
from graph.review.lists import ReviewRow
from graph.review.records import LevelRef, PersonRef
from graph.review.states import SIGNED
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
    LOCK = "lock"
    DISSOLVE = "dissolve"


@dataclass(frozen=True)
class SessionRow:
    """One row of the session's table: from which states, by whom, to which."""

    states: frozenset[SessionState]
    who: tuple[str, ...]
    action: SessionAction
    to: SessionState


S, A = SessionState, SessionAction
SESSION_TABLE: tuple[SessionRow, ...] = (
    SessionRow(frozenset({S.SET_UP}), ("facilitator",), A.OPEN_VOTES, S.PRE_VOTE),
    SessionRow(frozenset({S.SET_UP, S.PRE_VOTE}), ("facilitator",), A.START, S.IN_SESSION),
    SessionRow(frozenset({S.IN_SESSION}), ("facilitator",), A.LOCK, S.LOCKED),
    SessionRow(frozenset({S.SET_UP, S.PRE_VOTE, S.IN_SESSION}), ("facilitator", "hr_admin"), A.DISSOLVE, S.DISSOLVED),
)


@dataclass(frozen=True)
class Member:
    """Somebody in a session; `role` is 'member' or 'facilitator'."""

    person: PersonRef
    role: str


@dataclass(frozen=True)
class SessionReview:
    """One review that a session covers."""

    review: ReviewRow
    target: LevelRef | None
    seq: int
    head: str
    revision: int

    @property
    def signed(self) -> bool:
        """Whether its current revision is signed, so that members may read it."""
        return self.review.state in SIGNED


@dataclass(frozen=True)
class Session:
    """A session as one of its members sees it; reviews in the order of their people's names.

    `packs` are the newest that the reader may have; `beat_at` is the last sign of life of any worker.
    """

    id: str
    name: Text
    state: SessionState
    meets_on: date
    seq: int
    head: str
    reader_is: str
    members: tuple[Member, ...]
    reviews: tuple[SessionReview, ...]
    packs: tuple[PackJob, ...]
    beat_at: datetime | None

    @property
    def signed(self) -> int:
        """How many of the reviews are signed."""
        return sum(review.signed for review in self.reviews)
