"""How a framework file is read: its shape, what was chosen, what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.framework.models import Draft, Source
from graph.framework_import.marks import Need
from graph.framework_import.problems import Problem
from graph.text import Text


class Shape(StrEnum):
    """How a table says what is expected."""

    LONG = "long"
    MATRIX = "matrix"
    PROFILE = "profile"


UNNAMED = Source("", Text("", ""))
"""Of a file that does not say whose framework it is."""


@dataclass(frozen=True)
class Choices:
    """What somebody chose about a file; what is left out is as suggested.

    `columns` are by number from 0: a column's name, 'values', or '' for one to leave out. `marks` are by their folded
    form. `role` names the role of a table that names none. `unmarked` is what a text without a mark says. `orders` are
    by role (or '' for all roles): a level per line, lowest first, siblings on one line with | between them. Hidden rows
    and columns are read unless that was denied; `encoding` is that of a text file that does not tell its own.
    """

    sheet: str = ""
    shape: Shape | None = None
    heading_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[str, Need] = field(default_factory=dict)
    role: str = ""
    unmarked: Need = Need.REQUIRED
    orders: Mapping[str, str] = field(default_factory=dict)
    skip_nameless: bool = False
    hidden_rows: bool = True
    hidden_columns: bool = True
    encoding: str = ""


@dataclass(frozen=True)
class Row:
    """One expectation as a file says it: the number of its row, its clean cells by column, and, in a matrix, where
    its cell is and what stands in it."""

    number: int
    cells: Mapping[str, str]
    place: str = ""
    stands: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class ColumnPlan:
    """One column of the sheet: its letters, its heading as it stands, and what it was taken for."""

    number: int
    letters: str
    heading: str
    column: str
    sample: str = ""


@dataclass(frozen=True)
class ReadCell:
    """One cell and how it was read, for the preview."""

    place: str
    value: str
    role: str
    level: str
    skill: str
    need: str
    text: str


@dataclass(frozen=True)
class Ladder:
    """A role's levels as they are ordered, siblings together, and whether the file says so."""

    roles: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]
    told: bool

    def lines(self) -> str:
        """The order as somebody types it."""
        return "\n".join(" | ".join(step) for step in self.steps)


@dataclass(frozen=True)
class Plan:
    """How a table was read: what was chosen together with what was suggested. `spellings` are the marks as they stand
    in the file, by what two spellings of one have in common."""

    sheets: tuple[str, ...]
    sheet: str
    shape: Shape
    heading_row: int
    columns: tuple[ColumnPlan, ...]
    marks: Mapping[str, Need | None]
    spellings: Mapping[str, str]
    asks_role: bool
    asks_need: bool
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a file says. `draft` is None as soon as there is a problem: half a framework is none. `encodings` are those
    in which a text file can be read that does not tell its own."""

    draft: Draft | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    rows: int
    plan: Plan | None = None
    preview: tuple[ReadCell, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    digest: str = ""
    source: Source = UNNAMED
    encoding: str = ""
    encodings: tuple[str, ...] = ()
