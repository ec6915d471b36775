"""A framework file read into a draft, with every problem of the file at once."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.framework import slugs
from graph.framework.models import Source
from graph.framework_import.case_files import case_rows, case_source, is_case
from graph.framework_import.columns import KNOWN_HEADINGS, LEVEL_VALUES, bare
from graph.framework_import.documents import Document, parsed_document
from graph.framework_import.gathering import FrameworkImporter
from graph.framework_import.grid import Grid
from graph.framework_import.job_family_files import JobFamilyReader, is_job_family, job_family_source
from graph.framework_import.languages import with_languages
from graph.framework_import.long_rows import all_rows, heading_problems, is_export, long_columns, long_rows, spoilt
from graph.framework_import.models import Choices, Plan, Reading, Row, Shape
from graph.framework_import.own_files import OwnReader, source_in
from graph.framework_import.plans import column_plans, marks_found, some_cells, spellings
from graph.framework_import.problems import Problem, nearest, unmarked
from graph.framework_import.table_headings import TableHeadings, table_headings
from graph.framework_import.table_rows import TableReader, is_left_out
from graph.spreadsheets.cleaning import clean_cell, column_letters
from graph.spreadsheets.headings import data_rows, find_headings
from graph.spreadsheets.models import FileKind, Note, Sheet, Workbook, text_of
from graph.spreadsheets.reading import read_workbook
from graph.spreadsheets.unreadable import UnreadableFile
from graph.spreadsheets.writing import as_brought_back
from graph.text import Text
from graph.unswept import unswept

_CHOICES = Choices()


@dataclass(frozen=True)
class _Rows:
    """The rows of a table, and how they were found."""

    rows: Sequence[Row]
    problems: Sequence[Problem]
    notes: Sequence[Problem]
    plan: Plan | None = None
    order_told: bool = False
    count: int = 0


def read_framework(data: bytes, file: str, source: Source, choices: Choices = _CHOICES) -> Reading:
    """Reads a framework file (the whole version) as a draft of `source`: a table of any shape in any spreadsheet, the
    project's own YAML or JSON, or CASE.

    Never raises for what a person wrote: says everything that is wrong, in the order of the rows.
    """
    with unswept():
        return _read(data, file, source, choices)


def _read(data: bytes, file: str, source: Source, choices: Choices) -> Reading:
    digest = hashlib.sha256(data).hexdigest()
    document = parsed_document(data, file)
    if isinstance(document, Problem):
        return Reading(None, (document,), (), 0, digest=digest)
    if document is not None:
        return _of_document(document, file, source, choices, digest)
    try:
        workbook = read_workbook(data, KNOWN_HEADINGS, encoding=choices.encoding or None)
    except UnreadableFile as error:
        return Reading(None, (Problem(file, "unreadable", allowed=error.sentence()),), (), 0, digest=digest)
    reading = _gathered(_of_workbook(workbook, file, choices, source), file, source, choices, digest)
    return replace(reading, encoding=workbook.encoding or "", encodings=workbook.encodings)


def _of_document(document: Document, file: str, source: Source, choices: Choices, digest: str) -> Reading:
    if is_case(document):
        rows, problems = case_rows(document, file, source)
        return _gathered(
            _Rows(rows, problems, (), count=len(rows)), file, _said(source, case_source(document)), choices, digest
        )
    if is_job_family(document):
        family = JobFamilyReader(file, choices)
        rows = family.rows(document)
        read = _Rows(rows, family.problems, family.notes, count=len(rows))
        return _gathered(read, file, _said(source, job_family_source(document)), choices, digest)
    reader = OwnReader(file)
    rows = reader.rows(document)
    said = _said(source, source_in(document))
    return _gathered(_Rows(rows, reader.problems, (), count=len(rows)), file, said, choices, digest)


def _said(source: Source, document: Source) -> Source:
    """The source as somebody named it, and what they left out as the document says it."""
    key = source.key or document.key or slugs.slug(document.name.en or document.name.zh)[:40].strip("-")
    return Source(
        key,
        source.name or document.name,
        source.source or document.source,
        source.licence or document.licence,
        source.attribution or document.attribution,
    )


def _gathered(table: _Rows, file: str, source: Source, choices: Choices, digest: str) -> Reading:
    problems, notes = list(table.problems), list(table.notes)
    rows = _in_use(with_languages(table.rows), choices, file, notes)
    if not rows and not problems:
        problems.append(Problem(file, "empty"))
    gatherer = FrameworkImporter(file, rows, choices, order_told=table.order_told)
    if not problems or rows:
        for row in rows:
            gatherer.take(row)
    draft = gatherer.draft(source)
    problems += gatherer.problems
    ladders = tuple(gatherer.ladders.values())
    notes += gatherer.notes
    for ladder in ladders:
        if not ladder.told and len(ladder.steps) > 1:
            shown = ", ".join(ladder.roles[:3]) + (f" +{len(ladder.roles) - 3}" if len(ladder.roles) > 3 else "")
            order = " < ".join(" | ".join(step) for step in ladder.steps)
            notes.append(Problem(file, "order_suggested", value=shown, allowed=order))
    ordered = tuple(sorted(problems, key=lambda problem: problem.row or 0))
    preview = tuple(some_cells(rows, choices))
    return Reading(
        None if problems else draft, ordered, tuple(notes), table.count, table.plan, preview, ladders, digest, source
    )


def _in_use(rows: Sequence[Row], choices: Choices, file: str, notes: list[Problem]) -> list[Row]:
    """The rows without those that a publisher has put out of use, and those without a skill if they are to be left."""
    kept: list[Row] = []
    for row in rows:
        if is_left_out(row):
            what = ", ".join(filter(None, (row["role_en"] or row["role_zh"], row["skill_en"] or row["skill_zh"])))
            notes.append(Problem(file, "not_in_use", row.number, value=what))
        elif choices.skip_nameless and not (row["skill_en"] or row["skill_zh"]):
            notes.append(Problem(file, "nameless", row.number))
        else:
            kept.append(row)
    return kept


def _of_workbook(workbook: Workbook, file: str, choices: Choices, source: Source) -> _Rows:
    sheet = workbook.sheet(choices.sheet) or workbook.first_sheet()
    if workbook.kind is FileKind.CSV:
        rows = tuple(
            tuple(as_brought_back(cell) if isinstance(cell, str) else cell for cell in row) for row in sheet.rows
        )
        sheet = Sheet(sheet.name, hidden=False, rows=rows)
    notes = [_about_file(file, note) for note in (*workbook.notes, *sheet.notes_on_hidden())]
    sheet = sheet.without_hidden(rows=not choices.hidden_rows, columns=not choices.hidden_columns)
    names = tuple(each.name for each in workbook.sheets if each.has_text)
    shape = choices.shape or _likely_shape(sheet, choices)
    read = _long if shape is Shape.LONG else _table
    return read(sheet, names, file, choices, source, notes)


def _about_file(file: str, note: Note) -> Problem:
    return Problem(file, "about_file", allowed=note.sentence(), note=note.rule)


def _likely_shape(sheet: Sheet, choices: Choices) -> Shape | None:
    """Long where the headings name level and role or skill as columns; a matrix where more columns are left."""
    if is_export(sheet):
        return Shape.LONG
    headings = find_headings(sheet, KNOWN_HEADINGS, choices.heading_row)
    columns = long_columns(headings, choices.columns)
    if LEVEL_VALUES in choices.columns.values():
        return None
    present = {bare(name) for name in columns if name}
    left = [shown for shown, name in zip(headings.shown, columns, strict=False) if shown and not name]
    if "level" in present and present & {"role", "skill"} and present & {"skill", "required", "text"}:
        return Shape.LONG
    return None if left or not {"skill", "role"} <= present else Shape.LONG


def _long(
    sheet: Sheet, names: tuple[str, ...], file: str, choices: Choices, source: Source, notes: list[Problem]
) -> _Rows:
    is_own = is_export(sheet)
    headings = find_headings(sheet, KNOWN_HEADINGS, 0 if is_own else choices.heading_row)
    columns = long_columns(headings, choices.columns)
    problems = list(heading_problems(file, headings, columns, role=choices.role))
    for n, (shown, name) in enumerate(zip(headings.shown, columns, strict=False)):
        if shown and not name and n not in choices.columns:
            close = nearest(shown, KNOWN_HEADINGS)
            notes.append(Problem(file, "column_ignored", headings.last + 1, value=shown, nearest=close))
    body, left_out = (all_rows(sheet), ()) if is_own else data_rows(sheet, headings)
    about = [note for note in (headings.note(), *left_out) if note]
    notes += [_about_file(file, note) for note in about]
    for row in body:
        beyond = [cell for cell in row.cells[len(headings.names) :] if text_of(cell).strip()]
        if beyond:
            value = f"{len(row.cells)} > {len(headings.names)}"
            problems.append(Problem(file, "row_long", row.number, value=value))
    rows = list(long_rows(body, columns, choices, file, problems))
    present = {bare(name) for name in columns}
    if "required" not in present and "text" in present:
        notes.append(Problem(file, "no_marks", allowed=unmarked(choices.unmarked)))
    first = body[0].cells if body else ()
    found = Counter(row["required"] for row in rows)
    plan = Plan(
        sheets=names,
        sheet=sheet.name,
        shape=Shape.LONG,
        heading_row=headings.last,
        columns=column_plans(headings.shown, columns, [clean_cell(text_of(cell)) for cell in first]),
        marks=marks_found(found, choices.marks, table=False),
        spellings=spellings(found),
        asks_role="role" not in present,
        asks_need="required" not in present,
        headings=headings.names,
    )
    if problems and any(problem.rule.startswith("column") for problem in problems):
        rows = []
    return _Rows(rows, problems, notes, plan, "level_order" in present, len(body))


def _table(
    sheet: Sheet, names: tuple[str, ...], file: str, choices: Choices, source: Source, notes: list[Problem]
) -> _Rows:
    grid = Grid(sheet)
    headings = table_headings(grid, choices.heading_row, choices.columns)
    role = source.name.en or source.name.zh or sheet.name or "Everyone"
    reader = TableReader(grid, headings, choices, role)
    problems = list(_table_problems(grid, headings, file))
    rows = list(reader.rows()) if not problems else []
    shown = [labels[-1] if labels else "" for labels in headings.labels]
    for n, (label, name) in enumerate(zip(shown, headings.columns, strict=True)):
        if label and not name and n not in choices.columns:
            notes.append(Problem(file, "column_ignored", headings.last + 1, value=label))
    if headings.first != headings.last or headings.last:
        where = Text(f"The headings end in row {headings.last + 1}.", f"标题到第 {headings.last + 1} 行为止。")
        notes.append(Problem(file, "about_file", allowed=where))
    sample = [grid.text(headings.last + 1, n) for n in range(grid.width)]
    found = reader.found + reader.marks_before_texts()
    plan = Plan(
        sheets=names,
        sheet=sheet.name,
        shape=reader.shape,
        heading_row=headings.last,
        columns=column_plans([" > ".join(labels) for labels in headings.labels], headings.columns, sample),
        marks=marks_found(found, reader.marks, table=True) if reader.shape is Shape.MATRIX else {},
        spellings=spellings(found),
        asks_role=reader.asks_role,
        asks_need=reader.shape is Shape.MATRIX and not headings.attribute("required"),
        headings=tuple(" > ".join(labels).casefold() for labels in headings.labels),
    )
    return _Rows(rows, problems, notes, plan, order_told=True, count=grid.height - headings.last - 1)


def _table_problems(grid: Grid, headings: TableHeadings, file: str) -> list[Problem]:
    at = headings.last + 1
    if LEVEL_VALUES not in headings.columns:
        return [Problem(file, "no_values", at)]
    if not headings.attribute("skill") and not headings.attribute("role"):
        unknown = [labels[-1] for labels in headings.labels if labels]
        close = nearest("skill", unknown)
        return [Problem(file, "column_missing", at, "skill", allowed="skill", nearest=close)]
    problems: list[Problem] = []
    for row in range(at, grid.height):
        for n, name in enumerate(headings.columns):
            cell = grid.cell(row, n)
            if name and type(cell) is not str:
                problems += spoilt(file, row + 1, column_letters(n + 1), name, cell)
    return problems
