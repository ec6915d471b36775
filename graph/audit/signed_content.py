"""What a signature covers: the object that is hashed.

Free texts stand in it as salted digests, so that words can be erased later and the signature still verifies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SignedRating:
    """One rating as it enters the content hash."""

    party: str
    expectation: str
    value: str
    comment: str
    reason: str
    author: str
    saved_at: str
    evidence: tuple[str, ...]

    def content(self) -> dict[str, Any]:
        """The rating as an object of the frozen revision."""
        return {
            "party": self.party,
            "expectation": self.expectation,
            "value": self.value,
            "comment": self.comment,
            "reason": self.reason,
            "author": self.author,
            "saved_at": self.saved_at,
            "evidence": sorted(self.evidence),
        }


def signed_content(
    subject: Mapping[str, Any], ratings: Iterable[SignedRating], shown: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The object that is hashed: `subject` (review, revision, person, framework version, level, target), every rating
    of both sides, sorted by party and expectation, and what else the revision shows (signatures of before December 2026
    do not cover that)."""
    ordered = sorted(ratings, key=lambda rating: (rating.party, rating.expectation))
    content = {**subject, "ratings": [rating.content() for rating in ordered]}
    return content if shown is None else content | {"shown": dict(shown)}
