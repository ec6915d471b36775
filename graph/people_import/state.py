"""What the graph knows that a file of people is compared with, read in three statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.driver import Graph
from graph.people.holdings import Holdings, holdings_of
from graph.people.repository import name_of
from graph.people.timeline import Spell
from graph.people_import.fields import DETAILS, Field
from graph.people_import.levels import Levels
from graph.queries import query
from graph.text import Text

PEOPLE = query("people/everybody")
LEVELS = query("people/levels_to_name")
LAST = query("people/last_import")


@dataclass(frozen=True)
class KnownPerson:
    """Somebody of the graph: details by the names of their properties, and what they hold."""

    id: str
    details: Mapping[str, str]
    holdings: Holdings

    @property
    def name(self) -> Text:
        """The name in both languages."""
        return name_of(self.details)

    def holds(self, what: str, day: date) -> Spell | None:
        """The spell of a day: of `level`, `line to`, `department`."""
        stored = day.isoformat()
        for spell in self.holdings.spells.get(what, ()):
            if spell.start <= stored and (spell.until is None or spell.until >= stored):
                return spell
        return None


@dataclass(frozen=True)
class State:
    """Everybody by id, the levels there are, the id of the last import, of the last one of the same file, what its
    columns were said to be by who last imported such a file, and the last change of anybody's line manager."""

    people: Mapping[str, KnownPerson]
    levels: Levels
    last_import: str
    same_file: str
    mapping: str
    last_line: str


def read_state(graph: Graph, file_digest: str, headings: str) -> State:
    """The state of now, for a file of that digest whose headings have that digest."""
    last = graph.read_one(LAST, digest=file_digest, headings=headings) or {}
    levels = Levels(graph.read_many(LEVELS))
    people = {row["id"]: _person(row) for row in graph.read_many(PEOPLE)}
    return State(
        people,
        levels,
        last.get("last") or "",
        last.get("same") or "",
        last.get("mapping") or "",
        last.get("changed") or "",
    )


def _person(row: dict[str, Any]) -> KnownPerson:
    details = {key.value: row[key] for key in (*DETAILS, Field.TARGET_LEVEL) if row[key]}
    held = {"person": row["id"], "capacities": [], **{key: row[key] for key in ("levels", "lines", "departments")}}
    return KnownPerson(row["id"], details, holdings_of({**held, "seq": row["seq"], "head": row["head"]}))
