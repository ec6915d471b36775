"""A pack as a job, and what its states are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.review.records import PersonRef


class PackState(StrEnum):
    """Where a pack stands. Waiting, making and ready are living: the same content is not asked for twice."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Why(StrEnum):
    """What made a pack fail."""

    CHANGED = "changed"
    GLYPH = "glyph"
    ATTEMPTS = "attempts"
    STORE = "store"
    DISK = "disk"
    ERROR = "error"


UNFINISHED = frozenset({PackState.WAITING, PackState.MAKING})


@dataclass(frozen=True)
class PackJob:
    """One pack of a session. `done` of `of` reports are laid out; `key` is where the file lies in the store.

    `why` is a word for what made it fail (`Why`), `detail` more of it, such as the characters without a font. `open` is
    False once something in it is no longer signed or covered: it is not to be read any more. `living` is the digest of
    what was asked for, '' once it may be asked for anew.
    """

    id: str
    session: str
    asker: PersonRef
    language: str
    paper: str
    state: PackState
    asked_at: datetime
    reviews: tuple[str, ...]
    open: bool = True
    done: int = 0
    of: int = 0
    attempts: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    key: str = ""
    sha256: str = ""
    pages: int = 0
    people: int = 0
    why: str = ""
    detail: str = ""
    living: str = ""
    taken_by: str = ""
    may_cancel: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether it still waits or is in the making."""
        return self.state in UNFINISHED

    def seconds_left(self, now: datetime) -> int | None:
        """About how long it still takes, by the reports laid out so far; None while that cannot be told."""
        if self.state is not PackState.MAKING or not self.done or self.started_at is None or not self.of:
            return None
        elapsed = max(0.0, (now - self.started_at).total_seconds())
        return round(elapsed / self.done * (self.of - self.done)) + 1


@dataclass(frozen=True)
class Made:
    """A pack that was made: where its file lies, and what it is."""

    key: str
    sha256: str
    pages: int
    people: int
