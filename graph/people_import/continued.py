"""Rows that go on with the person above: reports of Workday, and merged cells, repeat nobody's id and name."""

from collections.abc import Sequence

from graph.people_import.fields import Field
from graph.people_import.models import Column
from graph.spreadsheets.headings import DataRow
from graph.spreadsheets.models import Cell, Note

_WHO = frozenset({
    Field.ID, Field.NAME, Field.NAME_LATIN, Field.NAME_ZH, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME,
    Field.EMAIL, Field.LOGIN,
})  # fmt: skip
"""What says of whom a row is."""


def without_continued(rows: Sequence[DataRow], columns: Sequence[Column]) -> tuple[tuple[DataRow, ...], Note | None]:
    """The rows without those that only give the person above a second department, manager and the like, and a note on
    these. A row is one of them where it says nobody, and wherever it has something the person has something already:
    else it is somebody whose id is missing."""
    who = [column.index for column in columns if column.field in _WHO]
    said = [column.index for column in columns if column.field and column.field not in _WHO]
    kept: list[DataRow] = []
    left_out: list[int] = []
    for row in rows:
        if kept and who and _continues(row, kept[-1], who, said):
            left_out.append(row.number)
        else:
            kept.append(row)
    return tuple(kept), Note("continued", (str(len(left_out)), str(left_out[0]))) if left_out else None


def _continues(row: DataRow, above: DataRow, who: Sequence[int], said: Sequence[int]) -> bool:
    if any(_is_filled(row.cells[index]) for index in who):
        return False
    return all(_is_filled(above.cells[index]) for index in said if _is_filled(row.cells[index]))


def _is_filled(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True
