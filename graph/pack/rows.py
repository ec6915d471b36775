"""What `pack/pack` returns inside its columns; a test compares the keys with the query's text."""

from typing import TypedDict

from graph.calibration.rows import PackRow as SessionPackRow
from graph.text import NamePair


class UnreadRow(TypedDict):
    """A review of the pack that the reader has not read today."""

    id: str
    revision: int


class AboutRow(NamePair):
    """The session of a pack: its name, and when it meets."""

    meets_on: str


class PackRow(SessionPackRow):
    """One pack for one reader: their seat in its session, and their own stream."""

    session: str
    about: AboutRow
    seat: str
    seq: int
    head: str
    unread: list[UnreadRow]
