"""In which language the columns of a file are that do not say it themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.framework_import.columns import BILINGUAL
from graph.framework_import.models import Row

HAN = re.compile(r"[\u3400-\u9fff]")


def with_languages(rows: Sequence[Row]) -> list[Row]:
    """The rows with every bilingual column named by its language: that of most of its cells, or the one left."""
    names = set().union(*(row.cells for row in rows))
    suffixes = languages(rows, names)
    if not suffixes:
        return list(rows)
    return [replace(row, cells={suffixes.get(n, n): cell for n, cell in row.cells.items()}) for row in rows]


def languages(rows: Sequence[Row], names: Iterable[str]) -> dict[str, str]:
    """The names with a language of the columns that have none."""
    columns = {}
    for name in set(names) & set(BILINGUAL):
        if f"{name}_en" in names or f"{name}_zh" in names:
            columns[name] = f"{name}_zh" if f"{name}_en" in names else f"{name}_en"
            continue
        count = Counter(bool(HAN.search(row[name])) for row in rows if row[name])
        columns[name] = f"{name}_zh" if count[True] > count[False] else f"{name}_en"
    return columns
