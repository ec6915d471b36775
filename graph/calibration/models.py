"""A calibration session: its members and the reviews it covers."""

from dataclasses import dataclass
from datetime import date, datetime

from graph.calibration.notes import MeetingNote
from graph.calibration.packs import PackJob
from graph.calibration.table import SessionState
from graph.calibration.vote_models import CastVote, VoteValue
from graph.review.enums import SIGNED, Action, Capacity, Recommendation, Value
from graph.review.models import Decision, LevelRef, PersonRef
from graph.text import Text
from graph.worklists.models import ReviewRow, SessionRow

FACILITATORS = 2
"""How many a session needs before its votes are opened."""


@dataclass(frozen=True)
class Member:
    """Somebody in a session; `role` is 'member' or 'facilitator'. `here_at` is when their browser last said that they
    have one of its pages open."""

    person: PersonRef
    role: str
    here_at: datetime | None = None


@dataclass(frozen=True)
class Taken:
    """A review as a pack took it in: its revision, when, and at which of its events (None where that is not known)."""

    revision: int
    at: datetime
    seq: int | None


@dataclass(frozen=True)
class Discussed:
    """That the meeting discussed a person: when, and which member said so, by id."""

    by: str
    at: datetime


@dataclass(frozen=True)
class SessionReview:
    """One review that a session covers. Once signed: what its manager recommends, and for each required expectation
    what stands (calibrated, else the manager's) and what the employee says, and in `given` what the manager rated, in
    one order for all reviews of a level; how many ratings the committee changed, and what it decided of the level. From
    the session's start on `votes`, those of the revision that is signed now, and whether the meeting `discussed` it.

    `taken` is how the newest pack that holds it took it in, `since` what was done with it after that.
    """

    review: ReviewRow
    target: LevelRef | None
    seq: int
    head: str
    revision: int
    recommendation: Recommendation | None = None
    required: tuple[tuple[Value | None, Value | None], ...] = ()
    changed: int = 0
    decision: Decision | None = None
    votes: tuple[CastVote, ...] = ()
    discussed: Discussed | None = None
    given: tuple[Value | None, ...] = ()
    taken: Taken | None = None
    since: tuple[Action, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether its current revision is signed, so that members may read it."""
        return self.review.state in SIGNED

    @property
    def questions(self) -> int:
        """How many votes question the person or one of their ratings."""
        return sum(vote.value is VoteValue.QUESTION for vote in self.votes)


@dataclass(frozen=True)
class Unseated:
    """How many signed reviews of an open cycle are in no open session."""

    cycle: str
    name: Text
    reviews: int


@dataclass(frozen=True)
class SessionList:
    """The sessions of a reader; `unseated` for HR admins alone."""

    sessions: tuple[SessionRow, ...]
    unseated: tuple[Unseated, ...]


@dataclass(frozen=True)
class SeatConflict:
    """Somebody who sits over a review of their own, of a direct report or of their manager."""

    review: str
    member: PersonRef
    person: PersonRef


@dataclass(frozen=True)
class Standing:
    """How a session stands, for whoever moves it: `seat` is theirs in it ('' for none), `hr` whether they are an HR
    admin, `own` whether it covers their own review, `line` whether one of a direct report or their manager;
    `facilitators` are those who are there today. `conflicts` are seats over one's own line, as the lines are today."""

    id: str
    name: Text
    state: SessionState
    meets_on: date
    seq: int
    head: str
    seat: str
    hr: bool
    facilitators: int
    covered: int
    signed: int
    own: bool
    line: bool
    conflicts: tuple[SeatConflict, ...]

    @property
    def too_few(self) -> bool:
        """Whether it lacks facilitators to open the votes and to start: later nobody takes a seat, and two lock it."""
        return self.facilitators < FACILITATORS

    @property
    def capacities(self) -> frozenset[Capacity]:
        """In which capacities the reader acts on the session."""
        seats = {Capacity(self.seat)} if self.seat else set()
        return frozenset(seats | ({Capacity.HR_ADMIN} if self.hr else set()))


@dataclass(frozen=True)
class Session:
    """A session as one of its members sees it; reviews in the order of their people's names.

    `notes` are those on the review that was asked for, `changes` counts what was changed of what its page shows.
    `packs` are the newest that the reader may have; `beat_at` is the last sign of life of any worker.
    """

    id: str
    name: Text
    state: SessionState
    meets_on: date
    meets_at: str
    seq: int
    head: str
    reader_is: str
    members: tuple[Member, ...]
    reviews: tuple[SessionReview, ...]
    packs: tuple[PackJob, ...]
    beat_at: datetime | None
    notes: tuple[MeetingNote, ...] = ()
    changes: int = 0

    @property
    def has_votes(self) -> bool:
        """Whether the votes are shown to the session: from its start on."""
        return self.state in (SessionState.IN_SESSION, SessionState.LOCKED)

    @property
    def signed(self) -> int:
        """How many of the reviews are signed."""
        return sum(review.signed for review in self.reviews)

    @property
    def packed_at(self) -> datetime | None:
        """When the newest pack was made; None where there is none."""
        return max((one.taken.at for one in self.reviews if one.taken), default=None)

    def since_pack(self, one: SessionReview) -> tuple[Action, ...]:
        """What was done with a review since the newest pack was made, each once: signing, too, where it is signed and
        in none; nothing while there is no pack."""
        if self.packed_at is None:
            return ()
        if one.taken is None:
            return (Action.SIGN_OFF,) if one.signed else ()
        unlisted = one.signed and one.taken.revision != one.revision and Action.SIGN_OFF not in one.since
        return tuple(dict.fromkeys((*one.since, *((Action.SIGN_OFF,) if unlisted else ()))))
