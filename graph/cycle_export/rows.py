"""What the queries of exports return inside their columns."""

from typing import TypedDict

from graph.review.rows import Node, PersonRow
from graph.text import NamePair


class MailedPersonRow(PersonRow):
    """A person with their address."""

    email: str | None


class DecidedRow(TypedDict):
    """What a committee decided of the level."""

    value: str
    later_on: str | None


class ExportedReviewRow(TypedDict):
    """One review of the export of people."""

    id: str
    state: str
    revision: int
    self_due: str
    manager_due: str
    reminded_at: str | None
    person: MailedPersonRow
    manager: MailedPersonRow | None
    department: str | None
    version: str
    level: NamePair
    role: NamePair
    steps: list[list[str]]
    decision: DecidedRow | None
    required: int
    values: list[str | None]


class PeopleRow(TypedDict):
    """A cycle with its reviews."""

    allowed: bool
    cycle: Node
    reviews: list[ExportedReviewRow]


class RatedRow(TypedDict):
    """What one side said."""

    value: str | None
    comment: str | None
    reason: str | None
    saved_at: str | None


class ManagerRatedRow(RatedRow):
    """What the manager's side said, and who wrote it."""

    author: str | None
    author_en: str | None
    author_zh: str | None


class AdjustedRow(TypedDict):
    """What the committee changed."""

    value: str
    text: str | None
    at: str
    by: str | None
    by_en: str | None
    by_zh: str | None


class AnswerRow(TypedDict):
    """One expectation of a review with what was said of it."""

    expectation: str
    required: bool
    text_en: str | None
    text_zh: str | None
    skill_en: str
    skill_zh: str | None
    next: bool
    asked: bool
    self: RatedRow | None
    manager: ManagerRatedRow | None
    adjustment: AdjustedRow | None


class AnsweredLevelRow(NamePair):
    """The level of a review, with its role."""

    role: NamePair


class AnswersRow(TypedDict):
    """One review with its answers."""

    review: str
    revision: int
    person: PersonRow
    level: AnsweredLevelRow
    answers: list[AnswerRow]
