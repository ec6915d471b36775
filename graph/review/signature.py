"""What a signature covers: the sent self-assessment and the manager's assessment of one revision.

Free texts stand in it as salted digests, so that words can be erased later and the signature still verifies.
The form is canonical JSON (graph.audit.canonical), described in docs/design/signatures.md.
"""

from typing import Any

from graph.audit.canonical import content_hash
from graph.audit.signed_content import SignedRating, signed_content
from graph.clock import to_iso
from graph.review.enums import Party
from graph.review.models import Sheet


def subject_of(sheet: Sheet) -> dict[str, Any]:
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


def content_hash_of(sheet: Sheet) -> str:
    """The content hash of the sheet's current revision, in hex. The sheet must hold both sides."""
    ratings = [
        SignedRating(
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
    return content_hash(signed_content(subject_of(sheet), ratings))
