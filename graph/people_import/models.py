"""An import of people as records: columns, what a row says, what would change, what was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from graph.people_import.fields import Field
from graph.people_import.problems import Problem
from graph.spreadsheets.models import Note
from graph.text import Text


class DateOrder(StrEnum):
    """Which comes first in dates such as 03/04/2024."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True)
class Choices:
    """What whoever imports has said: the day from which it is in force, what columns are (by their heading, '' for not
    used), which comes first in dates, the sheet, the heading row (from 1), whether hidden rows and columns come,
    too, in which encoding a text file is, and whether people whose role or level is not known come without a level."""

    since: date
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    sheet: str = ""
    heading_row: int | None = None
    hidden_rows: bool = True
    hidden_columns: bool = True
    encoding: str | None = None
    skip_unknown_levels: bool = False


@dataclass(frozen=True)
class Column:
    """A column of the file: its heading as it stands, what it is taken for (None: not used), the first values; `asks`
    where its dates can be read in two ways."""

    index: int
    heading: str
    field: Field | None
    values: tuple[str, ...]
    asks: bool = False


class PersonInFile(NamedTuple):
    """What a row says of a person; None where it says nothing. `manager` is what stands in the cell; `details` are the
    properties of a person by their names. A tuple, as a change: there is one a row."""

    row: int
    id: str
    details: Mapping[str, str]
    login_before: str = ""
    manager: str | None = None
    dotted_manager: str | None = None
    department: str | None = None
    role: str = ""
    level: str = ""
    target_level: str = ""
    since: date | None = None


class Change(NamedTuple):
    """One field of one person, before and after, as texts to show; a tuple, since a first import makes many of them."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True)
class PersonChange:
    """What would change of somebody, or what the file says of somebody new."""

    person: str
    name: Text
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing of it is written. `digest` is of all that the preview says: it differs as soon
    as something of it would come out otherwise.

    `absent` counts people of the graph whom the file does not name; they stay as they are. `encodings` are those in
    which a text file can be read that does not tell its own.
    """

    file: str
    file_digest: str
    sheet: str
    sheets: tuple[str, ...]
    heading_row: int
    columns: tuple[Column, ...]
    new: tuple[PersonChange, ...]
    changed: tuple[PersonChange, ...]
    unchanged: int
    ended: tuple[tuple[str, Text, date], ...]
    absent: int
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    since: date
    digest: str = ""
    same_file: str = ""
    encoding: str = ""
    encodings: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether accepting would change nobody."""
        return not self.new and not self.changed


@dataclass(frozen=True)
class ImportReport:
    """An import that was made: who made it when of which file, and what it did. `notes` have their rule with them."""

    id: str
    actor: str
    actor_name: Text
    at: str
    file: str
    digest: str
    since: date
    new: tuple[tuple[str, Text], ...]
    changed: tuple[PersonChange, ...]
    ended: tuple[tuple[str, Text, date], ...]
    unchanged: int
    absent: int
    notes: tuple[tuple[str, Text], ...]
