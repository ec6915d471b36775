"""What `calibration/session` returns inside its columns; a test compares the keys with the query's text."""

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
