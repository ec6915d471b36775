"""What stands in the fields of one card, as text: as it is stored, or as somebody typed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from graph.review.models import Rating


@dataclass(frozen=True)
class CardFields:
    """The fields of one card, '' where one is empty; `evidence` are ids of pieces that support the rating.

    `version` is the stored version that the page was drawn from, `was` the fingerprint of what the page then showed.
    """

    version: str
    was: str
    value: str = ""
    comment: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()


def stored(rating: Rating | None) -> CardFields:
    """The card as it is stored."""
    if rating is None:
        return _EMPTY
    value = rating.value.value if rating.value else ""
    evidence = tuple(piece.id for piece in rating.evidence)
    was = fingerprint(value, rating.comment, rating.reason, evidence)
    return CardFields(str(rating.version), was, value, rating.comment, rating.reason, evidence)


def fingerprint(value: str, comment: str | None, reason: str | None, evidence: Iterable[str]) -> str:
    """A short digest of what a card says."""
    texts = [value, comment or "", reason or "", *sorted(evidence)]
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


_EMPTY = CardFields("0", fingerprint("", "", "", ()))
