"""What `review/sheet` returns inside its columns. Whole nodes ({.*}) are mappings: their records say what they hold.

A test compares these keys with the query's text.
"""

from collections.abc import Mapping
from typing import Any, TypedDict

from graph.text import NamePair

Node = Mapping[str, Any]
"""All properties of a node."""


class NamedRow(NamePair):
    """A name with its id."""

    id: str


class KeyedRow(NamePair):
    """A name with its key."""

    key: str


class PersonRow(TypedDict):
    """A person as named on a page."""

    id: str
    name: str | None
    name_zh: str | None


class SubjectRow(PersonRow):
    """The person whose review it is."""

    away_until: str | None
    leaves_on: str | None
    level_since: str | None


ManagerRow = TypedDict("ManagerRow", {"id": str, "name": str | None, "name_zh": str | None, "kind": str, "from": str})
"""The manager of today, with the line that makes them so."""

HeldCapacityRow = TypedDict("HeldCapacityRow", {"id": str, "from": str})
"""A capacity and since when it is held."""


class ReaderRow(TypedDict):
    """What the reader is to the review today, and their own stream; `deputy_from`: since when they are the manager's
    deputy, None where they are not."""

    name: str | None
    name_zh: str | None
    deputy_from: str | None
    seq: int
    head: str
    read_today: bool
    dotted: bool
    direct_line: bool
    left: bool
    capacities: list[HeldCapacityRow]


class SlugRow(NamePair):
    """A role or skill by its address."""

    slug: str


class RoleRow(SlugRow):
    """A role."""

    key: str


class LevelInListRow(NamedRow):
    """A level in a list, with its role."""

    key: str
    rank: int
    role: SlugRow


class LevelRow(NamedRow):
    """A level with its role."""

    key: str
    rank: int
    role: RoleRow


class OwnLevelRow(LevelRow):
    """The review's level, with the levels that follow it on the ladder."""

    above: list[NamePair]


class FrameworkRow(NamePair):
    """The framework and its version."""

    version: str
    number: int


class SkillRow(RoleRow):
    """A skill, and the keys of those that it builds on."""

    requires: list[str]


class NextTextRow(TypedDict):
    """The same skill's expectation on the next level."""

    text_en: str | None
    text_zh: str | None
    required: bool
    level: NamedRow


class ExpectationRow(TypedDict):
    """One expectation of the review's level or of its target level."""

    id: str
    required: bool
    text_en: str | None
    text_zh: str | None
    part: str
    skill: SkillRow
    category: KeyedRow
    domain: NamePair
    order: list[int | None]
    next: NextTextRow | None


class AssessmentRow(TypedDict):
    """One side of the current revision."""

    id: str
    party: str
    revision: int
    draft: int
    submitted_at: str | None
    authors: list[PersonRow]


class RatingRow(TypedDict):
    """One rating of one side."""

    id: str
    value: str | None
    comment: str | None
    reason: str | None
    version: int
    saved_at: str
    author: str
    agreed: bool | None
    seen: int | None
    comment_digest: str
    reason_digest: str
    party: str
    expectation: str
    evidence: list[Node]


class LastCycleRow(NamedRow):
    """The cycle before in which the person was reviewed, and at which level."""

    level: KeyedRow
    role: KeyedRow


class LastRatingRow(TypedDict):
    """What one side said of a skill in the cycle before, and against which text."""

    skill: str
    party: str
    value: str | None
    text_en: str | None
    text_zh: str | None
    calibrated: str | None


class SessionRow(NamedRow):
    """A calibration session that covers the review, and what the reader is in it."""

    state: str
    meets_on: str | None
    reader_is: str


class WordsRow(TypedDict):
    """Words of an event; no text once they are erased."""

    kind: str
    text: str | None


class EventRow(TypedDict):
    """One event of the review's stream."""

    seq: int
    action: str
    at: str
    body: str
    hash: str
    actor: PersonRow
    behalf: PersonRow | None
    words: list[WordsRow]


class SheetRow(TypedDict):
    """Everything about one review."""

    review: Node
    person: SubjectRow
    manager: ManagerRow | None
    reader: ReaderRow
    line_up: list[str]
    appointed_arbiter: str | None
    level: OwnLevelRow
    target: LevelRow | None
    framework: FrameworkRow
    cycle: Node
    expectations: list[ExpectationRow]
    assessments: list[AssessmentRow]
    ratings: list[RatingRow]
    evidence: list[Node]
    last_cycle: LastCycleRow | None
    last: list[LastRatingRow]
    adjustments: list[Node]
    decisions: list[Node]
    sign_offs: list[Node]
    sessions: list[SessionRow]
    events: list[EventRow]
    other_roles: list[str]
