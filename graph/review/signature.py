"""What a signature covers: the sent self-assessment and the manager's assessment of one revision.

Free texts stand in it as salted digests, so that words can be erased later and the signature still verifies.
The form is canonical JSON (graph.audit.canonical), described in docs/design/signatures.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.audit.canonical import content_hash
from graph.clock import to_iso
from graph.review.records import Party, Sheet


@dataclass(frozen=True)
class FrozenRating:
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


def frozen_content(place: Mapping[str, Any], ratings: Iterable[FrozenRating]) -> dict[str, Any]:
    """The object that is hashed: `place` (review, revision, person, framework version, level, target) and every
    rating of both sides, sorted by party and expectation."""
    ordered = sorted(ratings, key=lambda rating: (rating.party, rating.expectation))
    return {**place, "ratings": [rating.content() for rating in ordered]}


def place_of_sheet(sheet: Sheet) -> dict[str, Any]:
    """What a frozen revision is about: review, revision, person, framework version, level, target ('' for none)."""
    head = sheet.head
    return {
        "review": head.id,
        "revision": head.revision,
        "person": head.person.id,
        "framework_version": head.framework.version_id,
        "level": head.level.id,
        "target": head.target.id if head.target else "",
    }


def hash_of(sheet: Sheet) -> str:
    """The content hash of the sheet's current revision, in hex. The sheet must hold both sides."""
    ratings = [
        FrozenRating(
            party=party.value,
            expectation=expectation,
            value=rating.value.value if rating.value else "",
            comment=rating.digests.get("comment") or "",
            reason=rating.digests.get("reason") or "",
            author=rating.author.id,
            saved_at=to_iso(rating.saved_at),
            evidence=tuple(piece.digest for piece in rating.evidence),
        )
        for (party, expectation), rating in sheet.ratings.items()
        if party in (Party.SENT, Party.MANAGER)
    ]
    return content_hash(frozen_content(place_of_sheet(sheet), ratings))
