"""People in lists: found, filtered, one stretch at a time, and as a table that can come back as an import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.clock import day
from graph.context import Context
from graph.driver import Graph
from graph.people.repository import name_of
from graph.people.search import plain, words_of
from graph.queries import query
from graph.text import Text

STRETCH = query("people/stretch")
FIND = query("people/find")
EXPORT = query("people/export")
ANY = "any"
"""Any capacity, in a filter."""
LACKS = ("manager", "level", "account", "left")
_COLUMNS = {
    "id": "id", "name": "name", "name_zh": "name_zh", "email": "email", "login": "login", "manager_id": "manager",
    "dotted_manager_id": "dotted", "department": "department", "role": "role", "level": "level", "since": "since",
    "target_level": "target", "language": "language", "away_until": "away_until", "leaves_on": "leaves_on",
}  # fmt: skip
"""What the query of the export calls each column."""
HEADINGS = tuple(_COLUMNS)
"""The headings of an export, by which an import knows its columns again."""
_BATCH = 5_000


@dataclass(frozen=True)
class PeopleFilter:
    """Who is asked for; '' asks for anything. `text` is looked for in names, pinyin, id, sign-in name and email, the
    others are parts of names; `lacks` is one of LACKS, `capacity` one that is held today, or ANY."""

    text: str = ""
    department: str = ""
    manager: str = ""
    role: str = ""
    level: str = ""
    lacks: str = ""
    capacity: str = ""

    def __bool__(self) -> bool:
        return self != PeopleFilter()


@dataclass(frozen=True)
class PersonLine:
    """Somebody in a list, with what they hold today; `left` says that they have left."""

    id: str
    name: Text
    email: str
    department: str
    manager_id: str
    manager: Text
    role: Text
    level: Text
    account: bool
    leaves_on: date | None
    away_until: date | None
    left: bool


@dataclass(frozen=True)
class Stretch:
    """Some of those who fit, and how many do."""

    people: tuple[PersonLine, ...]
    total: int


def stretch(graph: Graph, context: Context, wanted: PeopleFilter, *, skip: int, limit: int) -> Stretch:
    """Those who fit, by name, from the `skip`th on. One statement."""
    today = context.today.isoformat()
    if not wanted:
        rows = graph.read_many(STRETCH, today=today, skip=skip, limit=limit)
    else:
        rows = graph.read_many(FIND, **_asked(wanted), today=today, skip=skip, limit=limit)
    return Stretch(tuple(_line(row, today) for row in rows), rows[0]["total"] if rows else 0)


def export_rows(graph: Graph, context: Context, wanted: PeopleFilter) -> Iterator[tuple[str, ...]]:
    """A row for each of those who fit, by HEADINGS."""
    today = context.today.isoformat()
    found = stretch(graph, context, wanted, skip=0, limit=10**7).people
    for start in range(0, len(found), _BATCH):
        ids = [one.id for one in found[start : start + _BATCH]]
        for row in graph.read_many(EXPORT, people=ids, today=today):
            yield tuple(row[key] or "" for key in _COLUMNS.values())


def _asked(wanted: PeopleFilter) -> Mapping[str, Any]:
    words = words_of(wanted.text)
    return {
        "first": words[0] if words else "",
        "words": list(words[1:]),
        "department": wanted.department.strip().casefold(),
        "manager": wanted.manager.strip(),
        "manager_named": plain(wanted.manager),
        "role": wanted.role.strip().casefold(),
        "level": wanted.level.strip().casefold(),
        "lacks": wanted.lacks,
        "capacity": wanted.capacity,
        "any": ANY,
    }


def _line(row: Mapping[str, Any], today: str) -> PersonLine:
    return PersonLine(
        id=row["id"],
        name=name_of(row),
        email=row["email"] or "",
        department=row["department"] or "",
        manager_id=row["manager"] or "",
        manager=name_of({"name": row["manager_name"], "name_zh": row["manager_zh"]}),
        role=Text(row["role"] or "", row["role_zh"] or ""),
        level=Text(row["level"] or "", row["level_zh"] or ""),
        account=row["account"],
        leaves_on=day(row["leaves_on"]),
        away_until=day(row["away_until"]),
        left=bool(row["leaves_on"]) and row["leaves_on"] < today,
    )
