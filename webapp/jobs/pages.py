"""What the page of a job shows."""

from dataclasses import dataclass
from datetime import datetime

from graph.jobs.models import JobState


@dataclass(frozen=True)
class JobPage:
    """A job as it stands; `counts` where `done` of `of` is known, `ways` and `above` are labels with addresses."""

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
