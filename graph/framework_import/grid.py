"""A sheet as a grid of texts, cells shown as one having one value."""

from collections.abc import Mapping
from functools import cached_property

from graph.spreadsheets.cleaning import clean_cell
from graph.spreadsheets.models import Cell, Sheet, text_of


class Grid:
    """The cells of a sheet by row and column from 0."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)

    @cached_property
    def _firsts(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (each.first_row, each.first_column)
            for each in self.sheet.merged
            if (each.last_row - each.first_row + 1) * (each.last_column - each.first_column + 1) <= 100_000
            for row in range(each.first_row, each.last_row + 1)
            for column in range(each.first_column, each.last_column + 1)
        }

    def cell(self, row: int, column: int) -> Cell:
        """The cell as it stands; '' beyond the table."""
        cells = self.sheet.rows[row] if 0 <= row < self.height else ()
        return cells[column] if column < len(cells) else ""

    def shown(self, row: int, column: int) -> Cell:
        """The cell, or the one that it is shown as a part of."""
        return self.cell(*self._firsts.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """What is shown there, clean."""
        cell = self.shown(row, column)
        return clean_cell(cell if isinstance(cell, str) else text_of(cell)) if cell != "" else ""

    def first_of(self, row: int, column: int) -> tuple[int, int]:
        """Where the merged range begins that a cell belongs to; its own place if there is none."""
        return self._firsts.get((row, column), (row, column))

    def last_row_of(self, row: int, column: int) -> int:
        """The last row of the merged range that begins in a cell; its own row if there is none."""
        at = self.first_of(row, column)
        return max((r.last_row for r in self.sheet.merged if (r.first_row, r.first_column) == at), default=row)

    def merges_across(self, row: int) -> bool:
        """Whether any cell of a row is shown over several columns."""
        return any(r.first_row <= row <= r.last_row and r.last_column > r.first_column for r in self.sheet.merged)

    def filled(self, row: int) -> list[int]:
        """The columns of a row in which something stands of its own."""
        return [column for column in range(self.width) if self._is_filled(self.cell(row, column))]

    @staticmethod
    def _is_filled(cell: Cell) -> bool:
        return bool(cell.strip()) if isinstance(cell, str) else True
