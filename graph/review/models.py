"""What a review is made of, as frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.cycle.models import Cycle
from graph.review.enums import Outcome, Part, Party, Recommendation, State, Value
from graph.text import Text


@dataclass(frozen=True)
class PersonRef:
    """A person as named on a page."""

    id: str
    name: Text


@dataclass(frozen=True)
class LevelRef:
    """A level of a role; `above` names the levels that follow it on the ladder, where they were asked for."""

    id: str
    role: Text
    role_slug: str
    level: Text
    rank: int
    above: tuple[Text, ...] = ()


@dataclass(frozen=True)
class FrameworkRef:
    """The framework version that a review is pinned to."""

    version_id: str
    name: Text
    number: int


@dataclass(frozen=True)
class Expectation:
    """One expectation asked in a review; `next_text` is the same skill's text on the next level, empty at the top.

    `unchanged` is true on the target part where the text equals the current level's: it is not asked again.
    `requires` are the keys of skills that this one builds on; `order` sorts by category, then skill.
    """

    id: str
    part: Part
    skill_key: str
    skill_slug: str
    skill: Text
    category_key: str
    category: Text
    domain: Text
    required: bool
    text: Text
    next_level: Text
    next_text: Text
    next_required: bool
    order: tuple[int, int, int]
    requires: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True)
class Evidence:
    """A link or a note that supports ratings; `url` is empty for a note."""

    id: str
    title: str
    url: str
    note: str
    added_at: datetime
    digest: str = ""


@dataclass(frozen=True)
class RecordedWords:
    """Words said in an act of this review that the reader may read, e.g. the comment at a return."""

    seq: int
    action: str
    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Rating:
    """One party's value on one expectation. `value` is None while only words are written.

    `version` rises by one with each save. `seen` is the version of the sent rating that the manager had in view
    (None: none was). `agreed` says that the value came by "agree with the rest of this category".
    """

    expectation: str
    party: Party
    value: Value | None
    comment: str
    reason: str
    version: int
    saved_at: datetime
    author: PersonRef
    evidence: tuple[Evidence, ...] = ()
    agreed: bool = False
    seen: int | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Adjustment:
    """A committee's change to the manager's rating of one expectation, kept beside the original.

    `standing` is false once withdrawn or become history of an older revision.
    """

    id: str
    expectation: str
    revision: int
    value: Value
    reason_code: str
    text: str
    at: datetime
    by: PersonRef
    session: str
    standing: bool


@dataclass(frozen=True)
class Decision:
    """What a committee decided of the level, with the sentence that the employee reads; `later_on` is the day until
    which it is left open, None where it is not.

    `standing` is false once another decision replaced it, or it became history of an older revision.
    """

    id: str
    revision: int
    value: Outcome
    later_on: date | None
    text: str
    at: datetime
    by: PersonRef
    session: str
    standing: bool


@dataclass(frozen=True)
class SignOff:
    """A manager's signature under one revision; `sentences` are the two sentences (280 characters at most).

    `shown` is what the revision showed beside its ratings when it was signed (graph.review.signature.shown_of), empty
    for signatures of before December 2026. `recommendation` is None where none was recorded, as before then, or where
    the reader may not see it.
    """

    id: str
    revision: int
    content_hash: str
    code: str
    name: str
    capacity: str
    at: datetime
    by: PersonRef
    sentences: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    recommendation: Recommendation | None = None

    @property
    def in_place_of(self) -> PersonRef | None:
        """The manager of then, where a deputy signed."""
        manager = self.shown.get("manager")
        if not manager or manager["id"] == self.by.id:
            return None
        return PersonRef(manager["id"], Text(manager["en"], manager["zh"]))


@dataclass(frozen=True)
class Assessment:
    """One party's side of one revision: its draft number, when it was sent or signed, and the ids of all who wrote in
    it, also where somebody replaced what they wrote."""

    id: str
    party: Party
    revision: int
    draft: int
    submitted_at: datetime | None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastRating:
    """What the previous cycle ended with for one skill: both sides, and the calibrated value where there was one.

    `like` says that it was rated against the present text, so that the two can be compared; `then` names the level and
    role of then where they are not the present ones.
    """

    skill_key: str
    self_value: Value | None
    manager_value: Value | None
    calibrated: Value | None
    like: bool = True
    then: Text = field(default_factory=lambda: Text("", ""))

    @property
    def final(self) -> Value | None:
        """The value that stood at the end: calibrated, else the manager's."""
        return self.calibrated or self.manager_value


@dataclass(frozen=True)
class SessionRef:
    """A calibration session that covers the review, and what the reader is in it ('', 'member', 'facilitator')."""

    id: str
    name: Text
    state: str
    meets_on: date | None
    reader_is: str


@dataclass(frozen=True)
class Calibration:
    """How the current revision was calibrated: in which session, None where HR waived it; when."""

    session: str | None
    at: datetime


@dataclass(frozen=True)
class Head:
    """A review without its ratings: who, where, in which state, and what compare-and-set needs."""

    id: str
    state: State
    revision: int
    seq: int
    hash: str
    person: PersonRef
    manager: PersonRef | None
    level: LevelRef
    level_since: date | None
    target: LevelRef | None
    framework: FrameworkRef
    cycle: Cycle
    self_due: date
    manager_due: date
    sent_at: datetime | None = None
    revealed: bool = False
    shared_at: datetime | None = None
    share_note: str = ""
    challenged: tuple[str, ...] = ()
    state_before_cancel: State | None = None
    away_until: date | None = None
    not_calibrated: str = ""
    proceeded_without: bool = False
    calibration: Calibration | None = None

    @property
    def next_levels(self) -> tuple[Text, ...]:
        """What "the next level" means here: the target level, else those above on the ladder; none at its top."""
        return (self.target.level,) if self.target else self.level.above

    @property
    def recommendation_decides(self) -> bool:
        """Whether the manager's recommendation is the outcome: no committee calibrated the review."""
        return not self.cycle.calibration or (self.calibration is not None and self.calibration.session is None)


@dataclass(frozen=True)
class RecordedEvent:
    """One event of the review's stream as a person reads it: who did what when; words where they are not erased.
    `outcome` and `later_on` are those of a committee's decision on the level."""

    seq: int
    action: str
    at: datetime
    actor: PersonRef
    on_behalf_of: PersonRef | None
    from_state: str
    to_state: str
    revision: int
    words: Mapping[str, str]
    hash: str
    outcome: Outcome | None = None
    later_on: date | None = None

    @property
    def parties(self) -> tuple[PersonRef, ...]:
        """Who did it, and in whose place."""
        return (self.actor, self.on_behalf_of) if self.on_behalf_of else (self.actor,)
