"""A pack as a job, and what its states are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    """A pack that was made: where its file lies, and what it is. `code_points` ("U+F8FF") are shown in place of the
    characters that no font has, by review."""

    key: str
    sha256: str
    pages: int
    people: int
    code_points: Mapping[str, Sequence[str]] = field(default_factory=dict)
