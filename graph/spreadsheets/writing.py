"""Tables as files: CSV and XLSX that open in a spreadsheet as what they are, and nothing in them runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

MOST_IN_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a text begins that some spreadsheet takes for a formula; the last four are signs in full width."""
_WIDEST, _NARROWEST = 60, 8
_MOST_IN_CELL = 32_767

Value = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """A table to write: the sheet's name, the headings, the rows. Ids are texts, so that their zeros stay."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def csv_file(table: Table) -> bytes:
    """The table as CSV in UTF-8 with its mark; a text that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_harmless(heading) for heading in table.headings])
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.lstrip("'").startswith(RUNS) else value


def as_brought_back(text: str) -> str:
    """A text of a CSV file as it was before writing: without the apostrophe that kept it from running."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(RUNS) else text


def xlsx_file(tables: Sequence[Table]) -> bytes:
    """The tables as the sheets of one workbook."""
    out = io.BytesIO()
    write_xlsx(tables, out)
    return out.getvalue()


def write_xlsx(tables: Sequence[Table], out: BinaryIO) -> None:
    """Writes the tables as the sheets of one workbook, row by row: long ones need no memory.

    Texts are written as texts, whatever they begin with: no formula, no link, no number comes of one.
    """
    from xlsxwriter import Workbook  # takes a while

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"valign": "top"},  # of a text of several lines the first is seen, not the last
    }
    with Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        names: list[str] = []
        for table in tables:
            names.append(_sheet_name(table.name, names))
            sheet = book.add_worksheet(names[-1])
            _write_sheet(sheet, table, bold, day)


def _write_sheet(sheet: Any, table: Table, bold: Any, day: Any) -> None:
    rows = iter(table.rows)
    first = [row for _, row in zip(range(200), rows, strict=False)]
    for column, heading in enumerate(table.headings):
        longest = max([len(heading), *(len(str(row[column] or "")) for row in first if column < len(row))])
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, longest + 2)))
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)  # on paper each page says what its columns are, and whose its rows
    sheet.repeat_columns(0)
    number = 0
    for part in (first, rows):
        for row in part:
            number += 1
            for column, value in enumerate(row):
                _write(sheet, number, column, value, day)
    sheet.autofilter(0, 0, max(number, 1), max(len(table.headings) - 1, 0))


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value[:_MOST_IN_CELL])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_number(row, column, value)


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have, and no other of the workbook has."""
    plain = _NOT_IN_SHEET_NAME.sub(" ", name).strip().strip("'") or "Sheet"
    short = plain[:MOST_IN_SHEET_NAME].rstrip("' ")  # an apostrophe may not stand last, also where it was cut
    number = 1
    while short.casefold() in {each.casefold() for each in taken}:
        number += 1
        ending = f" {number}"
        short = plain[: MOST_IN_SHEET_NAME - len(ending)] + ending
    return short
