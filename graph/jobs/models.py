"""A job, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from graph.review.models import PersonRef


class JobKind(StrEnum):
    """What a job makes."""

    OPENING = "opening"
    PEOPLE_IMPORT = "people_import"
    FRAMEWORK_IMPORT = "framework_import"
    REVIEWS = "reviews"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


UNFINISHED = frozenset({JobState.WAITING, JobState.MAKING})
READING, WRITING = "reading", "writing"
"""Steps of a job that is written as a whole; in the second it cannot be cancelled."""
AT_ONCE = 300
"""How many people, or reviews that are written together, a request writes by itself; more are a job."""


@dataclass(frozen=True)
class Job:
    """A job: `done` of `of` are made, `step` says what is done now. `about` is the id of what it is about, `capacity`
    what one must hold to see it; `input` is what it is made of, `items` what it takes one by one, `result`
    what it came to so far, `why` a word why it failed. Lists of jobs have neither items nor results."""

    id: str
    kind: JobKind
    about: str
    asker: str
    relied_on: str
    capacity: str
    state: JobState
    asked_at: datetime
    done: int = 0
    of: int = 0
    step: str = ""
    why: str = ""
    attempts: int = 0
    taken_by: str = ""
    input: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[str, ...] = field(default=(), repr=False)
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether it still waits or is in the making."""
        return self.state in UNFINISHED


@dataclass(frozen=True)
class JobStand:
    """A job as its page shows it: who asked for it, None where they are not there any more, and the last sign of any
    worker."""

    job: Job
    asker: PersonRef | None
    beat_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """A job to be taken up, from `fallen` where that worker let it fall ('' for one that nobody began)."""

    id: str
    kind: JobKind
    fallen: str = ""


class Stopped(Exception):
    """A job ends before it is done: cancelled, another worker's by now, or this worker is to end."""
