"""A file as a table: its encoding, its separator, its headings in either language, its cells made clean."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.framework.problems import Problem, nearest

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "role": ("角色", "岗位", "职位"),
    "level": ("级别", "职级", "等级"),
    "level_order": ("级别顺序", "级别次序", "顺序"),
    "skill": ("技能", "能力"),
    "skill_key": ("技能编号", "技能代码", "skill_id"),
    "category": ("类别", "分类"),
    "domain": ("领域",),
    "required": ("必要性", "必要", "是否必要"),
    "text": ("description", "描述", "期望", "expectation"),
    "skill_text": ("skill_description", "技能描述", "技能说明"),
    "requires": ("前置技能", "先修技能"),
    "updated_on": ("更新日期", "updated"),
}
"""The columns of a framework file and what else they may be called."""
NEEDED = ("role", "level", "skill", "required")
BILINGUAL = ("role", "level", "skill", "category", "domain", "text", "skill_text")
"""Columns that may stand twice, with _en and _zh."""

_ALIASES = {alias: name for name, aliases in HEADINGS.items() for alias in (name, *aliases)}
_SUFFIXES = {"_en": "_en", "_zh": "_zh", "_英文": "_en", "_中文": "_zh", "英文": "_en", "中文": "_zh"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_JOINERS = re.compile("(?<=[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])")
LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts and its clean cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """A readable file: the rows, the columns it has, what is to be known and what is wrong."""

    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    notes: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_table(data: bytes, file: str) -> Table:
    """The table in `data`; bare bilingual columns get the suffix of the language they are written in."""
    text = decode(data)
    if text is None:
        return Table(problems=(Problem(file, "encoding"),))
    lines = _lines(text)
    header = next(lines, [])
    names, notes, problems = _headings(header, file)
    rows: list[Row] = []
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            problems.append(Problem(file, "row_long", number, value=f"{len(cells)} > {len(header)}"))
        pairs = zip(names, cells, strict=False)
        rows.append(Row(number, {name: clean(cell) for name, cell in pairs if name}))
    if not rows and not problems:
        problems.append(Problem(file, "empty"))
    suffixes = _languages(rows, [name for name in names if name])
    renamed = tuple(Row(row.number, {suffixes.get(n, n): cell for n, cell in row.cells.items()}) for row in rows)
    columns = frozenset(suffixes.get(name, name) for name in names if name)
    return Table(renamed, columns, tuple(notes), tuple(problems))


def decode(data: bytes) -> str | None:
    """The text of a file in UTF-8 (with or without mark), UTF-16 or GB18030; None if it is none of them."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data[1:2] == b"\0":
        encodings = ["utf-16-le"]
    elif data[:1] == b"\0":
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def clean(cell: str) -> str:
    """The cell in composed form, with line breaks of one kind and without what nobody can see.

    Zero-width joiners stay inside emoji, which they hold together.
    """
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    held = _JOINERS.sub("\ue000", unicodedata.normalize("NFC", cell))
    seen = _INVISIBLE.sub("", held).replace("\ue000", "\u200d").replace("\u00a0", " ")
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", seen.replace("\u3000", " "))
    return _CONTROL.sub("", "\n".join(line.rstrip() for line in lines)).strip()


def one_line(cell: str) -> str:
    """A clean cell as a name: any white space is one space."""
    return " ".join(cell.split())


def _lines(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _headings(header: list[str], file: str) -> tuple[list[str], list[Problem], list[Problem]]:
    names, unknown, problems = [], [], []
    for heading in header:
        name = _column(heading)
        if not name and clean(heading):
            unknown.append(clean(heading))
        if name and name in names:
            problems.append(Problem(file, "column_twice", 1, value=clean(heading), allowed=name))
            name = ""
        names.append(name)
    missing = [
        needed for needed in NEEDED if not any(name.startswith(needed) and _bare(name) == needed for name in names)
    ]
    if "level" in missing and len(unknown) > 1:
        problems.append(Problem(file, "levels_as_columns", 1, value=", ".join(unknown[:6])))
    elif missing:
        problems += [_missing(file, column, unknown) for column in missing]
    notes = [
        Problem(file, "column_ignored", 1, value=heading, nearest=nearest(heading, _ALIASES)) for heading in unknown
    ]
    return names, notes, problems


def _missing(file: str, column: str, unknown: list[str]) -> Problem:
    return Problem(file, "column_missing", 1, column, allowed=", ".join(NEEDED), nearest=nearest(column, unknown))


def _column(heading: str) -> str:
    """The column that a heading names, with _en or _zh where it says so; '' for none."""
    plain = re.sub(r"[\s-]+", "_", clean(heading).lower().strip(" ()（）")).replace("（", "_").replace("(", "_")
    if plain in _ALIASES:
        return _ALIASES[plain]
    for ending, suffix in _SUFFIXES.items():
        stem = _ALIASES.get(plain.removesuffix(ending).rstrip("_"), "")
        if plain.endswith(ending) and stem in BILINGUAL:
            return stem + suffix
    return ""


def _bare(name: str) -> str:
    return name.removesuffix("_en").removesuffix("_zh")


def _languages(rows: list[Row], names: list[str]) -> dict[str, str]:
    """For each bilingual column without a language, its name with one: that of most of its cells, or the one free."""
    columns = {}
    for name in set(names) & set(BILINGUAL):
        if f"{name}_en" in names or f"{name}_zh" in names:
            columns[name] = f"{name}_zh" if f"{name}_en" in names else f"{name}_en"
            continue
        count = Counter(bool(_HAN.search(row[name])) for row in rows if row[name])
        columns[name] = f"{name}_zh" if count[True] > count[False] else f"{name}_en"
    return columns
