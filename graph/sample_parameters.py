"""Stand-ins for a query's parameters, of the kinds real calls give.

The engine keeps a plan only when all parameters are there, and finds it again only for the same kinds of values
(text, number, list of texts, list of maps, map). So a query is warmed with values whose kinds are read off its text.
A server that has not `internal.cypher.use_parameter_size=false` tells texts and lists of 0, 1, 2 to 10, 11 to 100 ...
apart, too: so they are as long as real ones.
"""

import re
from typing import Any

from graph.queries import Query

_NUMBERS = {"version", "seq", "revision", "session_version", "seconds", "number", "rank", "draft", "most", "drawn"}
_FLAGS = {"discussed", "leavers", "new_revision", "opens", "trusted"}
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
ID = "0123456789abcdef0123456789abcdef"
"""As long as a token, the id of a review or of a level; no row has it."""
_DAY = "2026-03-17"
_SHORT = {
    "actor": "E-014",
    "actors": "E-014",
    "arbiter": "E-014",
    "challenged": "challenged",
    "cycle": "2026-h1",
    "language": "en",
    "on": _DAY,
    "paper": "A4",
    "party": "manager",
    "person": "E-014",
    "signing": "sign_off",
    "today": _DAY,
    "variant": "committee",
    "who": "manager",
}
"""Texts of up to ten characters."""
_SEVERAL = 3
"""States come by several, two to ten of them."""
_ALONE = {"actors", "rated"}
"""Lists that have one value while somebody waits for a page."""
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
    return unwound.findall(text) + [(match["list"], match["row"]) for match in comprehended.finditer(text)]


def _sample(name: str, lists: set[str], maps: set[str], rows: set[str], numbers: set[str]) -> Any:
    if name in rows:
        return [{"id": ID}]
    if name in lists:
        return [_SHORT.get(name, ID)] * (1 if name in _ALONE else _SEVERAL)
    if name in maps:
        return {"id": ID}
    if name in _FLAGS:
        return False
    return 1 if name in numbers else _SHORT.get(name, ID)
