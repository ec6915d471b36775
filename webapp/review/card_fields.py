"""What stands in the fields of one card: as it is stored, or as somebody typed it. Pages show it, forms read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from graph.review.models import Rating


@dataclass(frozen=True)
class FieldErrors:
    """What is wrong with each field, in sentences; '' where nothing is."""

    value: str = ""
    comment: str = ""
    reason: str = ""
    evidence: str = ""
    title: str = ""
    url: str = ""
    note: str = ""


NO_ERRORS = FieldErrors()


@dataclass(frozen=True)
class CardFields:
    """The fields of one card as text, '' where a field is empty; `evidence` are ids of pieces that support the rating.

    `version` is the stored version that the page was drawn from, `was` the fingerprint of what the page then showed.
    """

    version: str
    was: str
    value: str = ""
    comment: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    title: str = ""
    url: str = ""
    note: str = ""
    wrong: FieldErrors = NO_ERRORS

    @property
    def adds_evidence(self) -> bool:
        """Whether a new piece is typed, or something about evidence is wrong."""
        wrong = self.wrong
        return any((self.title, self.url, self.note, wrong.title, wrong.url, wrong.note, wrong.evidence))

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong and no new piece is typed, as with everything that is stored."""
        return self.wrong == NO_ERRORS and not self.adds_evidence


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
    said = [value, comment or "", reason or "", *sorted(evidence)]
    return sha256("\0".join(said).encode()).hexdigest()[:16]


_EMPTY = CardFields("0", fingerprint("", "", "", ()))
