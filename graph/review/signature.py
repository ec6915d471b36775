"""What a signature covers: the sent self-assessment and the manager's assessment of one revision.

Free texts stand in it as salted digests, so that words can be erased later and the signature still verifies.
The form is canonical JSON (graph.audit.canonical), described in docs/design/signatures.md.
"""

from typing import Any

from graph.audit.canonical import content_hash
from graph.audit.signed_content import SignedRating, signed_content
from graph.clock import to_iso
from graph.review.enums import Party
from graph.review.models import LevelRef
from graph.review.sheet import Sheet
from graph.text import Text


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


def shown_of(sheet: Sheet) -> dict[str, Any]:
    """What else a revision shows: the names of person, manager, level, target, framework and cycle, since when the
    level is held ('' if nobody knows), of each expectation whether it is required and the digest of its words,
    and which ratings were agreed in bulk."""
    head = sheet.head
    return {
        "person": _names(head.person.name),
        "manager": {"id": head.manager.id, **_names(head.manager.name)} if head.manager else {},
        "level": _level(head.level),
        "level_since": head.level_since.isoformat() if head.level_since else "",
        "target": _level(head.target) if head.target else {},
        "framework": {"number": head.framework.number, **_names(head.framework.name)},
        "cycle": _names(head.cycle.name),
        "expectations": expectations_of(sheet),
        "agreed": sorted(e for (party, e), rating in sheet.ratings.items() if party is Party.MANAGER and rating.agreed),
    }


def expectations_of(sheet: Sheet) -> list[dict[str, Any]]:
    """Of each expectation, by its id: whether it is required, and the SHA-256 of the canonical JSON of its words."""
    ordered = sorted(sheet.expectations, key=lambda e: (e.id, e.part.value))
    return [
        {"id": e.id, "required": e.required, "words": _digest(e.skill, e.category, e.text, e.next_level, e.next_text)}
        for e in ordered
    ]


def _digest(*texts: Text) -> str:
    return content_hash([_names(text) for text in texts])


def _level(level: LevelRef) -> dict[str, str]:
    return _names(level.level) | {"role_en": level.role.en, "role_zh": level.role.zh}


def _names(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


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
    return content_hash(signed_content(subject_of(sheet), ratings, shown_of(sheet)))
