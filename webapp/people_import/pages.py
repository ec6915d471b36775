"""What the pages of an import show."""

from dataclasses import dataclass

from graph.people_import.models import Column, ImportReport, Preview
from graph.people_import.problems import Problem
from graph.people_import.reports import ImportLine
from graph.text import Text
from webapp.people_import.forms import ChoicesForm, FileForm

SHOWN = 50
"""How many people and problems a page lists."""


@dataclass(frozen=True)
class ImportPage:
    """Where a file is brought, and the imports so far. `unreadable` says why the one just brought cannot be read."""

    form: FileForm
    imports: tuple[ImportLine, ...]
    unreadable: str


@dataclass(frozen=True)
class ColumnLine:
    """A column with what it can be: field, words, chosen."""

    column: Column
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class PreviewPage:
    """What an import would do; nothing is written yet."""

    token: str
    preview: Preview
    form: ChoicesForm
    columns: tuple[ColumnLine, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Text, ...]
    asks_order: bool
    hidden_rows: bool
    shown: int = SHOWN


@dataclass(frozen=True)
class ReportPage:
    """What an import did."""

    report: ImportReport
    shown: int = SHOWN
