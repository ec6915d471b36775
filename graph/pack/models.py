"""A pack as a job, and what its states are."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What made a pack fail."""

    CHANGED = "changed"
    NOT_AS_RECORDED = "not_as_recorded"
    GLYPH = "glyph"
    ATTEMPTS = "attempts"
    STORE = "store"
    DISK = "disk"
    ERROR = "error"


@dataclass(frozen=True)
class PackFile:
    """A pack that was made: where its file lies, and what it is."""

    key: str
    sha256: str
    pages: int
    people: int
