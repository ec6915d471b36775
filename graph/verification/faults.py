"""What a verification finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is not as it was recorded."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    HEAD = "head"
    STATE = "state"
    WORDS = "words"
    SIGNATURE = "signature"
    RELATION = "relation"
    SEAL = "seal"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was recorded.

    `seq` is the event's number or, for what a signature covers, the revision (0: none); `detail` names what differs.
    """

    kind: FaultKind
    stream: str
    seq: int
    detail: str


def safely(stream: str, found: Iterable[Fault]) -> list[Fault]:
    """What is found; where something cannot even be read, that, and nothing found before is lost for it."""
    faults: list[Fault] = []
    try:
        faults.extend(found)
    except Exception as error:
        faults.append(Fault(FaultKind.UNREADABLE, stream, 0, f"{type(error).__name__}: {str(error)[:200]}"))
    return faults
