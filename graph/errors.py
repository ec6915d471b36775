"""What can go wrong, in the project's words; the web layer gives each its page and its sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class PlumblineError(Exception):
    """Base of every error this project raises on purpose."""


class GraphUnavailable(PlumblineError):
    """The graph engine does not answer; nothing was changed, unless `in_doubt`: then it broke while committing.

    `why` is one word without addresses, for whoever watches: refused, timeout, unknown_host, password, busy, failed,
    broken_off, disk_full (it answers, and takes no writes), no_answer.
    """

    def __init__(self, message: str, *, in_doubt: bool = False, why: str = "no_answer") -> None:
        super().__init__(message)
        self.in_doubt = in_doubt
        self.why = why


class QueryContractError(PlumblineError):
    """A query file and its header, or its caller, disagree."""


class IncompleteDeclaration(PlumblineError):
    """A declaration that must name every member of an enum lacks some; raised at import, naming file and members."""

    def __init__(self, file: str, missing: Sequence[str]) -> None:
        super().__init__(f"{file} does not declare {', '.join(missing)}")


@dataclass
class NotFound(PlumblineError):
    """There is no such thing, or the reader may not know that there is."""

    kind: str
    key: str


@dataclass
class NotAsRecorded(PlumblineError):
    """What is stored of a review is not what its events say, so that nothing of it may be relied on."""

    review: str


@dataclass
class Forbidden(PlumblineError):
    """The act needs a right that the actor does not have; `whose` names who has it."""

    permission: str
    whose: str


@dataclass
class Refused(PlumblineError):
    """The act breaks a rule as things stand; `reasons` are guard names with what they concern."""

    reasons: Sequence["Reason"]

    def __str__(self) -> str:
        """The rules with what they concern, for a log or a script; the web layer has their sentences."""
        return "; ".join(" ".join((reason.rule, *reason.about)) for reason in self.reasons)


@dataclass(frozen=True)
class Reason:
    """One rule that stands in the way: its name and the ids (expectations, reviews, dates) it concerns."""

    rule: str
    about: tuple[str, ...] = ()


@dataclass
class Conflict(PlumblineError):
    """Somebody was faster: `current` is how it stands now; what the loser wrote is still theirs to keep."""

    current: Mapping[str, Any] = field(default_factory=dict)
