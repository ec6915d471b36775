"""A calibration session: its members and the reviews it covers."""

from dataclasses import dataclass
from datetime import date, datetime

from graph.calibration.packs import PackJob
from graph.calibration.table import SessionState
from graph.review.enums import SIGNED, Recommendation, Value
from graph.review.models import LevelRef, PersonRef
from graph.text import Text
from graph.worklists.models import ReviewRow


@dataclass(frozen=True)
class Member:
    """Somebody in a session; `role` is 'member' or 'facilitator'."""

    person: PersonRef
    role: str


@dataclass(frozen=True)
class SessionReview:
    """One review that a session covers. Once signed: what its manager recommends, and for each required expectation
    what stands (calibrated, else the manager's) and what the employee says; how many ratings the
    committee changed."""

    review: ReviewRow
    target: LevelRef | None
    seq: int
    head: str
    revision: int
    recommendation: Recommendation | None = None
    required: tuple[tuple[Value | None, Value | None], ...] = ()
    changed: int = 0

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
