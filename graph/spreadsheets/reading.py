"""Reads any file with tables that people bring; a file that cannot be read costs them a sentence, and nobody else
anything."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from graph.spreadsheets.csv_files import read_csv
from graph.spreadsheets.file_kinds import kind_of
from graph.spreadsheets.models import Cell, Fault, FaultKind, FileKind, Limits, MergedRange, Note, Sheet, Workbook
from graph.spreadsheets.reader_process import answer_of
from graph.spreadsheets.unreadable import Unreadable, UnreadableFile

_MB = 1_000_000
_LIMITS = Limits()


def read_workbook(
    source: Path | bytes, known_headings: frozenset[str], limits: Limits = _LIMITS, encoding: str | None = None
) -> Workbook:
    """The sheets of a file, given by its path or its bytes; what it is called counts for nothing.

    `known_headings` are cleaned ones (`headings.clean_heading`): they decide a text file's encoding and separator,
    unless `encoding` names it. Raises UnreadableFile, whose sentence says what the file is and how to bring it again.
    """
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > limits.file_bytes:
        raise UnreadableFile(Unreadable.TOO_LARGE, (f"{size / _MB:,.1f}", f"{limits.file_bytes / _MB:,.0f}"))
    data = source.read_bytes() if isinstance(source, Path) else source
    digest = hashlib.sha256(data).hexdigest()
    kind = kind_of(data, limits)
    if kind is FileKind.CSV:
        text = read_csv(data, known_headings, limits, encoding)
        sheet = Sheet("", hidden=False, rows=text.rows)
        notes = (Note("encoding", (text.encoding.upper(),)),) if text.guessed else ()
        return _filled(Workbook(kind, (sheet,), digest, text.encoding, notes, text.encodings))
    answer = _in_child(data, kind, limits)
    return _filled(Workbook(kind, tuple(map(_sheet, answer["sheets"])), digest, notes=_notes(answer)))


def _filled(workbook: Workbook) -> Workbook:
    if not any(sheet.has_text for sheet in workbook.sheets):
        raise UnreadableFile(Unreadable.NO_CELLS)
    return workbook


def _in_child(data: bytes, kind: FileKind, limits: Limits) -> dict[str, Any]:
    """What the reader's process says. From a path with the right ending it names an encrypted file as one."""
    answer = answer_of("graph.spreadsheets.child", data, str(kind), [str(kind), str(limits.cells)], limits)
    if "refused" in answer:
        raise UnreadableFile(Unreadable(answer["refused"]), tuple(answer["details"]))
    return answer


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        found["name"],
        found["hidden"],
        tuple(map(_cells, found["rows"])),
        tuple(MergedRange(*each) for each in found["merged"]),
        frozenset(found["hidden_rows"]),
        frozenset(found["hidden_columns"]),
    )


def _cells(row: Sequence[Any]) -> tuple[Cell, ...]:
    if list not in map(type, row):  # texts and numbers alone, as most rows
        return tuple(row)
    return tuple(_cell(*each) if type(each) is list else each for each in row)


def _cell(letter: str, value: Any) -> Cell:
    if letter == "d":
        return date.fromisoformat(value)
    if letter == "m":
        return datetime.fromisoformat(value)
    if letter == "t":
        return time.fromisoformat(value)
    if letter == "s":
        return timedelta(seconds=value)
    return Fault(FaultKind.ERROR if letter == "e" else FaultKind.NOT_CALCULATED, value)


def _notes(answer: dict[str, Any]) -> tuple[Note, ...]:
    counts = (("formulas", answer["formulas"]), ("leading_zeros", answer["zeros"]))
    notes = [Note(rule, (f"{count:,}",)) for rule, count in counts if count]
    return (*notes, *([Note("unchecked")] if answer["unchecked"] else ()))
