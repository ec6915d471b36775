"""What the team page shows."""

from dataclasses import dataclass
from datetime import date

from graph.review.models import LevelRef, PersonRef
from graph.text import Text


@dataclass(frozen=True)
class TeamLine:
    """One review of a report. `address` is where to go on, '' without a review; `action` the words of that link.

    `sent` says whether a self-assessment was sent, `being_written` whether one is being written now, perhaps anew.
    """

    person: PersonRef
    level: LevelRef | None
    target: LevelRef | None
    cycle: Text | None
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
    in_place_of: Text | None = None


@dataclass(frozen=True)
class TeamPage:
    """The manager's reports: those that wait for the manager first. `next_one` is the first of them.

    With `several_cycles` each line says of which cycle it is.
    """

    lines: tuple[TeamLine, ...]
    several_cycles: bool
    next_one: TeamLine | None
    waiting: int
    overdue: int
    none_since: date | None
