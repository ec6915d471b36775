"""What people ask of a review, and what they get back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from graph.review.records import SignOff, Value
from graph.review.states import State


@dataclass(frozen=True)
class RatingDraft:
    """One rating as typed. `version` is the one the page had (0: none yet).

    `evidence` lists the ids of all supporting pieces, None leaves them as they are; `seen` is the version of the
    sent rating that the manager had in view.
    """

    expectation: str
    version: int
    value: Value | None
    comment: str = ""
    reason: str = ""
    evidence: tuple[str, ...] | None = None
    agreed: bool = False
    seen: int | None = None


@dataclass(frozen=True)
class Saved:
    """What is stored after a save. `accepted` False: somebody wrote since, or the review is not open; nothing
    was changed, and the rest is what stands there now. `language` and `time_zone` are the writer's, '' where none is
    chosen."""

    expectation: str
    accepted: bool
    state: State
    version: int
    value: Value | None
    comment: str
    reason: str
    saved_at: datetime | None
    author: str
    draft: int
    language: str
    time_zone: str


@dataclass(frozen=True)
class EvidenceDraft:
    """A piece of evidence as typed: a link (`url`) or a note, for one or more expectations."""

    title: str
    url: str
    note: str
    expectations: tuple[str, ...]


@dataclass(frozen=True)
class Pin:
    """Where a review is pinned to: framework version, level, and target level ('' for none)."""

    version: str
    level: str
    target: str = ""


@dataclass(frozen=True)
class Command:
    """What comes with an action. `revision`, `seq` and `draft` are as the page showed them (None: not compared).

    `words` maps a kind (comment, reason, note, sentences, statement, 'reason:<expectation>') to a free text.
    """

    revision: int | None = None
    seq: int | None = None
    draft: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    due: date | None = None
    confirm: str = ""
    expectations: tuple[str, ...] = ()
    to: State | None = None
    value: Value | None = None
    reason_code: str = ""
    session: str = ""
    name: str = ""
    pin: Pin | None = None

    def said(self, kind: str) -> str:
        """The words of `kind` without surrounding white space."""
        return self.words.get(kind, "").strip()


@dataclass(frozen=True)
class Done:
    """How the review stands after an accepted action."""

    state: State
    seq: int
    revision: int
    sign_off: SignOff | None = None


@dataclass(frozen=True)
class Appointment:
    """One review to be assigned in a cycle; `target` is '' for none."""

    review: str
    person: str
    version: str
    level: str
    target: str
    self_due: date
    manager_due: date
