"""Imports that were made, and what each did."""

import json
from dataclasses import dataclass
from datetime import date

from graph.driver import Graph
from graph.errors import NotFound
from graph.people.repository import name_of
from graph.people_import.fields import Field
from graph.people_import.models import Change, ImportReport, PersonChange
from graph.queries import query
from graph.text import Text

REPORT = query("people/import_report")
IMPORTS = query("people/imports")


@dataclass(frozen=True)
class ImportLine:
    """An import in a list: who made it when of which file. `actor_name` is empty for the command line."""

    id: str
    actor: str
    actor_name: Text
    at: str
    file: str


def imports(graph: Graph, limit: int = 20) -> tuple[ImportLine, ...]:
    """The imports of people, the newest first."""
    rows = graph.read_many(IMPORTS, limit=limit)
    return tuple(ImportLine(row["id"], row["actor"], name_of(row), row["at"], row["file"]) for row in rows)


def report_of(graph: Graph, import_id: str) -> ImportReport:
    """The report of an import. Raises NotFound."""
    row = graph.read_one(REPORT, **{"import": import_id})
    if row is None:
        raise NotFound("import", import_id)
    said = json.loads(row["report"])
    return ImportReport(
        id=row["id"],
        actor=row["actor"],
        actor_name=name_of(row),
        at=row["at"],
        file=row["file"],
        digest=row["digest"],
        since=date.fromisoformat(said["since"]),
        new=tuple((person, Text(en, zh)) for person, en, zh in said["new"]),
        changed=tuple(
            PersonChange(person, Text(en, zh), tuple(Change(Field(field), old, new) for field, old, new in changes))
            for person, en, zh, changes in said["changed"]
        ),
        ended=tuple((person, Text(en, zh), date.fromisoformat(day)) for person, en, zh, day in said["ended"]),
        unchanged=said["unchanged"],
        absent=said["absent"],
        notes=tuple((each[2] if len(each) > 2 else "", Text(each[0], each[1])) for each in said["notes"]),
    )
