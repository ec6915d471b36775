"""A framework file read into a draft, with every problem of the file at once."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from graph.framework.importer import FrameworkImporter
from graph.framework.models import Draft, Source
from graph.framework.problems import Problem
from graph.framework.table import read_table
from graph.text import Text


@dataclass(frozen=True)
class Reading:
    """What a file says. `draft` is None as soon as there is a problem: half a framework is none."""

    draft: Draft | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    rows: int


def read_framework(data: bytes, file: str, source: Source) -> Reading:
    """Reads a framework file (one row per role, level and skill; the whole version) as a draft of `source`.

    Never raises for what a person wrote: says everything that is wrong, in the order of the rows.
    """
    table = read_table(data, file)
    if table.problems:
        return Reading(None, table.problems, table.notes, len(table.rows))
    gatherer = FrameworkImporter(file, table.rows)
    for row in table.rows:
        gatherer.take(row)
    draft = gatherer.draft(source)
    problems = tuple(sorted(gatherer.problems, key=lambda problem: problem.row or 0))
    return Reading(None if problems else draft, problems, (*table.notes, *gatherer.notes), len(table.rows))


def starter() -> Reading:
    """The framework that comes with Plumbline, read from its data files as any other framework would be."""
    folder = files("graph.framework") / "starter"
    meta = tomllib.loads((folder / "framework.toml").read_text(encoding="utf-8"))
    return read_framework((folder / "framework.csv").read_bytes(), "framework.csv", source_of(meta))


def source_of(meta: dict[str, str]) -> Source:
    """The source that a framework.toml describes. Raises KeyError if it has no key or no English name."""
    return Source(
        key=meta["key"],
        name=Text(meta["name_en"], meta.get("name_zh", "")),
        source=meta.get("source", ""),
        licence=meta.get("licence", ""),
        attribution=meta.get("attribution", ""),
    )
