"""A workbook as records: sheets, cells, and what is to be known about how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from graph.text import Text

MOST_DIGITS = 15
"""A spreadsheet keeps that many digits of a number."""


class FileKind(StrEnum):
    """What a file is, by its bytes."""

    CSV = "csv"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    XML_2003 = "xml"


class FaultKind(StrEnum):
    """Why a cell that is not empty has no value."""

    ERROR = "error"
    NOT_CALCULATED = "not_calculated"


@dataclass(frozen=True)
class Fault:
    """A cell without a value: an error (`text` is '#N/A' and the like), or a formula that nothing has calculated yet
    (`text` is the formula, with its '=')."""

    kind: FaultKind
    text: str


Cell = str | float | bool | date | datetime | time | timedelta | Fault
"""What a cell holds: text ('' where it is empty), a number, yes or no, a day or a moment, a time, or a fault."""


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers as digits, days as 2024-03-15, faults as they are shown; '' where it is empty."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return _digits(float(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return cell.text if isinstance(cell, Fault) else str(cell)


def lost_digits(cell: Cell) -> bool:
    """Whether a number has more digits than a spreadsheet keeps, so that its last ones are made up."""
    return isinstance(cell, float) and abs(cell) >= 10**MOST_DIGITS


def day_of(cell: Cell) -> date | None:
    """The day that a cell holds as a day; None for text and anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _digits(number: float) -> str:
    if number.is_integer() and abs(number) < 1e21:
        return str(int(number))
    return format(number, ".15g")


@dataclass(frozen=True)
class MergedRange:
    """Cells shown as one, which has the value of the first; rows and columns count from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet from its first cell on, so that `rows[n]` is what the spreadsheet calls row n + 1.

    Rows end with their last cell that is not empty. Hidden rows and columns count from 0; their cells are in `rows`.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def has_text(self) -> bool:
        """Whether any cell holds anything."""
        return any(self.rows)

    def notes_on_hidden(self) -> "list[Note]":
        """What is to be known about hidden rows and columns."""
        hidden = {"hidden_rows": self.hidden_rows, "hidden_columns": self.hidden_columns}
        return [Note(rule, (str(len(places)),)) for rule, places in hidden.items() if places]

    def without_hidden(self, *, rows: bool, columns: bool) -> "Sheet":
        """The sheet with its hidden rows, and its hidden columns, empty where they are not to be read; what is left
        stands where it stood."""
        out_rows = self.hidden_rows if rows else frozenset[int]()
        out_columns = self.hidden_columns if columns else frozenset[int]()
        if not out_rows and not out_columns:
            return self
        kept = tuple(
            () if number in out_rows else tuple("" if n in out_columns else cell for n, cell in enumerate(row))
            for number, row in enumerate(self.rows)
        )
        return replace(self, rows=kept)


@dataclass(frozen=True)
class Note:
    """Something to know about a file that stands in nobody's way: its rule, and what its sentence names."""

    rule: str
    about: tuple[str, ...] = ()

    def sentence(self, more: Mapping[str, Text] = {}) -> Text:
        """The note in both languages; `more` are sentences of rules that are not of this module."""
        template = more.get(self.rule) or NOTES[self.rule]
        return Text(template.en.format(*self.about), template.zh.format(*self.about))


@dataclass(frozen=True)
class Workbook:
    """A file as read: `digest` is the sha256 of its bytes, `encoding` that of a text file, None for others. Where the
    file does not tell its encoding, `encodings` are those in which it can be read."""

    kind: FileKind
    sheets: tuple[Sheet, ...]
    digest: str
    encoding: str | None = None
    notes: tuple[Note, ...] = ()
    encodings: tuple[str, ...] = ()

    def first_sheet(self) -> Sheet:
        """The first sheet that is shown and holds something; else the first that holds something, else the first."""
        filled = [sheet for sheet in self.sheets if sheet.has_text] or list(self.sheets)
        return next((sheet for sheet in filled if not sheet.hidden), filled[0])

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@dataclass(frozen=True)
class Limits:
    """How much a file may take: bytes as it came and unpacked, filled or spanned cells, characters of one cell, and
    seconds and memory of its reader."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 300_000_000
    cells: int = 3_000_000
    characters: int = 100_000
    seconds: float = 60
    memory_bytes: int = 900_000_000


NOTES: Mapping[str, Text] = {
    "encoding": Text(
        "Read as {0}. If names look wrong, save the file as “CSV UTF-8” and bring it again.",
        "按 {0} 编码读取。如果姓名显示不对，请另存为“CSV UTF-8”后重新上传。",
    ),
    "formulas": Text(
        "{0} formulas were read with the values they had when the file was saved.", "{0} 个公式按文件保存时的值读取。"
    ),
    "leading_zeros": Text(
        "{0} numbers are shown with leading zeros in the spreadsheet and were read with them.",
        "表格中有 {0} 个数字显示前导零，已连同前导零读取。",
    ),
    "unchecked": Text(
        "Whether cells hold errors such as #N/A could not be looked up: such cells are read as empty.",
        "无法检查单元格是否含有 #N/A 之类的错误：这些单元格按空白读取。",
    ),
    "hidden_rows": Text("Rows that the sheet hides: {0}.", "工作表中有 {0} 行被隐藏。"),
    "hidden_columns": Text("Columns that the sheet hides: {0}.", "工作表中有 {0} 列被隐藏。"),
    "heading_row": Text("The headings stand in row {0}.", "标题在第 {0} 行。"),
    "two_heading_rows": Text("Rows {0} and {1} are both headings.", "第 {0} 行和第 {1} 行都是标题。"),
    "example_row": Text("Row {0} is an example and was left out: {1}", "第 {0} 行是示例，未读取：{1}"),
    "headings_again": Text("Row {0} repeats the headings and was left out.", "第 {0} 行重复了标题，未读取。"),
    "total_row": Text("Row {0} is a total and was left out: {1}", "第 {0} 行是合计，未读取：{1}"),
}
"""One sentence per rule; {0}, {1} are what a note is about."""
