"""What the engine remarks about a statement, turned into failures for the tests.

A name that no data has used yet is unknown to the engine, and a fresh graph has used none. So an unknown label,
relationship type or property is a mistake only if no writing query file mentions it (a file that writes whole maps,
`SET x += $row`, names their properties in its header's sentence).
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from graph.errors import QueryContractError
from graph.queries import Query, all_queries, schema_files

_UNKNOWN = ("01N50", "01N51", "01N52")
_QUOTED = re.compile(r"`([^`]+)`")
_PLAIN = (str, int, float, bool, type(None))


class Notice(Protocol):
    """The part of the driver's status object that is read here."""

    @property
    def is_notification(self) -> bool: ...
    @property
    def gql_status(self) -> str: ...
    @property
    def raw_severity(self) -> str | None: ...
    @property
    def status_description(self) -> str: ...


def check(q: Query, notices: Iterable[Notice]) -> None:
    """Raises QueryContractError for a warning about `q`."""
    for notice in notices:
        if not notice.is_notification or notice.raw_severity != "WARNING":
            continue
        name = _QUOTED.search(notice.status_description)
        if notice.gql_status in _UNKNOWN and name and name.group(1) in written_names():
            continue
        raise QueryContractError(f"{q.name}: {notice.status_description}")


def check_plain(q: Query, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises QueryContractError if a row holds a node, an edge or a temporal type: only texts, numbers, lists, maps."""
    for row in rows:
        for column, value in row.items():
            if not _is_plain(value):
                raise QueryContractError(f"{q.name}: column {column} holds a {type(value).__name__}")


@cache
def written_names() -> frozenset[str]:
    """Every word of every query file that writes."""
    texts = [q.text for q in [*all_queries(), *schema_files()] if q.access != "read"]
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


def _is_plain(value: Any) -> bool:
    if isinstance(value, _PLAIN):
        return True
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return isinstance(value, dict) and all(_is_plain(item) for item in value.values())
