"""A review with nothing withheld, and what the rules ask about who acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from graph.review.enums import Capacity
from graph.review.models import Head, RecordedEvent
from graph.review.sheet import Sheet
from graph.text import Text


@dataclass(frozen=True)
class ReaderStream:
    """The reader's own stream, to which the reading of another's review is logged: once a day and review."""

    seq: int
    head: str
    read_today: bool


@dataclass(frozen=True)
class FullReview:
    """A review with nothing withheld, and what the rules ask about the actor. It never leaves the graph layer.

    `edges` name, per capacity, the edge that gives it, `deputy_of` in it the manager in whose place the actor acts;
    `today` is the day in the cycle's time zone. `role` is the key
    of the review's role, `other_roles` those of the person's other reviews in the cycle that are not cancelled.
    """

    sheet: Sheet
    actor: str
    now: datetime
    today: date
    edges: Mapping[Capacity, Mapping[str, str]]
    reader_name: Text
    direct_line: bool
    involved: frozenset[str]
    role: str
    other_roles: frozenset[str]
    leaves_on: date | None
    proceeded: str
    reader: ReaderStream
    events: tuple[RecordedEvent, ...]

    @property
    def head(self) -> Head:
        """The review's head."""
        return self.sheet.head
