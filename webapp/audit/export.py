"""The record as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from graph.spreadsheets.writing import RUNS
from graph.verification.record import RecordedLine

COLUMNS = (
    "at", "stream", "number", "action", "actor", "actor_name", "actor_name_zh", "on_behalf_of", "relied_on", "kind",
    "about", "about_name", "about_name_zh", "cycle", "previous", "hash", "body",
)  # fmt: skip
"""`body` is the canonical JSON that `hash` is made of, after `previous`: who has the file can recompute it."""


def csv_file(lines: Iterable[RecordedLine]) -> tuple[bytes, int]:
    """UTF-8 with a mark, by which spreadsheets know it; and how many events are in it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # some spreadsheets cut at semicolons, too
    writer.writerow(COLUMNS)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 - counted on the way
        writer.writerow(map(_cell, _values(line)))
    return out.getvalue().encode("utf-8-sig"), count


def _values(line: RecordedLine) -> tuple[object, ...]:
    about = line.about
    return (
        line.stored_at, line.stream, line.seq, line.action, line.by.id, line.by.name.en, line.by.name.zh,
        line.on_behalf_of, line.relied_on, line.owner, about.id if about else "", about.name.en if about else "",
        about.name.zh if about else "", line.cycle, line.previous, line.hash, line.body,
    )  # fmt: skip


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS) else value
