"""What the engine remarks about a statement, turned into failures for the tests.

A migration makes every name known that a query file writes (graph/tokens.py): an unknown one is a mistake.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from graph.errors import QueryContractError
from graph.queries import Query

_PLAIN = (str, int, float, bool, type(None))


class Notice(Protocol):
    """The part of the driver's status object that is read here."""

    @property
    def is_notification(self) -> bool: ...
    @property
    def raw_severity(self) -> str | None: ...
    @property
    def status_description(self) -> str: ...


def check(q: Query, notices: Iterable[Notice]) -> None:
    """Raises QueryContractError for a warning about `q`."""
    for notice in notices:
        if notice.is_notification and notice.raw_severity == "WARNING":
            raise QueryContractError(f"{q.name}: {notice.status_description}")


def check_plain(q: Query, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises QueryContractError if a row holds a node, an edge or a temporal type: only texts, numbers, lists, maps."""
    for row in rows:
        for column, value in row.items():
            if not _is_plain(value):
                raise QueryContractError(f"{q.name}: column {column} holds a {type(value).__name__}")


def _is_plain(value: Any) -> bool:
    if isinstance(value, _PLAIN):
        return True
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return isinstance(value, dict) and all(_is_plain(item) for item in value.values())
