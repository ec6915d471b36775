"""The headings of a matrix or a profile: which rows they are, and what each column stands for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.framework_import.columns import KNOWN, KNOWN_HEADINGS, LEVEL_VALUES, bare
from graph.framework_import.grid import Grid
from graph.framework_import.marks import MARKS, folded
from graph.spreadsheets.cleaning import clean_heading, one_line
from graph.spreadsheets.headings import FIRST_ROWS, find_headings

_LEVEL = re.compile(
    r"intern|apprentice|trainee|graduate|junior|associate|intermediate|mid(?:dle)?|regular|senior|staff|expert|lead|"
    r"principal|head|director|chief|awareness|working|practitioner|foundation|beginner|advanced|proficient|entry|"
    r"实习|见习|初级|中级|高级|资深|专家|首席|助理|入门|熟练|精通|总监|"
    r"(?:level|lvl|grade|band|step|tier|stufe|职级|级别|等级)\s*\d+|[a-z]{1,4}\s?-?\d{1,2}(?:[.-]\d)?[a-z]?|\d{1,2}\s*级|\d{1,2}",
)
_TITLE = 120
KINDS = ("required", "text")


@dataclass(frozen=True)
class TableHeadings:
    """Rows `first` to `last` (from 0) are headings; `labels` are those of each column from the top; `columns` say what
    each is: a column's name, 'values' or ''."""

    first: int
    last: int
    labels: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]

    def attribute(self, name: str) -> bool:
        """Whether the rows themselves say this."""
        return any(bare(column) == name for column in self.columns)


def table_headings(grid: Grid, at: int | None, chosen: Mapping[int, str]) -> TableHeadings:
    """The headings of a matrix; `at` is the last row of them if somebody chose it."""
    anchor_row, anchor = _anchor(grid, at)
    last = anchor_row if at is not None else _last(grid, anchor_row, anchor)
    first = _first(grid, anchor_row, anchor)
    labels = tuple(_labels(grid, first, last, column, anchor) for column in range(grid.width))
    columns = [_attribute(each) for each in labels]
    open_columns = [n for n, name in enumerate(columns) if not name and labels[n]]
    ends = {n: _without_kind(labels[n]) for n in open_columns}
    sure = [n for n in open_columns if len(ends[n]) > 1 or (ends[n] and is_level(ends[n][-1]))]
    for n in sure or open_columns:
        if n > anchor or not columns[anchor]:
            columns[n] = LEVEL_VALUES
    for n, name in chosen.items():
        if n < len(columns):
            columns[n] = name
    return TableHeadings(first, last, labels, tuple(columns))


def is_level(label: str) -> bool:
    """Whether a heading looks like the name of a level."""
    plain = folded(label)
    return any(re.search(rf"(?<![a-z\d])(?:{_LEVEL.pattern})(?![a-z\d])", part) for part in [plain]) and len(plain) < 80


def kind_of(labels: Sequence[str]) -> str:
    """'required' or 'text' where the last heading of a column says that it holds only that."""
    column = bare(KNOWN.get(clean_heading(labels[-1]), "")) if labels else ""
    return column if column in KINDS and len(labels) > 1 else ""


def _without_kind(labels: Sequence[str]) -> Sequence[str]:
    return labels[:-1] if kind_of(labels) else labels


def _anchor(grid: Grid, at: int | None) -> tuple[int, int]:
    """The cell that heads the rows' names: 'Skill', else 'Role', else the first of the likeliest row."""
    rows = range(min(grid.height, FIRST_ROWS)) if at is None else range(max(0, at - 3), at + 1)
    for wanted in ("skill", "role", "category"):
        for row in rows:
            for column in grid.filled(row):
                if bare(KNOWN.get(clean_heading(grid.text(row, column)), "")) == wanted:
                    return (row if at is None else at), column
    if at is not None:
        return at, 0
    return find_headings(grid.sheet, KNOWN_HEADINGS).first, 0


def _last(grid: Grid, row: int, anchor: int) -> int:
    """The last row of headings: as far as the anchor is merged, and rows of headings below that."""
    last = grid.last_row_of(row, anchor)
    while last + 1 < grid.height and last - row < 3:
        below = grid.filled(last + 1)
        texts = [grid.text(last + 1, column) for column in below]
        if not below or grid.text(last + 1, anchor) or any(folded(each) in MARKS and each for each in texts):
            break
        known = all(bare(KNOWN.get(clean_heading(each), "")) in KINDS for each in texts)
        if not known and not (all(map(is_level, texts)) and len(below) > 1):
            break
        last += 1
    return last


def _first(grid: Grid, row: int, anchor: int) -> int:
    """The first row of headings: rows above the anchor that are no title and no instruction."""
    first = row
    while first > 0 and row - first < 3:
        above = grid.filled(first - 1)
        if not above or above[0] <= anchor or any(len(grid.text(first - 1, column)) > _TITLE for column in above):
            break
        first -= 1
    return first


def _labels(grid: Grid, first: int, last: int, column: int, anchor: int) -> tuple[str, ...]:
    labels: list[str] = []
    for row in range(first, last + 1):
        label = one_line(grid.text(row, column))
        if not label and row < last and not grid.merges_across(row):
            label = _from_the_left(grid, row, column, anchor)
        if label and (not labels or labels[-1] != label):
            labels.append(label)
    return tuple(labels)


def _from_the_left(grid: Grid, row: int, column: int, anchor: int) -> str:
    """The heading of a group of columns in a file that cannot merge cells: it stands over the first of them."""
    if not grid.text(row + 1, column):
        return ""
    for left in range(column - 1, anchor, -1):
        if label := grid.text(row, left):
            return one_line(label)
    return ""


def _attribute(labels: Sequence[str]) -> str:
    name = KNOWN.get(clean_heading(labels[-1]), "") if labels else ""
    return "" if kind_of(labels) else name
