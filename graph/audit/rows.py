"""What the queries of the record return inside their columns; a test compares the keys with the queries' texts."""

from collections.abc import Mapping
from typing import Any, TypedDict

Node = Mapping[str, Any]
"""All properties of a node."""


class WordsRow(TypedDict):
    """Words of an event with what their digest was made from; no text and salt once they are erased."""

    kind: str
    text: str | None
    salt: str | None
    digest: str


class EventsRow(TypedDict):
    """One event with its words."""

    event: Node
    words: list[WordsRow]


class SignedPersonRow(TypedDict):
    """Whom a signed review is about."""

    person: str


class SignedEvidenceRow(TypedDict):
    """A piece of evidence under a signed rating."""

    title: str | None
    url: str | None
    note: str | None
    salt: str | None
    digest: str


class SignedRatingRow(TypedDict):
    """One rating of a signed revision."""

    party: str
    expectation: str
    value: str | None
    author: str
    saved_at: str
    comment: str | None
    reason: str | None
    salt: str | None
    comment_digest: str | None
    reason_digest: str | None
    evidence: list[SignedEvidenceRow]


class SignedRow(TypedDict):
    """A signature with what it covers."""

    review: str
    sign_off: Node
    subject: SignedPersonRow
    ratings: list[SignedRatingRow]
