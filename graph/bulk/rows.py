"""What the queries of acts on many reviews return inside their columns."""

from typing import TypedDict

from graph.review.rows import Node


class ManyRow(TypedDict):
    """A review as acts on many need it."""

    id: str
    state: str
    self_due: str
    manager_due: str
    seq: int
    head: str
    person: str
    manager: str | None


class ReviewsRow(TypedDict):
    """A cycle with reviews of it."""

    allowed: bool
    cycle: Node
    reviews: list[ManyRow]
