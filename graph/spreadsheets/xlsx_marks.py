"""What the reader of workbooks does not tell about an .xlsx: errors, formulas that nothing has calculated, hidden rows
and columns, leading zeros that only a number format has, and how far a sheet reaches. Runs in the reader's process."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

Place = tuple[int, int]
_TELLS = re.compile(rb"""<(?:\w+:)?f[\s>/]|\bt=["']e["']|\bhidden=""")
_MAY_TELL = (b"<f", b":f", b'"e"', b"'e'", b"hidden=")
"""What stands in whatever `_TELLS` finds: most sheets have none of it, and that is found out six times as fast."""
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)(\d+)["']""")
_PLAIN_REFERENCE = re.compile(rb'<c r="([A-Za-z]+)(\d+)"')
"""How nearly every program writes a cell; found three times as fast."""
_ZEROS = re.compile(r"^0{2,}(?:_\)|_ )?$")


@dataclass
class Marks:
    """What is to be known of one sheet, by (row, column) from 0; `reaches` is its last row and column."""

    errors: dict[Place, str] = field(default_factory=dict)
    not_calculated: dict[Place, str] = field(default_factory=dict)
    zeros: dict[Place, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: int = 0
    reaches: Place = (0, 0)


def marks_of(path: str) -> Mapping[str, Marks]:
    """The marks of each sheet by its name. Raises KeyError, ValueError, zipfile.BadZipFile or expat.ExpatError where
    the package is not as it should be."""
    with zipfile.ZipFile(path) as archive:
        parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}

        def part(name: str) -> bytes:
            return archive.read(parts[name.lower()])

        book = next(
            (t for kind, t in _relations(part("_rels/.rels"), "") if kind == "officeDocument"), "xl/workbook.xml"
        )
        folder, name = posixpath.split(book)
        targets = {key: target for key, target in _targets(part(f"{folder}/_rels/{name}.rels"), folder)}
        styles = next(
            (t for kind, t in _relations(part(f"{folder}/_rels/{name}.rels"), folder) if kind == "styles"), ""
        )
        widths = _zero_formats(part(styles)) if styles.lower() in parts else {}
        return {
            title: _sheet_marks(part(targets[key]), widths)
            for title, key in _sheets(part(book))
            if targets.get(key, "").lower() in parts
        }


def _elements(xml: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    parser.Parse(xml, True)
    return iter(found)


def _relations(xml: bytes, folder: str) -> Iterator[tuple[str, str]]:
    for name, each in _elements(xml):
        if name == "Relationship":
            yield each.get("Type", "").rpartition("/")[2], _joined(folder, each.get("Target", ""))


def _targets(xml: bytes, folder: str) -> Iterator[tuple[str, str]]:
    for name, each in _elements(xml):
        if name == "Relationship":
            yield each.get("Id", ""), _joined(folder, each.get("Target", ""))


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def _sheets(xml: bytes) -> Iterator[tuple[str, str]]:
    for name, each in _elements(xml):
        if name == "sheet":
            yield each.get("name", ""), next((value for key, value in each.items() if key.endswith(":id")), "")


def _zero_formats(xml: bytes) -> dict[str, int]:
    """How many digits the styles of numbers with leading zeros show, by the style's number."""
    codes: dict[str, str] = {}
    widths: dict[str, int] = {}
    inside, number = False, 0
    for name, each in _elements(xml):
        if name == "numFmt":
            codes[each.get("numFmtId", "")] = each.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name in ("cellStyles", "dxfs"):
            inside = False
        elif name == "xf" and inside:
            code = codes.get(each.get("numFmtId", ""), "").split(";")[0]
            if _ZEROS.match(code):
                widths[str(number)] = code.count("0")
            number += 1
    return widths


def _sheet_marks(xml: bytes, widths: Mapping[str, int]) -> Marks:
    marks = Marks(reaches=_reach(xml))
    if widths or (any(each in xml for each in _MAY_TELL) and _TELLS.search(xml)):
        _SheetPass(marks, widths).run(xml)
    return marks


def _reach(xml: bytes) -> Place:
    found = _PLAIN_REFERENCE.findall(xml)
    if not found or len(found) != xml.count(b"<c "):
        found = _REFERENCE.findall(xml)
    if not found:
        return 0, 0
    rows, columns = {row for _, row in found}, {letters.decode() for letters, _ in found}
    return max(map(int, rows)), max(map(column_number, columns))


def column_number(letters: str) -> int:
    """The number of a column by its letters, from 1: AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class _SheetPass:
    """One way through a sheet's cells. References may be missing: then a cell follows the one before."""

    def __init__(self, marks: Marks, widths: Mapping[str, int]) -> None:
        self.marks, self.widths = marks, widths
        self.row, self.column = -1, -1
        self.kind, self.formula, self.has_value = "", False, False
        self.words: list[str] = []
        self.formula_text = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def run(self, xml: bytes) -> None:
        self.parser.Parse(xml, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.begin_cell(attributes)
        elif name == "v":
            self.has_value = True
            if self.kind == "e":
                self.listen()
        elif name == "f":
            self.formula = True
            self.marks.formulas += 1
            self.listen()
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self.row)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), 16384)
            self.marks.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = column_number(reference.rstrip("0123456789")) - 1 if reference else self.column + 1
        self.kind, self.formula, self.has_value, self.formula_text = attributes.get("t", ""), False, False, ""
        width = self.widths.get(attributes.get("s", ""))
        if width and self.kind in ("", "n"):
            self.marks.zeros[self.row, self.column] = width

    def listen(self) -> None:
        self.words = []
        self.parser.CharacterDataHandler = self.words.append

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "f":
            self.formula_text = "".join(self.words)
            self.parser.CharacterDataHandler = None
        elif name == "v" and self.kind == "e":
            self.marks.errors[self.row, self.column] = "".join(self.words) or "#N/A"
            self.parser.CharacterDataHandler = None
        elif name == "c" and self.formula and not self.has_value:
            self.marks.not_calculated[self.row, self.column] = f"={self.formula_text}"
