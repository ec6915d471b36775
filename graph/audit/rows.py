"""What the queries of streams return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict


class UnreadReviewRow(TypedDict):
    """A review that the reader has not read today."""

    id: str
    revision: int


class UnreadRow(TypedDict):
    """The reader's stream, and what they have not read."""

    seq: int
    head: str
    unread: list[UnreadReviewRow]
