"""The catalogue as readers see it: published skills, roles and what their levels expect."""

from dataclasses import dataclass
from enum import Enum

from graph.text import Text


@dataclass(frozen=True)
class Named:
    """Something with a name; `key` is its slug where it has a page."""

    key: str
    name: Text


@dataclass(frozen=True)
class Origin:
    """The published version that a page shows, and whose it is."""

    key: str
    name: Text
    number: int
    source: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Cell:
    """One expectation: its id, whether it is required, its text."""

    id: str
    required: bool
    text: Text


@dataclass(frozen=True)
class Rung:
    """One level of a ladder with the keys of the levels it leads to; `cell` is None where nothing is expected."""

    key: str
    name: Text
    rank: int
    next: tuple[str, ...]
    cell: Cell | None = None


@dataclass(frozen=True)
class Ladder:
    """One role's levels, lowest rank first, each with what it expects of one skill."""

    slug: str
    name: Text
    rungs: tuple[Rung, ...]

    def rung(self, key: str) -> Rung | None:
        """The level with this key, if the ladder has one."""
        return next((rung for rung in self.rungs if rung.key == key), None)

    def above(self, rung: Rung) -> tuple[Rung, ...]:
        """The levels that this one leads to."""
        return tuple(other for other in self.rungs if other.key in rung.next)

    def below(self, rung: Rung) -> tuple[Rung, ...]:
        """The levels that lead to this one."""
        return tuple(other for other in self.rungs if rung.key in other.next)


@dataclass(frozen=True)
class Step:
    """The levels of one key and rank over all roles, with how many expectations stand there."""

    key: str
    name: Text
    rank: int
    total: int
    required: int


@dataclass(frozen=True)
class ToRate:
    """An open review of the reader that asks about an expectation."""

    review: str
    expectation: str


@dataclass(frozen=True)
class SkillProfile:
    """One skill. `ladders` is one stretch of the `matching` roles; the counts are over all of them."""

    slug: str
    name: Text
    description: Text
    updated_on: str
    category: Named
    domain: Named
    origin: Origin
    requires: tuple[Named, ...]
    leads_to: tuple[Named, ...]
    steps: tuple[Step, ...]
    role_count: int
    matching: int
    ladders: tuple[Ladder, ...]
    to_rate: tuple[ToRate, ...]


@dataclass(frozen=True)
class SkillRow:
    """One skill of a role: its cells by level key. A level that is not a key expects nothing."""

    skill: Named
    category: Named
    domain: Named
    cells: dict[str, Cell]


@dataclass(frozen=True)
class RoleMatrix:
    """One role: its ladder (rungs without cells) and its skills in the framework's order."""

    ladder: Ladder
    description: Text
    origin: Origin
    rows: tuple[SkillRow, ...]


@dataclass(frozen=True)
class RoleChoice:
    """A role that can be chosen, with its levels."""

    role: Named
    levels: tuple[Named, ...]


@dataclass(frozen=True)
class Matrices:
    """The roles asked for, None where there is none of that slug, and what else can be chosen out of how many."""

    roles: tuple[RoleMatrix | None, ...]
    choices: tuple[RoleChoice, ...]
    choice_count: int


@dataclass(frozen=True)
class SkillEntry:
    """One skill of the list of all skills."""

    skill: Named
    description: Text
    category: Named
    domain: Named
    origin: Origin
    roles: int
    expectations: int


@dataclass(frozen=True)
class RoleEntry:
    """One role of the list of all roles."""

    role: Named
    description: Text
    origin: Origin
    levels: tuple[Named, ...]
    skills: int


@dataclass(frozen=True)
class RoleList:
    """One stretch of the roles whose names contain a filter, and how many there are."""

    total: int
    roles: tuple[RoleEntry, ...]


class Found(Enum):
    """What fits what was typed: the name; name and texts together; a name that comes near."""

    NAMED = 0
    TOLD = 1
    NEAR = 2


@dataclass(frozen=True)
class SearchResult:
    """One find of the search: kind is 'skill' or 'role'."""

    kind: str
    found: Found
    entry: Named
    description: Text
    framework: Text
