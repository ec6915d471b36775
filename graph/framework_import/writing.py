"""A version as a file: a table with one row for each expectation, or the project's own YAML or JSON."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from graph.framework.models import Source
from graph.framework_import.content_rows import COLUMNS, content_rows
from graph.framework_import.own_files import document_of
from graph.spreadsheets.writing import Table, csv_file, xlsx_file

_Content = Mapping[str, Any]


def _csv(content: _Content, source: Source) -> bytes:
    return csv_file(_table(content, source))


def _xlsx(content: _Content, source: Source) -> bytes:
    about = Table(
        "About",
        ("what", "text"),
        [
            ("key", source.key),
            ("name", source.name.en),
            ("name_zh", source.name.zh),
            ("source", source.source),
            ("licence", source.licence),
            ("attribution", source.attribution),
        ],
    )
    return xlsx_file([_table(content, source), about])


def _table(content: _Content, source: Source) -> Table:
    rows = ([row[name] for name in COLUMNS] for row in content_rows(content))
    return Table(source.name.en or source.name.zh or source.key, COLUMNS, rows)


def _yaml(content: _Content, source: Source) -> bytes:
    text: str = yaml.dump(
        document_of(content, source), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )
    return text.encode()


def _json(content: _Content, source: Source) -> bytes:
    return json.dumps(document_of(content, source), ensure_ascii=False, indent=1).encode() + b"\n"


WRITERS: Mapping[str, Callable[[_Content, Source], bytes]] = {"csv": _csv, "xlsx": _xlsx, "yaml": _yaml, "json": _json}
"""The forms of a file by the ending of its name."""


def framework_file(content: _Content, source: Source, form: str) -> bytes:
    """The file of a version's content (`graph.framework.content`); reading it gives content of the same hash.

    `form` is a key of WRITERS. Raises KeyError for another.
    """
    return WRITERS[form](content, source)
