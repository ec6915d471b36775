"""What the start page shows."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class TaskLine:
    """One thing: a sentence, what it is about, by when, where it is done ('' where there is no page), and what is to
    be noticed first. `meets`: the day is that of a meeting."""

    title: str
    about: str
    due: date | None
    overdue: bool
    address: str
    button: str
    notice: str = ""
    meets: bool = False


@dataclass(frozen=True)
class TaskGroup:
    """Things of one capacity; `more` counts those left out, `all_at` is where they are."""

    heading: str
    lines: tuple[TaskLine, ...]
    more: int = 0
    all_at: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """A change by somebody else: when, what in a sentence or two, why ('' where nobody said), and the page about it."""

    at: datetime
    said: str
    reason: str
    address: str


@dataclass(frozen=True)
class HomePage:
    """What the reader has to do now, and what waits for others; `changes` are those of capacities, for HR,
    `told` those of the reader's own account and deputies."""

    greeting: str
    to_do: tuple[TaskGroup, ...]
    waiting: tuple[TaskGroup, ...]
    next_date: str
    changes: tuple[ChangeLine, ...]
    told: tuple[ChangeLine, ...]

    @property
    def first(self) -> TaskLine | None:
        """The one main action of the page."""
        return self.to_do[0].lines[0] if self.to_do else None
