"""What the queries of populations return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict

from graph.cycle.rows import CycleManagerRow, CycleVersionRow
from graph.review.rows import Node
from graph.text import NamePair
from graph.worklists.rows import AccountRow, EmployeeRow, ManagerRow


class ReviewOfPersonRow(TypedDict):
    """A review that somebody has in the cycle."""

    id: str
    state: str
    level: str


class CandidateRow(TypedDict):
    """A person with what decides whether they can be in."""

    person: EmployeeRow
    manager: ManagerRow | None
    department: str | None
    levels: list[str]
    reviews: list[ReviewOfPersonRow]


class PlaceRoleRow(NamePair):
    """The role of a level."""

    key: str
    slug: str


class PlaceRow(NamePair):
    """A level of a published framework version; `asks`: something is expected there."""

    version: str
    framework: str
    id: str
    key: str
    rank: int
    role: PlaceRoleRow
    next: list[str]
    asks: bool


class CandidatesRow(TypedDict):
    """Everybody, and every level."""

    allowed: bool
    people: list[CandidateRow]
    places: list[PlaceRow]


class LevelChoiceRow(NamePair):
    """A level to choose."""

    key: str
    rank: int


class RoleChoiceRow(NamePair):
    """A role to choose, with its levels."""

    key: str
    levels: list[LevelChoiceRow]


class VersionChoiceRow(NamePair):
    """A published framework version; `current`: the catalogue shows it."""

    id: str
    framework: str
    number: int
    current: bool
    roles: list[RoleChoiceRow]


class PersonChoiceRow(TypedDict):
    """How a person can be named in a list."""

    id: str
    email: str | None


class ChoicesRow(TypedDict):
    """What a cycle can be made of."""

    allowed: bool
    versions: list[VersionChoiceRow]
    departments: list[str]
    people: list[PersonChoiceRow]
    time_zone: str | None


class CycleStandRow(TypedDict):
    """A cycle, and the job that opens it."""

    allowed: bool
    cycle: Node
    opening: Node | None
    beat_at: str | None
    reviews: int
    versions: list[CycleVersionRow]
    managers: list[CycleManagerRow]


class WithoutAccountRow(TypedDict):
    """A cycle, and those of it who cannot sign in."""

    cycle: Node
    allowed: bool
    people: list[AccountRow]
