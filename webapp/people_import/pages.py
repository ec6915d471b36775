"""What the pages of an import show."""

from dataclasses import dataclass

from graph.people_import.models import ImportReport, Preview
from graph.people_import.problems import Problem
from graph.people_import.reports import ImportLine
from webapp.file_tables import MappingLine, NoteGroup
from webapp.job_words import JobLine
from webapp.people_import.forms import ChoicesForm, FileForm

SHOWN = 50
"""How many people and problems a page lists."""


@dataclass(frozen=True)
class ImportPage:
    """Where a file is brought, the imports so far, and the jobs of those under way. `unreadable` says why the one just
    brought cannot be read."""

    form: FileForm
    imports: tuple[ImportLine, ...]
    jobs: tuple[JobLine, ...]
    unreadable: str


@dataclass(frozen=True)
class NewLine:
    """Somebody who is new, as the file has them; '' for what it does not say."""

    person: str
    name: str
    email: str
    manager: str
    department: str
    level: str
    since: str


@dataclass(frozen=True)
class PreviewPage:
    """What an import would do; nothing is written yet."""

    token: str
    preview: Preview
    form: ChoicesForm
    columns: tuple[MappingLine, ...]
    new: tuple[NewLine, ...]
    problems: tuple[Problem, ...]
    notes: tuple[NoteGroup, ...]
    asks_order: bool
    asks_unknown_levels: bool
    hidden_rows: bool
    hidden_columns: bool
    shown: int = SHOWN


@dataclass(frozen=True)
class ReportPage:
    """What an import did."""

    report: ImportReport
    notes: tuple[NoteGroup, ...]
    shown: int = SHOWN
