"""What the pages of framework editors show."""

from dataclasses import dataclass

from graph.framework.changes import Changes
from graph.framework.models import Source
from graph.framework_import.models import Ladder, Reading
from graph.framework_import.problems import Problem
from graph.text import Text
from webapp.file_tables import MappingLine, NoteGroup, Options
from webapp.frameworks.forms import DiscardForm, FileForm, PublishForm, ReadingForm
from webapp.job_words import JobLine

SHOWN = 50
"""How many problems, notes, ladders and changes a page lists."""


@dataclass(frozen=True)
class VersionLine:
    """A version in the list."""

    number: int
    state: str
    current: bool
    at: str
    file: str
    licence: str
    roles: int
    skills: int
    reviews: int


@dataclass(frozen=True)
class FrameworkLines:
    """A framework with its versions, the newest first."""

    key: str
    name: Text
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True)
class FrameworksPage:
    """/frameworks."""

    frameworks: tuple[FrameworkLines, ...]
    edits: bool


@dataclass(frozen=True)
class ImportPage:
    """Where a file is brought. `unreadable` says why the one just brought cannot be read, `jobs` are imports under
    way."""

    form: FileForm
    unreadable: str
    jobs: tuple[JobLine, ...]


@dataclass(frozen=True)
class Replaced:
    """The draft that would be replaced; `asks` where it is somebody else's, and a box is to be ticked."""

    number: int
    who: str
    at: str
    file: str
    asks: bool


@dataclass(frozen=True)
class PreviewPage:
    """How a file is read; nothing is written yet."""

    token: str
    file: str
    reading: Reading
    form: ReadingForm
    columns: tuple[MappingLine, ...]
    marks: tuple[tuple[str, Options], ...]
    ladders: tuple[tuple[int, Ladder], ...]
    problems: tuple[Problem, ...]
    notes: tuple[NoteGroup, ...]
    note_count: int
    hidden_rows: bool
    hidden_columns: bool
    remembered: bool
    levels: int
    replaced: Replaced | None
    shown: int = SHOWN


@dataclass(frozen=True)
class RoleLink:
    """A role of a version with its ladder, siblings together."""

    key: str
    name: Text
    steps: tuple[tuple[Text, ...], ...]
    chosen: bool


@dataclass(frozen=True)
class SkillRow:
    """A skill of the chosen role: for each of its levels whether it is required, and the text; None: nothing."""

    skill: Text
    category: Text
    cells: tuple[tuple[bool, Text] | None, ...]


@dataclass(frozen=True)
class VersionPage:
    """/frameworks/<key>/versions/<n>: as it will look, or looks."""

    key: str
    number: int
    source: Source
    state: str
    filled: bool
    facts: tuple[tuple[str, str], ...]
    roles: tuple[RoleLink, ...]
    levels: tuple[Text, ...]
    rows: tuple[SkillRow, ...]
    changes: Changes | None
    edits: bool
    publish: PublishForm
    discard: DiscardForm
    forms: tuple[str, ...]
    shown: int = SHOWN
