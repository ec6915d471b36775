"""A table with one row for each expectation: its columns and its rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.framework_import.columns import KNOWN, NEEDED, bare
from graph.framework_import.content_rows import COLUMNS
from graph.framework_import.marks import marked_text
from graph.framework_import.models import Choices, Row
from graph.framework_import.problems import Problem, nearest
from graph.spreadsheets.cleaning import clean_cell, column_letters, shortened
from graph.spreadsheets.headings import DataRow, Headings
from graph.spreadsheets.models import Cell, Fault, Sheet, day_of, text_of

_NEEDED = ", ".join((*NEEDED, "required"))
NAMES = ("role", "level", "skill", "role_key", "level_key", "skill_key", "category", "domain")


def long_columns(headings: Headings, chosen: Mapping[int, str]) -> tuple[str, ...]:
    """What each column is: as somebody chose, else by its heading; '' for those left out."""
    known = [KNOWN.get(name, "") for name in headings.names]
    return tuple(chosen.get(n, name) for n, name in enumerate(known))


def heading_problems(file: str, headings: Headings, columns: Sequence[str], *, role: str) -> Iterator[Problem]:
    """What the columns lack, and which of them are there twice."""
    at = headings.last + 1
    unknown = [shown for shown, name in zip(headings.shown, columns, strict=False) if shown and not name]
    for name, count in Counter(name for name in columns if name).items():
        if count > 1:
            where = max(n for n, each in enumerate(columns) if each == name)
            yield Problem(file, "column_twice", at, value=headings.shown[where], allowed=name)
    bares = {bare(name) for name in columns}
    for needed in NEEDED:
        if needed not in bares and not (needed == "role" and role):
            close = nearest(needed, unknown)
            yield Problem(file, "column_missing", at, needed, allowed=_NEEDED, nearest=close)
    if not bares & {"required", "text"}:
        near = nearest("required", unknown)
        yield Problem(file, "column_missing", at, "required", allowed="required, text", nearest=near)


def is_export(sheet: Sheet) -> bool:
    """Whether the table is one that Plumbline has written: then every row counts, whatever it looks like."""
    return bool(sheet.rows) and sheet.rows[0] == COLUMNS


def all_rows(sheet: Sheet) -> tuple[DataRow, ...]:
    """The rows of such a table."""
    return tuple(DataRow(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if row)


def long_rows(
    rows: Sequence[DataRow], columns: Sequence[str], choices: Choices, file: str, problems: list[Problem]
) -> Iterator[Row]:
    """The rows with their clean cells by column; cells that a spreadsheet has spoilt become problems."""
    wanted = [(n, name) for n, name in enumerate(columns) if name]
    without_role = not any(bare(name) == "role" for _, name in wanted)
    without_need = not any(bare(name) == "required" for _, name in wanted)
    clean: dict[str, str] = {}  # names and marks stand in many rows
    for row in rows:
        cells = {}
        for n, name in wanted:
            cell = row.cells[n] if n < len(row.cells) else ""
            if type(cell) is str:
                if cell not in clean:
                    clean[cell] = clean_cell(cell)
                cells[name] = clean[cell]
            else:
                cells[name] = clean_cell(text_of(cell))
                problems += spoilt(file, row.number, column_letters(n + 1), name, cell)
        if without_role:
            cells["role"] = choices.role
        if without_need:
            _take_marks_out(cells, choices)
        yield Row(row.number, cells)


def _take_marks_out(cells: dict[str, str], choices: Choices) -> None:
    """Where no column says what is required, a text may: `O: Helps newcomers`."""
    for name in [name for name in cells if bare(name) == "text"]:
        if both := marked_text(cells[name], choices.marks):
            cells["required"], cells[name] = both.required, both.text


def spoilt(file: str, number: int, letters: str, column: str, cell: Cell) -> Iterator[Problem]:
    """What a spreadsheet has made of a cell that was something else: an error, or a day out of a name as 1-2."""
    if isinstance(cell, Fault):
        yield Problem(file, f"cell_{cell.kind}", number, f"{column} ({letters})", shortened(cell.text, 60))
    elif bare(column) in NAMES and (day := day_of(cell)):
        yield Problem(file, "cell_day", number, f"{column} ({letters})", day.isoformat())
