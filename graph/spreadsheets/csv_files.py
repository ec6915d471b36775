"""Text files with separators: their encoding and separator are those with which the headings are known ones."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.spreadsheets.cleaning import clean_heading
from graph.spreadsheets.models import Limits
from graph.spreadsheets.unreadable import Unreadable, UnreadableFile

FIRST_ROWS = 20
SEPARATORS = ",;\t|，；"
_AS_TEXT = re.compile(r'^="([^"]*)"$')
_SEP = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_SAMPLE = 200_000


@dataclass(frozen=True)
class TextTable:
    """The rows of a text file; `guessed` says that nothing in the file names its encoding. Where nothing does,
    `encodings` are those in which it can be read."""

    rows: tuple[tuple[str, ...], ...]
    encoding: str
    guessed: bool
    encodings: tuple[str, ...] = ()


def read_csv(data: bytes, known: frozenset[str], limits: Limits, encoding: str | None = None) -> TextTable:
    """The rows as they stand, empty ones included. Raises UnreadableFile: encoding, quotes, cell_too_long,
    too_many_cells."""
    sure = _sure_encoding(data)
    fitting = () if sure else tuple(_fitting_encodings(data))
    chosen = encoding or sure or _likely_encoding(data, fitting, known)
    try:
        text = data.decode(chosen)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableFile(Unreadable.ENCODING) from None
    said = _SEP.match(text.lstrip("\ufeff"))
    text = text.lstrip("\ufeff")[said.end() if said else 0 :]
    separator = said.group(1) if said else _separator(text, known)
    return TextTable(tuple(_rows(text, separator, limits)), chosen, not (encoding or sure), fitting)


def _rows(text: str, separator: str, limits: Limits) -> Iterator[tuple[str, ...]]:
    csv.field_size_limit(limits.characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > limits.cells:
                raise UnreadableFile(Unreadable.TOO_MANY_CELLS, ("CSV", str(reader.line_num), f"{limits.cells:,}"))
            yield _trimmed(row)
    except csv.Error as error:
        if "field larger" in str(error):
            about = (f"{reader.line_num:,}", f"{limits.characters:,}")
            raise UnreadableFile(Unreadable.CELL_TOO_LONG, about) from None
        raise UnreadableFile(Unreadable.QUOTES, (f"{reader.line_num:,}",)) from None


def _trimmed(row: list[str]) -> tuple[str, ...]:
    length = len(row)
    while length and not row[length - 1].strip():
        length -= 1
    return tuple(_AS_TEXT.sub(r"\1", cell) if cell.startswith('="') else cell for cell in row[:length])


def _sure_encoding(data: bytes) -> str | None:
    """The encoding that the bytes themselves show: by a mark, by zeros in every other place, or UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for at, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[at : 400 + at : 2].count(0)
        if zeros > len(data[:400]) // 4:
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8-sig"


def _fitting_encodings(data: bytes) -> Iterator[str]:
    """Those of the common encodings in which the bytes are a text."""
    for name in _COMMON:
        if name.startswith("utf-16") != (b"\0" in data):
            continue
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        yield name


def _likely_encoding(data: bytes, fitting: Sequence[str], known: frozenset[str]) -> str:
    """Of the encodings that fit, the one with most known headings; of these the one whose letters are likeliest.
    Raises UnreadableFile where none fits."""
    best, found = (-1, -1.0), ""
    for name in fitting:
        text = data.decode(name)
        score = (_known_headings(text, _separator(text, known), known), _likeliness(text[:_SAMPLE], name))
        if score > best:
            best, found = score, name
    if not found:
        raise UnreadableFile(Unreadable.ENCODING)
    return found


def _likeliness(text: str, encoding: str) -> float:
    """The share of the letters beyond ASCII that texts in this encoding commonly have."""
    beyond = [each for each in text if each > "\x7f"]
    weight, common = _COMMON[encoding]
    return weight * sum(map(common, beyond)) / (len(beyond) or 1)


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _separator(text: str, known: frozenset[str]) -> str:
    """The separator that gives most known headings; without any, the one that stands most often in the first row."""
    first = text.split("\n", 1)[0]
    return max(SEPARATORS, key=lambda each: (_known_headings(text, each, known), first.count(each)))


def _known_headings(text: str, separator: str, known: frozenset[str]) -> int:
    """How many headings a row of the first ones has that are known."""
    lines = text[:_SAMPLE].split("\n", FIRST_ROWS * 3)[: FIRST_ROWS * 3]
    best = 0
    try:
        for number, row in enumerate(csv.reader(iter(line + "\n" for line in lines), delimiter=separator)):
            best = max(best, sum(clean_heading(cell) in known for cell in row if len(cell) < 200))
            if number == FIRST_ROWS:
                break
    except csv.Error:
        pass
    return best


_EUROPEAN = frozenset("äöüßÄÖÜéèêëàâçñóíáúôîïåøæœÅØÆÉÈÀÇÓÍÁÚ–’“”€ąćęłńśźżŁŚŻčďěňřšťůýžČŘŠŽőű")
_COMMON: dict[str, tuple[float, Callable[[str], bool]]] = {
    "gb18030": (1.0, lambda each: _fits(each, "gb2312")),
    "cp1252": (0.95, _EUROPEAN.__contains__),
    "cp1250": (0.94, _EUROPEAN.__contains__),
    "utf-16-le": (1.0, lambda each: "\u4e00" <= each <= "\u9fff" or each in _EUROPEAN),
    "utf-16-be": (0.9, lambda each: "\u4e00" <= each <= "\u9fff" or each in _EUROPEAN),
    "big5": (0.8, lambda each: "\u4e00" <= each <= "\u9fff"),
    "shift_jis": (0.8, lambda each: "\u3040" <= each <= "\u30ff" or _fits(each, "gb2312")),
}
"""Of each encoding that is guessed, how readily, and whether a letter is common in it."""
ENCODINGS = tuple(_COMMON)
"""Encodings that nothing in a file tells."""
