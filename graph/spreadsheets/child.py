"""The process that reads one workbook and writes it to its output as JSON: a reader that dies takes nothing with it.

`python -m graph.spreadsheets.child PATH SECONDS MEMORY KIND CELLS`. Cells are text, numbers and true or false as they
are; others are pairs of a letter and their text: d a day, m a moment, t a time, s seconds, e an error, f a formula
that nothing has calculated.
"""

import gc
import json
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from graph.spreadsheets import ods_marks, xlsx_marks
from graph.spreadsheets.cleaning import column_letters
from graph.spreadsheets.process_limits import limit_this_process
from graph.spreadsheets.xlsx_marks import Marks


class Refusal(Exception):
    """The file cannot be read, for a reason of `unreadable`."""

    def __init__(self, reason: str, *details: str) -> None:
        super().__init__(reason)
        self.answer = {"refused": reason, "details": details}


def main(path: str, kind: str, cells: int) -> dict[str, Any]:
    """What is written: the sheets, or why there are none."""
    try:
        if kind == "xml":
            from graph.spreadsheets.xml_2003 import sheets_of

            return {"sheets": sheets_of(path, cells), "formulas": 0, "zeros": 0, "unchecked": False}
        return _workbook(path, kind, cells)
    except Refusal as refusal:
        return refusal.answer
    except expat.ExpatError:
        return Refusal("damaged").answer


def _workbook(path: str, kind: str, cells: int) -> dict[str, Any]:
    marks, unchecked = _marks(path, kind)
    for name, each in marks.items():
        _within(name, each.reaches, cells)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        sheets = [
            _sheet(book, about, marks.get(about.name, Marks()), cells)
            for about in book.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError:
        raise Refusal("encrypted") from None
    except calamine.CalamineError:
        raise Refusal("damaged") from None
    return {
        "sheets": sheets,
        "formulas": sum(each.formulas for each in marks.values()),
        "zeros": sum(len(each.zeros) for each in marks.values()),
        "unchecked": unchecked,
    }


def _marks(path: str, kind: str) -> tuple[Mapping[str, Marks], bool]:
    reader = {"xlsx": xlsx_marks.marks_of, "ods": ods_marks.marks_of}.get(kind)
    if reader is None:
        return {}, False
    try:
        return reader(path), False
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, expat.ExpatError):
        return {}, True


def _within(name: str, reaches: tuple[int, int], cells: int) -> None:
    rows, columns = reaches
    if rows * columns > cells:
        raise Refusal("too_many_cells", name, f"{column_letters(columns)}{rows}", f"{cells:,}")


def _sheet(book: Any, about: Any, marks: Marks, cells: int) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(about.name)
    _within(about.name, (sheet.total_height, sheet.total_width), cells)
    rows = [
        [cell if type(cell) in _AS_IT_IS else _plain(cell) for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    _put(rows, marks)
    while rows and not _trimmed(rows[-1]):
        rows.pop()
    return {
        "name": about.name,
        "hidden": not str(about.visible).endswith(".Visible"),
        "rows": [_trimmed(row) for row in rows],
        "merged": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()] + [list(m) for m in marks.merged],
        "hidden_rows": sorted(marks.hidden_rows),
        "hidden_columns": sorted(marks.hidden_columns),
    }


_AS_IT_IS = frozenset({str, float, bool})


def _plain(cell: Any) -> Any:
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, datetime):
        return ["m", cell.isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    if isinstance(cell, time):
        return ["t", cell.isoformat()]
    return ["s", cell.total_seconds()] if isinstance(cell, timedelta) else str(cell)


def _put(rows: list[list[Any]], marks: Marks) -> None:
    """Puts what the marks know into the cells that are there; a row may end before a fault."""
    faults = [(place, ["e", text]) for place, text in marks.errors.items()]
    faults += [(place, ["f", text]) for place, text in marks.not_calculated.items()]
    for (row, column), fault in faults:
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        if rows[row][column] == "":
            rows[row][column] = fault
    for (row, column), width in marks.zeros.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if isinstance(value, float) and value.is_integer() and value >= 0:
            rows[row][column] = str(int(value)).zfill(width)


def _trimmed(row: list[Any]) -> list[Any]:
    length = len(row)
    while length and (row[length - 1] == "" or row[length - 1] is None):
        length -= 1
    return row[:length]


if __name__ == "__main__":
    gc.disable()  # cells refer to nothing, and the process ends with them
    limit_this_process(int(sys.argv[2]), int(sys.argv[3]))
    answer = main(sys.argv[1], sys.argv[4], int(sys.argv[5]))
    sys.stdout.write(json.dumps(answer, separators=(",", ":")))  # json.dump writes cell by cell, in Python
