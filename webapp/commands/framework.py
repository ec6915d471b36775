"""`plumbline framework`: frameworks from files and into files, without a browser."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from graph.driver import Graph
from graph.errors import NotFound
from graph.framework import repository, service, slugs
from graph.framework.models import DraftThere, Source, Version
from graph.framework_import.columns import COLUMNS, LEVEL_VALUES
from graph.framework_import.kept_choices import keep, kept
from graph.framework_import.marks import Need, folded
from graph.framework_import.models import Choices, Reading, Shape
from graph.framework_import.reading import read_framework
from graph.framework_import.writing import WRITERS, framework_file
from graph.spreadsheets.cleaning import column_letters
from graph.spreadsheets.csv_files import ENCODINGS
from graph.text import Text
from webapp.commands.context import ACTOR, context_now, opened
from webapp.commands.notes import note_lines
from webapp.settings import Settings, load

PROBLEMS = 2
"""The exit code where something in the file is to be mended."""
MOST_SHOWN = 50
_MOST_COLUMNS = 1_000


@click.group("framework")
def command() -> None:
    """Import, publish and export frameworks."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would be done. This is so without --accept, too.")
@click.option("--accept", is_flag=True, help="Make it the framework's draft, unless there is a problem.")
@click.option("--json", "as_json", is_flag=True, help="The preview for machines, on standard output.")
@click.option("--key", default="", help="The framework's key.  [default: as the file says, else from its name]")
@click.option("--name", default="", help="Its name in English.")
@click.option("--name-zh", default="", help="Its name in Chinese.")
@click.option("--source", default="", help="Where it comes from.")
@click.option("--licence", default="", help="The licence of its texts.")
@click.option("--attribution", default="", help="The notice that goes with its texts.")
@click.option("--sheet", default="", help="The sheet to read.  [default: the first one that is shown]")
@click.option("--shape", type=click.Choice([str(shape) for shape in Shape]), help="How the table is laid out.")
@click.option("--heading-row", type=click.IntRange(1), help="The row of the headings; of several the last.")
@click.option("--column", "columns", multiple=True, metavar="LETTER=COLUMN", help="What a column is. Can be repeated.")
@click.option("--mark", "marks", multiple=True, metavar="MARK=NEED", help="What a mark says. Can be repeated.")
@click.option("--role", default="", help="The role, where the table names none.")
@click.option("--unmarked", type=click.Choice(["required", "optional"]), default="required", help="Of texts alone.")
@click.option("--order", "orders", multiple=True, metavar="[ROLE:]LOWEST<...<HIGHEST", help="The order of levels.")
@click.option("--replace", "replaces", is_flag=True, help="Also where the draft that is there is somebody else's.")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="Of a text file that does not tell its own.")
@click.option("--without-hidden", is_flag=True, help="Leave out the rows and columns that the sheet hides.")
@click.option("--skip-rows-without-skill", "skip_nameless", is_flag=True, help="Leave them out instead.")
def import_framework(file: Path, dry_run: bool, accept: bool, as_json: bool, **said: Any) -> None:
    """Import the framework of FILE: CSV, XLSX, XLS, ODS, the project's own YAML or JSON, or CASE.

    Nothing is written without --accept, and then a draft: `plumbline framework publish` publishes it. The exit code is
    0 where the file is clean, 2 where it has problems.
    """
    if dry_run and accept:
        raise click.UsageError("--dry-run and --accept exclude each other.")
    settings = load()
    data, choices = file.read_bytes(), _choices(said)
    with opened(settings) as graph:
        source = _source(graph, said, file)
        reading = read_framework(data, file.name, source, choices)
        if choices == Choices() and (known := kept(graph, reading.plan)):
            choices = known
            reading = read_framework(data, file.name, source, choices)
        made, there = None, None
        if reading.draft:
            draft = replace(reading.draft, source=_completed(reading.draft.source, file))
            there = service.draft_there(graph, draft.source.key)
            kept_back = bool(there and there.by not in ("", ACTOR) and not said["replaces"])
            if accept and not kept_back:
                made = _loaded(graph, settings, replace(reading, draft=draft), file, there)
                keep(graph, context_now(settings), reading.plan, choices)
    click.echo(
        json.dumps(_for_machines(reading, made, there), ensure_ascii=False) if as_json else _text(reading, made, there)
    )
    if reading.problems or (accept and made is None):
        raise SystemExit(PROBLEMS)


def _loaded(graph: Graph, settings: Settings, reading: Reading, file: Path, there: DraftThere | None) -> Version:
    assert reading.draft
    return service.load(
        context_now(settings), graph, reading.draft, file=file.name, digest=reading.digest,
        replaces=there.there if there else "",
    )  # fmt: skip


@command.command()
@click.argument("framework")
@click.option("--version", "number", type=int, help="The draft's number.  [default: the draft that is there]")
def publish(framework: str, number: int | None) -> None:
    """Publish the draft of FRAMEWORK (its key): it is shown from now on, and never changes again."""
    settings = load()
    with opened(settings) as graph:
        found = number or _newest(graph, framework, draft=True)
        version = service.publish(context_now(settings), graph, f"{framework}@{found}", relied_on="command line")
    click.echo(f"{version.id} is published; content hash {version.content_hash}")


@command.command()
@click.argument("framework")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--version", "number", type=int, help="The version.  [default: the newest]")
def export(framework: str, file: Path, number: int | None) -> None:
    """Write FRAMEWORK (its key) to FILE: .csv, .xlsx, .yaml or .json; importing the file gives the same content."""
    form = file.suffix.lower().lstrip(".").replace("yml", "yaml")
    if form not in WRITERS:
        raise click.UsageError(f"{file.name}: the name has to end with .{', .'.join(WRITERS)}.")
    with opened(load()) as graph:
        found = number or _newest(graph, framework, draft=False)
        content = repository.content(graph, f"{framework}@{found}")
        source = service.source_of(graph, framework, found)
    assert source is not None
    file.write_bytes(framework_file(content, source, form))
    click.echo(f"{framework}@{found} is written to {file}")


def _choices(said: dict[str, Any]) -> Choices:
    letters = {column_letters(n + 1): n for n in range(_MOST_COLUMNS)}
    columns, marks, orders = {}, {}, {}
    for letter, column in _pairs(said["columns"], "LETTER=COLUMN"):
        if letter.upper() not in letters or column not in (*COLUMNS, LEVEL_VALUES, ""):
            allowed = ", ".join((*COLUMNS, LEVEL_VALUES))
            raise click.UsageError(f"{letter}={column}: write A=COLUMN; a column is one of {allowed}, or empty.")
        columns[letters[letter.upper()]] = column
    for mark, need in _pairs(said["marks"], "MARK=NEED"):
        if need not in set(Need):
            raise click.UsageError(f"{mark}={need}: a need is one of {', '.join(Need)}.")
        marks[folded(mark)] = Need(need)
    for order in said["orders"]:
        role, colon, levels = order.partition(":")
        orders[role.strip() if colon else ""] = levels if colon else order
    row = said["heading_row"]
    return Choices(
        sheet=said["sheet"],
        shape=Shape(said["shape"]) if said["shape"] else None,
        heading_row=row - 1 if row else None,
        columns=columns,
        marks=marks,
        role=said["role"],
        unmarked=Need(said["unmarked"]),
        orders=orders,
        skip_nameless=said["skip_nameless"],
        hidden_rows=not said["without_hidden"],
        hidden_columns=not said["without_hidden"],
        encoding=said["encoding"] or "",
    )


def _pairs(texts: tuple[str, ...], form: str) -> Iterator[tuple[str, str]]:
    for each in texts:
        left, equals, right = each.rpartition("=")
        if not equals:
            raise click.UsageError(f"{each}: write {form}.")
        yield left, right


def _source(graph: Graph, said: dict[str, Any], file: Path) -> Source:
    """What was said of the framework, and for the rest what is known of it; a document may say more."""
    key = said["key"] or ("" if file.suffix.lower() in (".json", ".yml", ".yaml") else _key(file))
    known = service.source_of(graph, key) or Source(key, Text("", ""))
    name = Text(said["name"] or known.name.en, said["name_zh"] or known.name.zh)
    rights = [said[each] or getattr(known, each) for each in ("source", "licence", "attribution")]
    return Source(key, name, *rights)


def _completed(source: Source, file: Path) -> Source:
    name = source.name or Text(file.name.split(".")[0], "")
    return replace(source, key=source.key or _key(file), name=name)


def _key(file: Path) -> str:
    return slugs.slug(file.name.split(".")[0]) or "framework"


def _newest(graph: Graph, framework: str, *, draft: bool) -> int:
    """The number of the draft, or of the newest version. Raises NotFound."""
    for each in repository.versions(graph):
        if each["framework"]["key"] == framework:
            for version in each["versions"]:
                if version["state"] == "draft" or not draft:
                    return int(version["number"])
    raise NotFound("draft of the framework" if draft else "framework", framework)


def _text(reading: Reading, made: Version | None, there: DraftThere | None) -> str:
    lines = [_count(reading)]
    if reading.plan:
        plan = reading.plan
        lines.append(f"shape: {plan.shape}; headings in row {plan.heading_row + 1}")
        lines += [
            f"  {each.letters} {each.heading or '(no heading)'}: {each.column or 'not used'}" for each in plan.columns
        ]
        lines += [f"  mark {plan.spellings[mark]}: {need}" for mark, need in plan.marks.items() if mark and need]
    lines += [f"  {_cell(each)}" for each in reading.preview]
    lines += note_lines((note.note or note.rule, str(note)) for note in reading.notes)
    lines += [str(problem) for problem in reading.problems[:MOST_SHOWN]]
    if len(reading.problems) > MOST_SHOWN:
        lines.append(f"and {len(reading.problems) - MOST_SHOWN} more problems")
    if there:
        lines.append(_replaced(there, made))
    if made:
        lines.append(f"imported as the draft {made.id}; plumbline framework publish {made.framework}")
    elif not reading.problems:
        lines.append("nothing is written yet: --accept makes it the draft.")
    return "\n".join(lines)


def _replaced(there: DraftThere, made: Version | None) -> str:
    """Whose draft is, or would be, replaced."""
    who = there.by_name.en or there.by_name.zh or there.by
    said = f"version {there.number}, " + (f"a draft of {who} from {there.at}" if who else "whose import was cut short")
    said += f", file {there.file}" if there.file else ""
    return f"replaced: {said}" if made else f"would be replaced: {said}; somebody else's only with --replace."


def _count(reading: Reading) -> str:
    problems = f"{len(reading.problems)} problems"
    if reading.draft is None:
        return f"{reading.rows} rows, {problems}"
    draft = reading.draft
    levels = sum(len(role.levels) for role in draft.roles)
    return (
        f"{len(draft.roles)} roles, {levels} levels, {len(draft.skills)} skills, "
        f"{len(draft.expectations)} expectations, {problems}"
    )


def _cell(cell: Any) -> str:
    text = " ".join(cell.text.split())[:60]
    return f"{cell.place} {cell.role}, {cell.level}, {cell.skill}: {cell.need}{': ' + text if text else ''}"


def _for_machines(reading: Reading, made: Version | None, there: DraftThere | None) -> dict[str, Any]:
    def said(problem: Any) -> dict[str, Any]:
        return {
            "row": problem.row, "column": problem.column, "rule": problem.rule, "value": problem.value,
            "nearest": problem.nearest, "other_row": problem.other_row, "sentence": problem.sentence().en,
        }  # fmt: skip

    draft, plan = reading.draft, reading.plan
    return {
        "digest": reading.digest,
        "rows": reading.rows,
        "roles": len(draft.roles) if draft else None,
        "skills": len(draft.skills) if draft else None,
        "expectations": len(draft.expectations) if draft else None,
        "shape": str(plan.shape) if plan else None,
        "columns": {each.letters: each.column for each in plan.columns} if plan else {},
        "orders": [{"roles": each.roles, "levels": each.steps, "told": each.told} for each in reading.ladders],
        "notes": [said(note) for note in reading.notes],
        "problems": [said(problem) for problem in reading.problems],
        "replaces": {"version": there.number, "by": there.by, "at": there.at, "file": there.file} if there else None,
        "draft": made.id if made else None,
    }
