"""In which language the columns of a file are that do not say it themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.framework_import.columns import BILINGUAL
from graph.framework_import.models import Row

HAN = re.compile(r"[\u3400-\u9fff]")


def with_languages(rows: Sequence[Row]) -> list[Row]:
    """The rows with every bilingual column named by its language: that of most of its cells, or the one left."""
    names = set().union(*(row.cells for row in rows))
    suffixes = languages(rows, names)
    if not suffixes:
        return list(rows)
    named = {name: suffixes.get(name, name) for name in names}
    return [
        Row(row.number, {named[name]: cell for name, cell in row.cells.items()}, row.place, row.stands) for row in rows
    ]


def languages(rows: Sequence[Row], names: Iterable[str]) -> dict[str, str]:
    """The names with a language of the columns that have none."""
    columns = {}
    for name in set(names) & set(BILINGUAL):
        if f"{name}_en" in names or f"{name}_zh" in names:
            columns[name] = f"{name}_zh" if f"{name}_en" in names else f"{name}_en"
            continue
        cells = [cell for row in rows if (cell := row.cells.get(name))]
        if "".join(cells).isascii():
            columns[name] = f"{name}_en"
            continue
        count = Counter(bool(HAN.search(cell)) for cell in cells)
        columns[name] = f"{name}_zh" if count[True] > count[False] else f"{name}_en"
    return columns
