"""A matrix or a profile as rows, one for each cell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.framework_import.columns import LEVEL_VALUES, bare
from graph.framework_import.grid import Grid
from graph.framework_import.marks import (
    LONGEST_MARK,
    NOT_IN_USE,
    TICKS,
    UNEXPECTED,
    MarkedText,
    Need,
    folded,
    has_symbols,
    is_weight,
    looks_like_mark,
    marked_text,
    need_of,
    table_marks,
)
from graph.framework_import.models import Choices, Row, Shape
from graph.framework_import.table_headings import TableHeadings, is_level, kind_of
from graph.spreadsheets.cleaning import column_letters, one_line

ALL_LEVELS = "All levels"
TARGET = "Target level {}"
_MOST_STEPS = 10


@dataclass(frozen=True)
class _ValueColumn:
    """A column of cells: what its headings say of role, level and skill, and whether it holds only marks or texts."""

    number: int
    says: Mapping[str, str]
    kind: str


class TableReader:
    """Reads the cells of a matrix or a profile."""

    def __init__(self, grid: Grid, headings: TableHeadings, choices: Choices, role: str) -> None:
        self.grid = grid
        self.headings = headings
        self.choices = choices
        self.role = choices.role or role
        self._values = [self._value_column(n) for n, name in enumerate(headings.columns) if name == LEVEL_VALUES]
        self._attributes = [(n, name) for n, name in enumerate(headings.columns) if name and name != LEVEL_VALUES]
        self.found = Counter(self._cells())
        self.marks = table_marks(self.found, choices.marks)
        self._symbols = has_symbols(self.found, self.marks)
        self.shape = choices.shape or self._shape()
        marked = sum(n for text, n in self.found.items() if need_of(text, self.marks, table=True) is not None)
        self._is_marked = marked * 2 >= sum(self.found.values()) or all(map(looks_like_mark, self.found))

    @property
    def asks_role(self) -> bool:
        """Whether neither rows nor headings name a role."""
        return not self.headings.attribute("role") and not any("role" in each.says for each in self._values)

    def rows(self) -> Iterator[Row]:
        """A row for each cell, also where nothing is expected: the level and the skill are there all the same."""
        section = ""
        for number in range(self.headings.last + 1, self.grid.height):
            if not self.grid.filled(number):
                continue
            said = self._said(number)
            if heading := self._section(number):
                section = heading
                continue
            if section and not any(bare(name) == "category" for name in said):
                said["category"] = section
            yield from self._of_row(number, said)

    def _of_row(self, number: int, said: Mapping[str, str]) -> Iterator[Row]:
        pairs: dict[tuple[tuple[str, str], ...], dict[str, tuple[str, int]]] = {}
        for each in self._values:
            text = self.grid.text(number, each.number)
            pairs.setdefault(tuple(each.says.items()), {})[each.kind] = (text, each.number)
        if not said.get("skill") and not any(text for pair in pairs.values() for text, _ in pair.values()):
            return
        for says, pair in pairs.items():
            column = column_letters(next(iter(pair.values()))[1] + 1)
            cells = {"role": self.role, "level": ALL_LEVELS, **said, **dict(says)}
            mark = pair.get("required", ("", 0))[0]
            text = pair.get("text", ("", 0))[0]
            if "" in pair:
                yield from self._cell(number, column, cells, pair[""][0])
            elif "required" in pair and ("text" not in pair or mark or not text):
                yield Row(number + 1, {**cells, "required": mark, "text": text}, column, mark or text)
            else:
                yield from self._cell(number, column, cells, text, is_text=True)

    def _cell(
        self, number: int, column: str, cells: dict[str, str], value: str, *, is_text: bool = False
    ) -> Iterator[Row]:
        if self.shape is Shape.PROFILE and (not value or value.isdecimal()):
            yield from self._steps(number, column, cells, int(value or 0))
            return
        need = need_of(value, self.marks, table=True)
        both = self._marked_text(value) if need is None else None
        if need is None and both is None and not is_text and self._is_unknown(value):
            yield Row(number + 1, {**cells, "required": value}, column, value)
            return
        need = both.need if both else need
        if need is Need.REQUIRED and folded(both.mark if both else value) in TICKS and cells.get("required"):
            need = need_of(cells["required"], self.choices.marks) or need
        if need is None:
            required = cells.get("required", "") or str(self.choices.unmarked)
        elif need is Need.NOTHING:  # with a text it contradicts itself, which is said then
            required = UNEXPECTED if both else ""
        else:
            required = str(need)
        said = both.text if both else value if need is None else ""
        yield Row(number + 1, {**cells, "required": required, **({"text": said} if said else {})}, column, value)

    def _marked_text(self, value: str) -> MarkedText | None:
        return marked_text(value, self.marks, table=True, symbols=self._symbols)

    def marks_before_texts(self) -> Counter[str]:
        """The marks that stand in one cell with a text, and how often."""
        values = (text for text in self._cells(texts=True) if need_of(text, self.marks, table=True) is None)
        return Counter(both.mark for value in values if (both := self._marked_text(value)))

    def _is_unknown(self, value: str) -> bool:
        """Whether a cell that is no known mark is no text either: it looks like a mark among marks, or is a weight."""
        short = len(value) < 3  # in any table: nobody writes what is expected in two letters
        return is_weight(value) or value.isdecimal() or short or (self._is_marked and looks_like_mark(value))

    def _steps(self, number: int, column: str, cells: dict[str, str], target: int) -> Iterator[Row]:
        """A target of a profile: required on each level up to it; where rows or headings name levels, on that one."""
        if cells["level"] != ALL_LEVELS:
            need = "required" if target else ""
            yield Row(number + 1, {**cells, "required": need, "text": TARGET.format(target) if target else ""}, column)
            return
        for step in range(1, self._highest + 1):
            need = "required" if step <= target else ""
            level = {"level": f"Level {step}", "level_order": str(step)}
            yield Row(number + 1, {**cells, **level, "required": need}, column)

    @cached_property
    def _highest(self) -> int:
        return max((int(value) for value in self.found if value.isdecimal() and int(value) <= _MOST_STEPS), default=1)

    def _said(self, number: int) -> dict[str, str]:
        """What a row says of itself, by column."""
        return {name: text for n, name in self._attributes if (text := self.grid.text(number, n))}

    def _section(self, number: int) -> str:
        """A heading between the rows: one text, shown over all columns."""
        filled = self.grid.filled(number)
        if len(filled) != 1 or not self._values:
            return ""
        first, last = filled[0], self._values[-1].number
        spans = self.grid.first_of(number, last) == (number, first) and last != first
        return one_line(self.grid.text(number, first)) if spans else ""

    def _cells(self, *, texts: bool = False) -> Iterator[str]:
        """What stands in the cells; with those of columns that hold only texts, if asked for."""
        for number in range(self.headings.last + 1, self.grid.height):
            for each in self._values:
                if (texts or each.kind != "text") and (text := self.grid.text(number, each.number)):
                    yield text

    def _shape(self) -> Shape:
        numbers = [text for text in self.found if text.isdecimal() and int(text) <= _MOST_STEPS]
        counted = sum(self.found[text] for text in numbers)
        steps = any(int(text) > 1 for text in numbers)
        blank = sum(n for text, n in self.found.items() if need_of(text, {}) is Need.NOTHING)
        return Shape.PROFILE if steps and (counted + blank) * 5 >= sum(self.found.values()) * 4 else Shape.MATRIX

    def _value_column(self, number: int) -> _ValueColumn:
        labels = self.headings.labels[number]
        kind = kind_of(labels)
        names = list(labels[:-1] if kind else labels)
        return _ValueColumn(number, self._says(names), kind)

    def _says(self, names: list[str]) -> dict[str, str]:
        """Which of role, level and skill the headings of a column name: those that the rows do not."""
        rows = {bare(name) for name in self.headings.columns}
        if "skill" not in rows and "role" in rows:
            return {"skill": names[-1], **({"category": names[0]} if len(names) > 1 else {})}
        missing = [name for name in ("role", "level") if name not in rows]
        if len(missing) == 1 or not names:
            return {missing[0]: " ".join(names)} if missing and names else {}
        if len(names) == 1:
            return {self._single: names[0]}
        upper, lower = " ".join(names[:-1]), names[-1]
        swapped = self._levels_above
        return {"role": lower, "level": upper} if swapped else {"role": upper, "level": lower}

    @cached_property
    def _single(self) -> str:
        """What one row of headings names: levels if any looks like one, else roles."""
        return "level" if any(is_level(each[-1]) for each in self._value_labels()) else "role"

    @cached_property
    def _levels_above(self) -> bool:
        tops = {each[0] for each in self._value_labels() if len(each) > 1}
        ends = {each[1] for each in self._value_labels() if len(each) > 1}
        return sum(map(is_level, tops)) * 2 > len(tops) and sum(map(is_level, ends)) * 2 <= len(ends)

    def _value_labels(self) -> Iterator[list[str]]:
        for labels, name in zip(self.headings.labels, self.headings.columns, strict=True):
            names = list(labels[:-1] if kind_of(labels) else labels)
            if name == LEVEL_VALUES and names:
                yield names


def is_left_out(row: Row) -> bool:
    """Whether a publisher says that a row is not in use."""
    cells = (row.cells.get(name) for name in ("level_en", "level_zh", "text_en", "text_zh"))
    return any(folded(cell) in NOT_IN_USE for cell in cells if cell and len(cell) <= LONGEST_MARK)
