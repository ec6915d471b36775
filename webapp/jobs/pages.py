"""What the page of a job shows."""

from dataclasses import dataclass
from datetime import datetime

from graph.jobs.models import JobState
from webapp.cycle.pages import RefusedLine
from webapp.cycle.reminders import MailNote
from webapp.paging import Part


@dataclass(frozen=True)
class JobPage:
    """A job as it stands; `counts` where `done` of `of` is known, `ways` and `above` are labels with addresses. Of an
    act on reviews, `refused` are those on which it was not taken, `mail` says who is reminded without one."""

    id: str
    name: str
    state: JobState
    says: str
    done: int
    of: int
    counts: bool
    unfinished: bool
    may_cancel: bool
    worker_seen: bool
    by: str
    asked_at: datetime
    ways: tuple[tuple[str, str], ...]
    above: tuple[tuple[str, str], ...]
    refused: Part[RefusedLine]
    mail: MailNote | None
