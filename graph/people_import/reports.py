"""Imports that were made, and what each did."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from graph.clock import to_iso
from graph.driver import Graph
from graph.errors import NotFound
from graph.jobs.models import Job
from graph.jobs.service import FAILED_FOR, job_of
from graph.people.repository import name_of
from graph.people_import.fields import Field
from graph.people_import.models import Change, ImportReport, PersonChange
from graph.people_import.rows import ImportsRow
from graph.queries import query
from graph.text import Text

REPORT = query("people/import_report")
IMPORTS = query("people/imports", ImportsRow)


@dataclass(frozen=True)
class ImportLine:
    """An import in a list: who made it when of which file. `actor_name` is empty for the command line."""

    id: str
    actor: str
    actor_name: Text
    at: str
    file: str


def imports(graph: Graph, now: datetime, limit: int = 20) -> tuple[tuple[ImportLine, ...], tuple[Job, ...]]:
    """The imports of people, the newest first, and the jobs by which some are under way, or have failed of late."""
    row = cast(ImportsRow, graph.read_one(IMPORTS, limit=limit, since=to_iso(now - FAILED_FOR)))
    made = (ImportLine(one["id"], one["actor"], name_of(one), one["at"], one["file"]) for one in row["imports"])
    return tuple(made), tuple(map(job_of, row["jobs"]))


def is_made(graph: Graph, import_id: str) -> bool:
    """Whether there is an import of that id."""
    return graph.read_one(REPORT, **{"import": import_id}) is not None


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
