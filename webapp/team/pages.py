"""What the team page shows."""

from dataclasses import dataclass
from datetime import date

from graph.review.models import LevelRef, PersonRef


@dataclass(frozen=True)
class TeamLine:
    """One report. `address` is where to go on, '' without a review; `action` the words of that link.

    `sent` says whether a self-assessment was sent, `being_written` whether one is being written now, perhaps anew.
    """

    person: PersonRef
    level: LevelRef | None
    target: LevelRef | None
    state: str
    holder: str
    due: date | None
    overdue: bool
    waits_for_me: bool
    away_until: date | None
    sent: bool
    being_written: bool
    rated: int
    total: int
    address: str
    action: str


@dataclass(frozen=True)
class TeamPage:
    """The manager's reports: those that wait for the manager first. `next_one` is the first of them."""

    lines: tuple[TeamLine, ...]
    next_one: TeamLine | None
    waiting: int
    overdue: int
    none_since: date | None
