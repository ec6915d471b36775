"""Where a sheet's table begins, what its columns are called, and which rows below are no data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.spreadsheets.cleaning import clean_heading, one_line
from graph.spreadsheets.models import Cell, Note, Sheet, text_of

FIRST_ROWS = 20
ENOUGH = 3
_EXAMPLE = re.compile(
    r"^\s*[(（\[【]?\s*(?:example|sample|e\.g\.|示例|样例|例如|例[:：)）]|范例|beispiel)", re.IGNORECASE
)
_TOTAL = re.compile(
    r"^(?:合计|总计|小计|总人数|共计|sum|sub ?total|(?:grand )?total|summe|gesamt|total général)"
    r"(?:[\s:：]*[\d.,]*\s*[人名]?)$",
    re.IGNORECASE,
)
_MAY_BE_NONE = frozenset("(（[【示样例范esb合总小共tg")
"""With what examples and totals begin."""


@dataclass(frozen=True)
class Headings:
    """The heading row of a sheet. Rows count from 0; `last` differs from `first` where two rows are headings.

    `shown` are the headings as they stand, on one line; `names` are what they are compared by. `sure` is False where
    too few are known, so that the row is a guess.
    """

    first: int
    last: int
    shown: tuple[str, ...]
    names: tuple[str, ...]
    sure: bool

    def note(self) -> Note | None:
        """What to say about where they stand; nothing where that is row 1."""
        if self.first != self.last:
            return Note("two_heading_rows", (str(self.first + 1), str(self.last + 1)))
        return Note("heading_row", (str(self.first + 1),)) if self.first else None

    def twice(self) -> tuple[str, ...]:
        """The headings that stand over more than one column."""
        names = [name for name in self.names if name]
        return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))


@dataclass(frozen=True)
class DataRow:
    """A row below the headings: its number as the spreadsheet has it, and as many cells as there are headings."""

    number: int
    cells: tuple[Cell, ...]


def find_headings(sheet: Sheet, known: frozenset[str], at: int | None = None) -> Headings:
    """The first of the first rows with enough known headings, and the next one if it has, too (keys and labels).

    Where none has, the one with most known headings, or else the widest; `at` (from 0) is the row that somebody chose.
    """
    rows = sheet.rows[:FIRST_ROWS]
    counts = [sum(name in known for name in _names(row)) for row in rows]
    if at is not None and at < len(sheet.rows):
        names = _names(sheet.rows[at])
        return Headings(at, at, _shown(sheet.rows[at]), names, sure=True)
    first = next((n for n, count in enumerate(counts) if count >= ENOUGH), None)
    if first is None:
        widest = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) for row in rows]
        first = max(range(len(rows)), key=lambda n: (counts[n], widest[n]), default=0)
        row = rows[first] if rows else ()
        return Headings(first, first, _shown(row), _names(row), sure=counts[first] > 1 if counts else False)
    if first + 1 < len(counts) and counts[first + 1] >= ENOUGH:
        return _keys_and_labels(rows, first, known)
    return Headings(first, first, _shown(rows[first]), _names(rows[first]), sure=True)


def _keys_and_labels(rows: Sequence[Sequence[Cell]], first: int, known: frozenset[str]) -> Headings:
    """Two rows of headings: in each column the one that is known, the first where both are."""
    upper, lower = rows[first], rows[first + 1]
    if _names(upper) == _names(lower):
        return Headings(first, first, _shown(upper), _names(upper), sure=True)
    width = max(len(upper), len(lower))
    chosen: list[Cell] = []
    for column in range(width):
        above, below = (row[column] if column < len(row) else "" for row in (upper, lower))
        takes_lower = clean_heading(text_of(above)) not in known and clean_heading(text_of(below)) in known
        chosen.append(below if takes_lower or not text_of(above).strip() else above)
    return Headings(first, first + 1, _shown(chosen), _names(chosen), sure=True)


def _names(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(clean_heading(text_of(cell)) if cell != "" else "" for cell in row)


def _shown(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(one_line(text_of(cell)) for cell in row)


def data_rows(sheet: Sheet, headings: Headings) -> tuple[tuple[DataRow, ...], tuple[Note, ...]]:
    """The rows below the headings that hold data, and a note for each that is an example, repeats the headings or is
    a total."""
    rows: list[DataRow] = []
    notes: list[Note] = []
    width = len(headings.names)
    folded = frozenset(heading.casefold() for heading in headings.shown if heading)
    for number, row in enumerate(sheet.rows[headings.last + 1 :], start=headings.last + 2):
        first = next(_filled(row), None)
        if first is None or not (first or any(_filled(row))):
            continue
        note = _left_out(number, row, first, headings, folded)
        if note:
            notes.append(note)
        else:
            rows.append(DataRow(number, row + ("",) * (width - len(row))))
    return tuple(rows), tuple(notes)


def _filled(row: Sequence[Cell]) -> Iterator[Cell]:
    return (cell for cell in row if cell != "" and not (isinstance(cell, str) and not cell.strip()))


def _left_out(number: int, row: Sequence[Cell], first: Cell, headings: Headings, folded: frozenset[str]) -> Note | None:
    """Why a row is no data, by its first text; `folded` are the headings without case."""
    if not isinstance(first, str):
        return None
    text = one_line(first)
    if text[:1].casefold() not in _MAY_BE_NONE and text.casefold() not in folded:
        return None
    if _EXAMPLE.match(text):
        return Note("example_row", (str(number), text[:60]))
    if _TOTAL.match(text) and sum(1 for _ in _filled(row)) <= max(2, len(headings.names) // 2):
        return Note("total_row", (str(number), text[:60]))
    if clean_heading(text) in headings.names:
        names = [name for name in _names(row) if name]
        expected = [name for name in headings.names if name]
        if len(names) > 1 and names == expected:
            return Note("headings_again", (str(number),))
    return None
