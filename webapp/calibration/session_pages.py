"""What the page of a session shows, and its projector view."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.calibration.models import Session, SessionReview
from graph.calibration.table import SessionState
from graph.review.enums import Action, Value
from graph.text import Text
from reports.gap.decision import LevelDecision
from webapp.calibration.charts import Chart
from webapp.calibration.live import Live
from webapp.pack.pages import Packs


@dataclass(frozen=True)
class PersonLine:
    """One person of the session: what is to be decided about their level, how many required expectations are flagged,
    how many votes question it, and what was done with their review since the newest pack, also in words."""

    one: SessionReview
    level: LevelDecision
    flags: int
    questions: int
    since: tuple[Action, ...]
    since_said: str

    @cached_property
    def not_observed(self) -> int:
        """How many required expectations the manager, or the committee, has not observed."""
        return sum(value is Value.NOT_OBSERVED for value, _mine in self.one.required)

    @property
    def unmet(self) -> int:
        """How many required expectations are rated, and not met."""
        return self.level.required - self.level.met - self.not_observed

    @property
    def undecided(self) -> bool:
        """Whether the committee has not decided yet."""
        return self.one.signed and self.one.decision is None


@dataclass(frozen=True)
class SortHead:
    """The head of a column: where it sorts by it, and how it is sorted now ('ascending', 'descending' or '')."""

    label: str
    address: str
    sorted: str


@dataclass(frozen=True)
class SessionFilter:
    """What the table is filtered and sorted by, as in the address; choices are values with their words."""

    q: str
    role: str
    level: str
    manager: str
    department: str
    state: str
    undecided: bool
    changed: bool
    sort: str
    roles: Sequence[tuple[str, str]]
    levels: Sequence[tuple[str, str]]
    managers: Sequence[tuple[str, str]]
    departments: Sequence[tuple[str, str]]
    states: Sequence[tuple[str, str]]
    sorts: Sequence[tuple[str, str]]

    @property
    def active(self) -> bool:
        """Whether anything is filtered out."""
        named = self.q or self.role or self.level or self.manager or self.department or self.state
        return bool(named or self.undecided or self.changed)


@dataclass(frozen=True)
class PeopleTable:
    """The people of a session whom the filter leaves: those signed off as they are sorted, and those who are not, by
    name. `order` says how they are sorted where no column is chosen; `with_since` is whether there is a pack to compare
    with, `with_votes` whether votes are shown."""

    filter: SessionFilter
    order: str
    heads: Sequence[SortHead]
    ready: Sequence[PersonLine]
    missing: Sequence[PersonLine]
    all: int
    with_since: bool
    with_votes: bool

    @property
    def shown(self) -> int:
        """How many the filter leaves."""
        return len(self.ready) + len(self.missing)


@dataclass(frozen=True)
class SessionPage:
    """A session: its people in one table, pictures of how they are rated, its packs. A dissolved one has none. `ways`
    are the steps that the reader can take now (words, address)."""

    session: Session
    state: Text
    table: PeopleTable
    charts: Sequence[Chart]
    packs: Packs
    ways: Sequence[tuple[str, str]]
    live: Live

    @property
    def locked(self) -> bool:
        """Whether what the committee changed is final."""
        return self.session.state is SessionState.LOCKED

    @property
    def changed(self) -> int:
        """How many ratings the committee changed."""
        return sum(one.changed for one in self.session.reviews)

    @property
    def dissolved(self) -> bool:
        """Whether its seats open nothing any more."""
        return self.session.state is SessionState.DISSOLVED


@dataclass(frozen=True)
class ProjectorPage:
    """A session for a wall: who is in it, how much of what is required they meet, what was decided and changed. No vote
    shows in it, nor in its order; nothing of what somebody wrote, and no evidence. `back` is the session's own page."""

    session: Session
    state: Text
    lines: Sequence[PersonLine]
    live: Live
    back: str

    @property
    def decided(self) -> int:
        """About how many of those who are signed off is decided."""
        return sum(one.signed and one.decision is not None for one in self.session.reviews)
