"""`plumbline people`: people from a file, without a browser."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.mail.outbox import address_notice
from graph.organisation.repository import organisation
from graph.people_import import service
from graph.people_import.fields import OFFERED
from graph.people_import.models import Choices, DateOrder, Preview
from graph.people_import.problems import MOST_SHOWN, note_said
from graph.people_import.writing import WhoIsNew
from graph.spreadsheets.csv_files import ENCODINGS
from graph.spreadsheets.unreadable import UnreadableFile
from webapp.commands.context import context_now, opened
from webapp.commands.notes import note_lines
from webapp.settings import Settings, load

PROBLEMS = 2
"""The exit code where something in the file is to be mended."""


@click.group("people")
def command() -> None:
    """Import people from a file."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would be done. This is so without --accept, too.")
@click.option("--accept", is_flag=True, help="Write it: all of it, or nothing where there is a problem.")
@click.option("--json", "as_json", is_flag=True, help="The preview for machines, on standard output.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The day it is in force from.  [default: today]")
@click.option("--column", "columns", multiple=True, metavar="HEADING=FIELD", help="What a column is. Can be repeated.")
@click.option(
    "--dates",
    type=click.Choice([str(each) for each in DateOrder]),
    help="What comes first in 03/04/2026: day or month.",
)
@click.option("--sheet", default="", help="The sheet to read.  [default: the first one that is shown]")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="Of a text file that does not tell its own.")
@click.option("--without-hidden", is_flag=True, help="Leave out the rows and columns that the sheet hides.")
@click.option("--skip-unknown-levels", is_flag=True, help="Import people whose role or level is not known without one.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of who is new.")
@click.option("--problems", type=click.Path(dir_okay=False, path_type=Path), help="Write the file with its problems.")
def import_people(
    file: Path,
    dry_run: bool,
    accept: bool,
    as_json: bool,
    since: datetime | None,
    columns: tuple[str, ...],
    dates: str | None,
    sheet: str,
    encoding: str | None,
    without_hidden: bool,
    skip_unknown_levels: bool,
    language: str,
    problems: Path | None,
) -> None:
    """Import the people of FILE: CSV, XLSX, XLS or ODS.

    Nothing is written without --accept. The exit code is 0 where the file is clean, 2 where it has problems.
    """
    if dry_run and accept:
        raise click.UsageError("--dry-run and --accept exclude each other.")
    settings = load()
    context = context_now(settings)
    choices = Choices(
        since.date() if since else context.today, _said(columns), DateOrder(dates) if dates else None, sheet,
        hidden_rows=not without_hidden, hidden_columns=not without_hidden, encoding=encoding,
        skip_unknown_levels=skip_unknown_levels,
    )  # fmt: skip
    data = file.read_bytes()
    with opened(settings) as graph:
        plan = _planned(graph, context, data, file, choices, as_json)
        found = plan.preview
        if problems and found.problems:
            problems.write_bytes(service.problem_file(data, choices, found, language)[0])
        made = ""
        if accept and not found.problems and not found.changes_nothing:
            made = _written(graph, plan, language, settings)
    click.echo(json.dumps(_for_machines(found, made), ensure_ascii=False) if as_json else "\n".join(_text(found, made)))
    if found.problems:
        raise SystemExit(PROBLEMS)


def _said(columns: tuple[str, ...]) -> dict[str, str]:
    said = {}
    for each in columns:
        heading, equals, field = each.rpartition("=")
        if not equals or (field and field not in OFFERED):
            raise click.UsageError(f"{each}: write HEADING=FIELD; a field is one of {', '.join(OFFERED)}, or empty.")
        said[heading] = field
    return said


def _planned(graph: Graph, context: Context, data: bytes, file: Path, choices: Choices, as_json: bool) -> service.Plan:
    """What importing the file would do; where it cannot be read, that is said, and the command ends."""
    try:
        return service.plan(graph, context, data, file.name, choices)
    except UnreadableFile as unreadable:
        if as_json:
            said = {"file": file.name, "unreadable": unreadable.reason, "sentence": str(unreadable)}
            click.echo(json.dumps(said))
        else:
            click.echo(f"{file.name}: {unreadable}")
        raise SystemExit(PROBLEMS) from None


def _written(graph: Graph, plan: service.Plan, language: str, settings: Settings) -> str:
    own, context = organisation(graph), context_now(settings)
    new = WhoIsNew(language, own.time_zone if own else settings.time_zone)
    try:
        return service.accept_plan(
            graph, context, plan, plan.preview.digest, new, relied_on="command line",
            notice=partial(address_notice, context) if settings.mail_server else None,
        )  # fmt: skip
    except Conflict as error:
        raise click.ClickException("somebody changed people meanwhile; nothing was written. Try again.") from error


def _text(found: Preview, made: str) -> Iterator[str]:
    problems, changed = len(found.problems), len(found.changed)
    yield f"{len(found.new)} new, {changed} changed, {len(found.ended)} ended, {problems} problems"
    yield f"{found.absent} in the graph are not in the file: unchanged"
    yield f"in force from {found.since.isoformat()}; headings in row {found.heading_row}"
    for column in found.columns:
        yield f"  {column.heading or '(no heading)'}: {column.field or 'not used'}"
    yield from _who(found)
    yield from note_lines((note.rule, note_said(note).en) for note in found.notes)
    for problem in found.problems[:MOST_SHOWN]:
        yield problem.said(found.file).en
    if problems > MOST_SHOWN:
        yield f"and {problems - MOST_SHOWN} more problems; --problems FILE writes the file with all of them."
    if made:
        yield f"imported: {made}"
    elif not problems:
        yield "nothing to change." if found.changes_nothing else "nothing is written yet: --accept writes it."


def _who(found: Preview) -> Iterator[str]:
    """Who is new and what they are, and what changes of whom."""
    for one in found.new[:MOST_SHOWN]:
        yield f"  new: {one.person}: {', '.join(f'{c.field} {c.after}' for c in one.changes if c.after)}"
    if len(found.new) > MOST_SHOWN:
        yield f"  and {len(found.new) - MOST_SHOWN} more new; --json lists all."
    for one in found.changed:
        for change in one.changes:
            yield f"  {one.person}, {change.field}: {change.before or '(nothing)'} -> {change.after or '(nothing)'}"


def _for_machines(found: Preview, made: str) -> dict[str, Any]:
    def day(one: date) -> str:
        return one.isoformat()

    return {
        "file": found.file,
        "digest": found.file_digest,
        "since": day(found.since),
        "heading_row": found.heading_row,
        "columns": {column.heading: column.field for column in found.columns},
        "new": [
            {"id": one.person, "name": one.name.en, **{str(c.field): c.after for c in one.changes if c.after}}
            for one in found.new
        ],
        "changed": [
            {"id": one.person, "changes": {str(c.field): [c.before, c.after] for c in one.changes}}
            for one in found.changed
        ],
        "ended": [{"id": person, "leaves_on": day(on)} for person, _name, on in found.ended],
        "unchanged": found.unchanged,
        "absent": found.absent,
        "notes": [note_said(note).en for note in found.notes],
        "problems": [
            {"row": each.row, "column": each.column, "rule": each.rule, "value": each.value, "nearest": each.nearest,
             "sentence": each.sentence().en}
            for each in found.problems
        ],
        "import": made or None,
    }  # fmt: skip
