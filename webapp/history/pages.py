"""What the history of a review shows."""

from dataclasses import dataclass

from graph.review.models import Head
from graph.text import Text


@dataclass(frozen=True)
class HistoryLine:
    """One event of the review's record."""

    at: str
    who: Text
    on_behalf_of: Text | None
    did: str
    revision: int
    new_revision: bool
    words: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True)
class HistoryPage:
    """Who did what when; `back` is the review's page, '' where the reader has only the record, and `has_result` says
    whether that page shows a result."""

    head: Head
    own: bool
    has_result: bool
    back: str
    lines: tuple[HistoryLine, ...]
