"""Frameworks for tests, as files and in the graph."""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from graph.context import Context
from graph.framework.models import Draft, Source
from graph.framework_import.models import Reading
from graph.framework_import.reading import read_framework
from graph.text import Text

DATASETS = Path(__file__).parents[4] / "shared" / "datasets"
_numbers = count(1)
COLUMNS = ("role", "level", "level_order", "skill", "skill_key", "category", "domain", "required", "text", "requires")


def context() -> Context:
    """The context in which the system acts."""
    return Context(
        "system", datetime(2026, 11, 24, 8, tzinfo=UTC), date(2026, 11, 24), lambda: f"token-{next(_numbers)}"
    )


def source(key: str) -> Source:
    """A source without further rights."""
    return Source(key, Text(key.upper(), ""))


def file_of(rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> bytes:
    """A CSV file of these rows; what a row does not say is filled in plainly."""
    plain = {"role": "Engineer", "level": "Junior", "skill": "Testing", "required": "yes", "text": "Tests."}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns))
    writer.writeheader()
    writer.writerows({name: {**plain, **row}.get(name, "") for name in columns} for row in rows)
    return out.getvalue().encode()


def read(rows: Iterable[Mapping[str, str]], key: str = "sample") -> Reading:
    """What reading these rows says."""
    return read_framework(file_of(rows), "framework.csv", source(key))


def draft(rows: Iterable[Mapping[str, str]], key: str = "sample") -> Draft:
    """The draft of rows without problems."""
    reading = read(rows, key)
    assert reading.draft, [str(problem) for problem in reading.problems]
    return reading.draft


def dataset(name: str) -> bytes:
    """One of the real frameworks; skips the test where the folder is absent."""
    path = DATASETS / name
    if not path.is_file():
        pytest.skip(f"the data set {name} is not here (../shared/datasets)")
    data = path.read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data
