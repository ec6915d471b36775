"""What the queries of sessions return inside their columns; a test compares the keys with the query's text."""

from typing import TypedDict

from graph.review.rows import Node, PersonRow

MemberRow = TypedDict("MemberRow", {"id": str, "name": str | None, "name_zh": str | None, "as": str})
"""Somebody in the session."""


class PackRow(TypedDict):
    """A pack of the session, who asked for it, which reviews it holds and whether all may still be read."""

    pack: Node
    asker: PersonRow | None
    reviews: list[str]
    open: bool


class SessionRow(TypedDict):
    """A session as one of its members sees it."""

    session: Node
    reader_is: str
    members: list[MemberRow]
    reviews: list[Node]
    packs: list[PackRow]
    beat_at: str | None


class CoveredRow(TypedDict):
    """A review that a session is to cover: whether it can no longer be calibrated, whether its cycle has calibration,
    the open session it is in already, and the members who may not sit over it."""

    id: str
    calibration: bool
    past: bool
    elsewhere: str | None
    seated: list[str]


class SeatRow(TypedDict):
    """Somebody who is to sit in a session, and whether they left."""

    id: str
    left: bool


class SetUpRow(TypedDict):
    """What came of setting up a session, or what stood in the way."""

    known: bool
    reviews: list[CoveredRow]
    people: list[SeatRow]
    created: bool
