"""What the reader of workbooks does not tell about an .ods: errors, merged cells, hidden rows and columns. Runs in the
reader's process."""

import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from graph.spreadsheets.xlsx_marks import Marks

_MOST_REPEATED = 1_000
"""Rows and columns repeated more often are empty ones that fill the sheet up."""


def marks_of(path: str) -> Mapping[str, Marks]:
    """The marks of each sheet by its name. Raises KeyError, zipfile.BadZipFile or expat.ExpatError where the package is
    not as it should be."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    reading = _ContentPass()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.Parse(content, True)
    return reading.sheets


class _ContentPass:
    """One way through the sheets. What is repeated stands there once, with how often."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.marks = Marks()
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.header = 0
        self.words: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.marks = self.sheets.setdefault(attributes.get("table:name", ""), Marks())
            self.row = self.header = 0
        elif name == "table:table-column":
            self.begin_column(attributes)
        elif name == "table:table-row":
            self.rows, self.column = _often(attributes, "table:number-rows-repeated"), 0
            if _hidden(attributes) and self.rows <= _MOST_REPEATED:
                self.marks.hidden_rows.update(range(self.row, self.row + self.rows))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.begin_cell(attributes)

    def begin_column(self, attributes: dict[str, str]) -> None:
        often = _often(attributes, "table:number-columns-repeated")
        if _hidden(attributes) and often <= _MOST_REPEATED:
            self.marks.hidden_columns.update(range(self.header, self.header + often))
        self.header += often

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.columns = _often(attributes, "table:number-columns-repeated")
        across = _often(attributes, "table:number-columns-spanned")
        down = _often(attributes, "table:number-rows-spanned")
        if across > 1 or down > 1:
            self.marks.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        if attributes.get("calcext:value-type") == "error":
            self.words = []

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            if self.words is not None and self.rows <= _MOST_REPEATED and self.columns <= _MOST_REPEATED:
                error = "".join(self.words).strip() or "#N/A"
                for row in range(self.row, self.row + self.rows):
                    for column in range(self.column, self.column + self.columns):
                        self.marks.errors[row, column] = error
            self.words = None
            self.column += self.columns
        elif name == "table:table-row":
            self.row += self.rows


def _often(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, int(value)) if value.isdecimal() else 1


def _hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("table:visibility") in ("collapse", "filter")
