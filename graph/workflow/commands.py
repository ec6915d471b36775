"""What people ask of a review, and what they get back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.review.enums import Outcome, Recommendation, State, Value
from graph.review.models import SignOff


@dataclass(frozen=True)
class Pin:
    """Where a review is pinned to: framework version, level, and target level ('' for none)."""

    version: str
    level: str
    target: str = ""


@dataclass(frozen=True)
class Command:
    """What comes with an action. `revision`, `seq` and `draft` are as the page showed them (None: not compared).

    `words` maps a kind (comment, reason, note, sentences, sentence, statement, 'reason:<expectation>') to a free text.
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
    recommendation: Recommendation | None = None
    outcome: Outcome | None = None
    later_on: date | None = None
    pin: Pin | None = None

    def text_of(self, kind: str) -> str:
        """The words of `kind` without surrounding white space."""
        return self.words.get(kind, "").strip()


@dataclass(frozen=True)
class Done:
    """How the review stands after an accepted action."""

    state: State
    seq: int
    revision: int
    sign_off: SignOff | None = None
