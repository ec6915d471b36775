"""One review and one session in a list."""

from dataclasses import dataclass
from datetime import date, datetime

from graph.cycle.models import Cycle
from graph.review.enums import Capacity, State
from graph.review.models import LevelRef, PersonRef
from graph.text import Text
from graph.workflow.table import held_by

ENDED = frozenset({State.CLOSED, State.CANCELLED})
"""States of reviews in which nobody has anything to do."""


@dataclass(frozen=True)
class ReviewRow:
    """One review in a list. `due` is the date its holder has now, None where there is none.

    `not_open`: its cycle is not open, so that nobody can do what would be next. `reminded_at`, `extended_at`: when HR
    last reminded its holder, and moved its due dates. `in_place_of` is the manager whose deputy the reader is,
    `sent_at` when the employee sent theirs last, '' before; `ratings_changed` how many ratings of the revision a
    committee changed, once its session is locked.
    """

    id: str
    state: State
    person: PersonRef
    cycle: Cycle
    due: date | None
    overdue: bool
    not_open: bool = False
    manager: PersonRef | None = None
    level: LevelRef | None = None
    department: str = ""
    reminded_at: datetime | None = None
    extended_at: datetime | None = None
    in_place_of: PersonRef | None = None
    revision: int = 0
    sent_at: str = ""
    ratings_changed: int = 0

    @property
    def held_by(self) -> Capacity | None:
        """Who has to act next, None where it is over or its cycle is not open."""
        return None if self.not_open else held_by(self.state, calibration=self.cycle.calibration)


@dataclass(frozen=True)
class SessionRow:
    """One calibration session of the reader: how many of the reviews it covers are signed. `meets_at` is the hour, ''
    for none; `pack`: whether one is ready that the reader may have, where that was asked; `given` of the votes that are
    `asked` of the reader are given, none before and after voting is open. `seated_at` is when the reader was made a
    facilitator of it, where that was after its start."""

    id: str
    name: Text
    state: str
    meets_on: date | None
    reader_is: str
    covered: int
    signed: int
    meets_at: str = ""
    pack: bool = False
    asked: int = 0
    given: int = 0
    seated_at: datetime | None = None


@dataclass(frozen=True)
class CapacityChangeLine:
    """That somebody got capacities, or lost them where it `ends`, from a day on. `by` is None for whoever acted without
    an account, whom `actor` names; `reason` is '' where none was asked for."""

    person: PersonRef
    by: PersonRef | None
    actor: str
    at: datetime
    capacities: tuple[str, ...]
    since: date
    ends: bool
    reason: str


@dataclass(frozen=True)
class DeputyChangeLine:
    """That somebody else named a deputy for the reader, from a day to a day, or ended that, where it has no days; `by`
    is None for whoever acted without an account."""

    deputy: Text
    by: PersonRef | None
    at: datetime
    since: date | None
    until: date | None
    reason: str


@dataclass(frozen=True)
class NewAddress:
    """The email address that somebody else gave the reader; no link for a new password is mailed to it until then.
    Where it was not `changed` it was there before they could sign in, and `by` is None."""

    email: str
    changed: bool
    by: PersonRef | None
    no_link_until: datetime
