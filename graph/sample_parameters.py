"""Stand-ins for a query's parameters, of the kinds real calls give.

The engine keeps a plan only when all parameters are there, and finds it again only for the same kinds of values
(text, number, list of texts, list of maps, map). So a query is warmed with values whose kinds are read off its text.
"""

import re
from typing import Any

from graph.queries import Query

_NUMBERS = {"version", "seq", "revision", "session_version", "seconds", "number", "rank", "draft", "most"}
_LISTS = (
    re.compile(r"\b(?:IN|UNWIND)\s+\$(\w+)", re.IGNORECASE),
    re.compile(r"\bsize\(\$(\w+)", re.IGNORECASE),
    re.compile(r"\$(\w+)\["),
)
_ROWS = (
    re.compile(r"\bUNWIND\s+\$(\w+)\s+AS\s+(\w+)", re.IGNORECASE),
    re.compile(r"(?P<row>\w+)\s+IN\s+\$(?P<list>\w+)", re.IGNORECASE),
)
_COUNTS = re.compile(r"\b(?:LIMIT|SKIP)\s+\$(\w+)", re.IGNORECASE)
_MAPS = (re.compile(r"\$(\w+)\.\w"), re.compile(r"\bSET\s+\w+\s*\+?=\s*\$(\w+)"))
_IS_MAP = r"\b{row}\.\w|\bSET\s+\w+\s*\+?=\s*{row}\b"


def samples(q: Query) -> dict[str, Any]:
    """A value for each parameter of `q`."""
    lists = {name for pattern in _LISTS for name in pattern.findall(q.text)}
    maps = {name for pattern in _MAPS for name in pattern.findall(q.text)}
    rows = {name for name, row in _rows(q.text) if re.search(_IS_MAP.format(row=row), q.text, re.IGNORECASE)}
    numbers = _NUMBERS | set(_COUNTS.findall(q.text))
    return {name: _sample(name, lists, maps, rows, numbers) for name in q.params}


def _rows(text: str) -> list[tuple[str, str]]:
    """Lists and the name that runs over each."""
    unwound, comprehended = _ROWS
    return unwound.findall(text) + [(found["list"], found["row"]) for found in comprehended.finditer(text)]


def _sample(name: str, lists: set[str], maps: set[str], rows: set[str], numbers: set[str]) -> Any:
    if name in rows:
        return [{"id": "warm"}]
    if name in lists:
        return ["warm"]
    if name in maps:
        return {"id": "warm"}
    return 1 if name in numbers else "warm"
