"""Why a report could not be made."""

from dataclasses import dataclass

from graph.errors import PlumblineError


class ReportError(PlumblineError):
    """The report was not made; the message says why. There is never a half-made file."""


class NotSigned(ReportError):
    """Only the blank paper can be made of a review that is not signed."""

    def __init__(self, review: str) -> None:
        super().__init__(f"review {review} is not signed off: only the blank paper can be made of it")
        self.review = review


@dataclass(frozen=True)
class MissingGlyph:
    """A character in one person's report that no installed font has."""

    person: str
    character: str

    def __str__(self) -> str:
        return f"{self.person}: {self.character} ({code_point(self.character)})"


class GlyphMissing(ReportError):
    """Characters that no font has; HR may issue the report with each shown as "[U+3134A]"."""

    def __init__(self, missing: tuple[MissingGlyph, ...]) -> None:
        super().__init__("no installed font has: " + "; ".join(map(str, missing)))
        self.missing = missing


def code_point(character: str) -> str:
    """A character's code point as people write it: U+3134A."""
    return f"U+{ord(character):04X}"
