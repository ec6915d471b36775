"""What the queries of acts on many reviews return inside their columns."""

from typing import TypedDict

from graph.review.rows import Node


class HolderRow(TypedDict):
    """Somebody who may hold a review: when they leave, and whether they can sign in."""

    id: str
    leaves_on: str | None
    signs_in: bool


class NamedHolderRow(HolderRow):
    """The same, and what they are called."""

    name: str
    name_zh: str | None


class ManyRow(TypedDict):
    """A review as acts on many need it."""

    id: str
    state: str
    self_due: str
    manager_due: str
    seq: int
    head: str
    person: NamedHolderRow
    manager: NamedHolderRow | None


class ReviewsRow(TypedDict):
    """A cycle with reviews of it."""

    allowed: bool
    cycle: Node
    reviews: list[ManyRow]
