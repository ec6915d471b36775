"""What the pages of the record show."""

from dataclasses import dataclass
from datetime import datetime

from graph.text import Text
from graph.verification.record import RecordedLine, VerificationRun
from graph.verification.verify import Verification
from webapp.audit.forms import RecordForm


@dataclass(frozen=True)
class RecordPage:
    """The verification, if one was asked for, and when it ended; the last ones."""

    result: Verification | None
    at: datetime | None
    runs: tuple[VerificationRun, ...]


@dataclass(frozen=True)
class EventLine:
    """One event with its words; `history` is the address of its review's history, '' where it is of none."""

    event: RecordedLine
    did: str
    history: str


@dataclass(frozen=True)
class EventsPage:
    """A stretch of the record, the newest first: events `first` to `last`. `chosen` is what an address asks again."""

    form: RecordForm
    cycles: tuple[tuple[str, Text], ...]
    lines: tuple[EventLine, ...]
    first: int
    last: int
    before: str
    after: str
    chosen: dict[str, str]
