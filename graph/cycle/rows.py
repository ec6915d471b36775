"""What queries of cycles return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict

from graph.text import NamePair


class KeyNameRow(NamePair):
    """A name with its key."""

    key: str


class CycleVersionRow(NamePair):
    """A framework version of a cycle, with those of its roles and levels that the cycle's population names."""

    number: int
    roles: list[KeyNameRow]
    levels: list[KeyNameRow]


class CycleManagerRow(TypedDict):
    """A manager whom the cycle's population names."""

    id: str
    name: str | None
    name_zh: str | None
