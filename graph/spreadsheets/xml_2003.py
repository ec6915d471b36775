"""XML Spreadsheet 2003, which HR systems still give out as templates. Runs in the reader's process."""

from pathlib import Path
from typing import Any
from xml.parsers import expat

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet "


def sheets_of(path: str, cells: int) -> list[dict[str, Any]]:
    """The sheets as the reader's process writes them; rows and columns beyond `cells` are left out. Raises ExpatError
    where the file is damaged."""
    reading = _Pass(cells)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.Parse(Path(path).read_bytes(), True)
    return reading.sheets


class _Pass:
    def __init__(self, cells: int) -> None:
        self.sheets: list[dict[str, Any]] = []
        self.left = cells
        self.column = 0
        self.kind = ""
        self.words: list[str] | None = None

    def start(self, name: str, found: dict[str, str]) -> None:
        attributes = {key.removeprefix(_SPREADSHEET): value for key, value in found.items()}
        name = name.removeprefix(_SPREADSHEET)
        if name == "Worksheet":
            self.sheets.append(_empty(attributes.get("Name", "")))
        elif name == "Visible" and self.sheets:
            self.words = []
        elif name == "Row":
            self.begin_row(attributes)
        elif name == "Cell":
            self.begin_cell(attributes)
        elif name == "Data":
            self.kind, self.words = attributes.get("Type", "String"), []
        if name in ("Row", "Column") and attributes.get("Hidden") == "1":
            self.hide(name, attributes)

    def hide(self, name: str, attributes: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        if name == "Row":
            sheet["hidden_rows"].append(len(sheet["rows"]) - 1)
        else:
            at = int(attributes.get("Index", "1")) - 1
            sheet["hidden_columns"] += range(at, at + min(int(attributes.get("Span", "0")), 16384) + 1)

    def begin_row(self, attributes: dict[str, str]) -> None:
        rows = self.sheets[-1]["rows"]
        at = min(int(attributes.get("Index", len(rows) + 1)), len(rows) + self.left)
        self.left -= max(0, at - len(rows))
        rows += [[] for _ in range(at - len(rows))]
        self.column = 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        row = self.sheets[-1]["rows"][-1]
        self.column = min(int(attributes.get("Index", self.column + 1)), 16384)
        self.left -= max(0, self.column - len(row))
        row += [""] * (self.column - len(row) if self.left > 0 else 0)
        across, down = int(attributes.get("MergeAcross", "0")), int(attributes.get("MergeDown", "0"))
        if across or down:
            at = len(self.sheets[-1]["rows"]) - 1
            self.sheets[-1]["merged"].append([at, self.column - 1, at + down, self.column - 1 + across])
            self.column += across

    def text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)

    def end(self, name: str) -> None:
        name = name.removeprefix(_SPREADSHEET)
        if name == "Data" and self.words is not None and self.sheets and self.sheets[-1]["rows"][-1]:
            self.sheets[-1]["rows"][-1][-1] = _cell(self.kind, "".join(self.words))
            self.words = None
        elif name.endswith("Visible") and self.words is not None:
            self.sheets[-1]["hidden"] = "Hidden" in "".join(self.words)
            self.words = None


def _empty(name: str) -> dict[str, Any]:
    return {"name": name, "hidden": False, "rows": [], "merged": [], "hidden_rows": [], "hidden_columns": []}


def _cell(kind: str, text: str) -> Any:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        return ["d", text[:10]] if text[10:] in ("", "T00:00:00.000", "T00:00:00") else ["m", text[:19]]
    if kind == "Boolean":
        return text.strip() in ("1", "true")
    return ["e", text] if kind == "Error" else text
