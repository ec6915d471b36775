"""Importing people: a preview that writes nothing, and the act, which writes all of it or nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Reason, Refused
from graph.people.changing import Notice
from graph.people.models import Placement
from graph.people_import.columns import columns_of
from graph.people_import.continued import without_continued
from graph.people_import.fields import KNOWN_HEADINGS, Field
from graph.people_import.last_admin import require_an_admin
from graph.people_import.models import Choices, Column, PersonChange, Preview
from graph.people_import.planning import Planned, Planner
from graph.people_import.problems import Problems, nearest
from graph.people_import.reading import RowReader
from graph.people_import.state import State, read_state
from graph.people_import.writing import Import, WhoIsNew, written
from graph.report.models import NEW_IN_ROLE_DAYS
from graph.spreadsheets.headings import DataRow, Headings, data_rows, find_headings
from graph.spreadsheets.models import FileKind, Note, Sheet, Workbook, text_of
from graph.spreadsheets.reading import read_workbook
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from graph.text import Text
from graph.unswept import unswept

NEEDED = (Field.NAME, Field.EMAIL)


@dataclass(frozen=True)
class _Read:
    """A file as read: its table, the columns, what somebody said of them, now or at an import with these headings, and
    the state it was held against."""

    book: Workbook
    sheet: Sheet
    headings: Headings
    rows: tuple[DataRow, ...]
    columns: tuple[Column, ...]
    chosen: Mapping[str, str]
    notes: tuple[Note, ...]
    state: State


@dataclass(frozen=True)
class Plan:
    """A preview with what it would write; `chosen` is what somebody said of the columns, by heading."""

    preview: Preview
    chosen: Mapping[str, str]
    people: tuple[Planned, ...]
    last_import: str
    last_line: str
    last_admins: str | None
    headings: str


def preview(graph: Graph, context: Context, data: bytes, file: str, choices: Choices) -> Preview:
    """What importing the file would do. Raises UnreadableFile. Three statements, one more where somebody of the graph
    leaves; none writes."""
    return plan(graph, context, data, file, choices).preview


def plan(graph: Graph, context: Context, data: bytes, file: str, choices: Choices) -> Plan:
    """The preview, and what accepting it would write; of the actor's own row only what they may bring of themselves."""
    with unswept():
        return _plan(graph, context, data, file, choices)


def _plan(graph: Graph, context: Context, data: bytes, file: str, choices: Choices) -> Plan:
    read = _read(graph, data, choices)
    problems = Problems()
    reader = RowReader(read.columns, read.rows, choices, problems)
    _needed(reader, read, problems)
    rows = [] if problems.found else reader.read()
    planner = Planner(read.state, choices, reader.heading, problems, context.actor, reader.incomplete)
    people = planner.plan(rows)
    leaves = reader.heading.get(Field.LEAVES_ON, str(Field.LEAVES_ON))
    last_admins = require_an_admin(graph, people, context.today, leaves, problems)
    columns = tuple(replace(each, asks=each.field in reader.asks) for each in read.columns)
    is_new = choices.since > context.today - timedelta(days=NEW_IN_ROLE_DAYS)
    counts = {
        "without_level": planner.without_level,
        "since_unknown": planner.since_unknown if is_new else 0,
        "unknown_levels": planner.unknown_levels,
        "own_row": planner.own_row,
    }
    notes = (*read.notes, *(Note(rule, (str(count),)) for rule, count in counts.items() if count))
    shown = _preview(replace(read, columns=columns, notes=notes), file, choices, people, problems)
    return Plan(
        replace(shown, digest=_digest(shown, people, read.state)),
        read.chosen,
        tuple(people),
        read.state.last_import,
        read.state.last_line,
        last_admins,
        _headings_digest(read.headings),
    )


def accept(
    graph: Graph, context: Context, data: bytes, file: str, choices: Choices, digest: str, who_is_new: WhoIsNew,
    *, relied_on: str, notice: Notice | None = None,
) -> str:  # fmt: skip
    """Imports what the preview with that digest said; the id of the import. Raises as `accept_plan`, UnreadableFile."""
    now = plan(graph, context, data, file, choices)
    return accept_plan(graph, context, now, digest, who_is_new, relied_on=relied_on, notice=notice)


def accept_plan(
    graph: Graph, context: Context, now: Plan, digest: str, who_is_new: WhoIsNew, *, relied_on: str,
    notice: Notice | None = None, import_id: str = "",
) -> str:  # fmt: skip
    """Imports what a plan says, made just now of the file whose preview had that digest; the id of the import: that
    which is given, so that nothing is imported twice. `notice` is as of `changing.change_details`: changed addresses go
    by the same rule.

    Raises Refused `import_problems` where the file has some, Conflict where the preview would come out otherwise now.
    """
    if now.preview.problems:
        raise Refused([Reason("import_problems", (str(len(now.preview.problems)),))])
    if now.preview.digest != digest:
        raise Conflict({"import": now.last_import})
    made = write(graph, context, now, who_is_new, relied_on=relied_on, notice=notice, import_id=import_id)
    if made is None:
        raise Conflict({"import": now.last_import})
    return made


def write(
    graph: Graph, context: Context, now: Plan, who_is_new: WhoIsNew, *, relied_on: str, notice: Notice | None = None,
    import_id: str = "",
) -> str | None:  # fmt: skip
    """Writes what a plan without problems says; the id of the import, None where what it was held against has moved."""
    mapping = json.dumps(dict(now.chosen), ensure_ascii=False)
    new = Import(
        now.preview, now.people, now.last_import, now.last_line, now.last_admins, now.headings, mapping, notice
    )
    return written(graph, context, new, who_is_new, relied_on, import_id)


def problem_file(data: bytes, choices: Choices, found: Preview, language: str) -> tuple[bytes, str]:
    """The file with a column `problem`, and how its name ends: as a workbook where it was one, else as CSV."""
    book = read_workbook(data, KNOWN_HEADINGS, encoding=choices.encoding)
    sheet = book.sheet(found.sheet) or book.first_sheet()
    at_row: dict[int, list[str]] = {}
    for problem in found.problems:
        sentence = problem.sentence()
        said = sentence.zh if language == "zh" else sentence.en
        at_row.setdefault(problem.row or found.heading_row, []).append(
            f"{problem.column}: {said}" if problem.column else said
        )
    secret = {column.index for column in found.columns if column.field is Field.SECRET}
    width = max(len(row) for row in sheet.rows) if sheet.rows else 0
    rows = [
        [*(("" if n in secret else text_of(cell)) for n, cell in enumerate(row)), *[""] * (width - len(row)),
         " ".join(at_row.get(number, ()))]
        for number, row in enumerate(sheet.rows[found.heading_row :], start=found.heading_row + 1)
    ]  # fmt: skip
    heading = sheet.rows[found.heading_row - 1]
    headings = [*(text_of(cell) for cell in heading), *[""] * (width - len(heading)), "problem"]
    table = Table(found.sheet or "people", headings, rows)
    return (csv_file(table), "csv") if book.kind is FileKind.CSV else (xlsx_file([table]), "xlsx")


def _read(graph: Graph, data: bytes, choices: Choices) -> _Read:
    book = read_workbook(data, KNOWN_HEADINGS, encoding=choices.encoding)
    sheet = (book.sheet(choices.sheet) if choices.sheet else None) or book.first_sheet()
    hidden = sheet.notes_on_hidden()
    sheet = sheet.without_hidden(rows=not choices.hidden_rows, columns=not choices.hidden_columns)
    headings = find_headings(sheet, KNOWN_HEADINGS, choices.heading_row - 1 if choices.heading_row else None)
    rows, left_out = data_rows(sheet, headings)
    state = read_state(graph, book.digest, _headings_digest(headings))
    remembered: Mapping[str, str] = json.loads(state.mapping) if state.mapping else {}
    chosen = {**remembered, **choices.columns}
    columns, notes = columns_of(headings, rows, chosen, state.levels)
    rows, continued = without_continued(rows, columns)
    about_rows = [note for note in (headings.note(), *hidden, continued) if note]
    return _Read(book, sheet, headings, rows, columns, chosen, (*book.notes, *about_rows, *left_out, *notes), state)


def _headings_digest(headings: Headings) -> str:
    return sha256("\n".join(headings.names).encode()).hexdigest()


def _needed(reader: RowReader, read: _Read, problems: Problems) -> None:
    has = set(reader.has)
    if has & {Field.NAME_LATIN, Field.NAME_ZH, Field.FIRST_NAME, Field.LAST_NAME}:
        has.add(Field.NAME)
    if Field.LOGIN in has and Field.EMAIL not in has:
        index = next(index for field, index in reader.used if field is Field.LOGIN)
        if any("@" in text_of(row.cells[index]) for row in read.rows):
            has.add(Field.EMAIL)
    for field in NEEDED:
        if field not in has:
            unused = [column.heading for column in read.columns if column.heading and not column.field]
            near = partial(nearest, str(field), unused)
            problems.add("column_missing", near, row=read.headings.last + 1, allowed=str(field), field=field)
    if not read.rows:
        problems.add("no_rows", row=read.headings.last + 1)


def _preview(read: _Read, file: str, choices: Choices, people: Sequence[Planned], problems: Problems) -> Preview:
    named = {one.person for one in people}
    changed = [one for one in people if one.known and one.changes_something]
    return Preview(
        file=file,
        file_digest=read.book.digest,
        sheet=read.sheet.name,
        sheets=tuple(sheet.name for sheet in read.book.sheets if sheet.has_text),
        heading_row=read.headings.last + 1,
        columns=read.columns,
        new=tuple(PersonChange(one.person, one.name, tuple(one.changes)) for one in people if one.known is None),
        changed=tuple(PersonChange(one.person, one.name, tuple(one.changes)) for one in changed),
        unchanged=sum(1 for one in people if one.known and not one.changes_something),
        ended=tuple(_ended(people)),
        absent=sum(1 for person in read.state.people if person not in named),
        problems=tuple(sorted(problems.found, key=lambda each: each.row or 0)),
        notes=read.notes,
        since=choices.since,
        same_file=read.state.same_file,
        encoding=read.book.encoding or "",
        encodings=read.book.encodings,
    )


def _ended(people: Sequence[Planned]) -> list[tuple[str, Text, date]]:
    return [
        (one.person, one.name, date.fromisoformat(one.details["leaves_on"]))
        for one in people
        if one.details.get("leaves_on")
    ]


def _said(placement: Placement) -> list[object]:
    return [
        placement.since.isoformat(), placement.level, placement.manager, placement.kind, placement.department,
        placement.ends, placement.corrects,
    ]  # fmt: skip


def _digest(shown: Preview, people: Sequence[Planned], state: State) -> str:
    """What the preview stands for: it differs as soon as accepting would write something else."""
    said = [
        [one.person, sorted(one.details.items()), [_said(each) for each in one.placements],
         one.known.holdings.head if one.known else ""]
        for one in people
        if one.changes_something
    ]  # fmt: skip
    facts = [
        shown.file_digest,
        shown.since.isoformat(),
        state.last_import,
        said,
        [repr(each) for each in shown.problems],
    ]
    return sha256(json.dumps(facts).encode()).hexdigest()
