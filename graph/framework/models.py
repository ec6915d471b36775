"""A framework as people bring it: a whole version, not yet in the graph."""

from dataclasses import dataclass
from itertools import pairwise

from graph.text import Text


@dataclass(frozen=True)
class Source:
    """What a framework is called and whose it is."""

    key: str
    name: Text
    source: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Domain:
    """The widest group of skills."""

    key: str
    name: Text


@dataclass(frozen=True)
class Category:
    """A group of skills in one domain."""

    key: str
    domain: str
    name: Text


@dataclass(frozen=True)
class Skill:
    """A skill; `requires` are keys of skills that come first, `updated_on` is an ISO date or ''."""

    key: str
    category: str
    name: Text
    description: Text
    updated_on: str
    requires: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """A step of one role's ladder; levels of equal rank are siblings."""

    key: str
    name: Text
    rank: int


@dataclass(frozen=True)
class Role:
    """A role with its ladder, lowest rank first."""

    key: str
    name: Text
    levels: tuple[Level, ...]

    def steps(self) -> list[tuple[str, str]]:
        """The pairs (level, next level): from each level to each of the next higher rank."""
        ranks = sorted({level.rank for level in self.levels})
        by_rank = {rank: [level.key for level in self.levels if level.rank == rank] for rank in ranks}
        return [(lower, upper) for low, high in pairwise(ranks) for lower in by_rank[low] for upper in by_rank[high]]


@dataclass(frozen=True)
class Expectation:
    """What one level of a role expects of one skill."""

    role: str
    level: str
    skill: str
    required: bool
    text: Text


@dataclass(frozen=True)
class Draft:
    """A whole framework version; things stand in the order in which they are shown."""

    source: Source
    domains: tuple[Domain, ...]
    categories: tuple[Category, ...]
    skills: tuple[Skill, ...]
    roles: tuple[Role, ...]
    expectations: tuple[Expectation, ...]

    def counts(self) -> dict[str, int]:
        """How many roles, skills and expectations it has."""
        return {"roles": len(self.roles), "skills": len(self.skills), "expectations": len(self.expectations)}


@dataclass(frozen=True)
class Version:
    """A framework version as it stands in the graph; `content_hash` is '' before it is published."""

    id: str
    framework: str
    number: int
    state: str
    content_hash: str


@dataclass(frozen=True)
class DraftThere:
    """The draft that a framework has: who loaded it when from which file; `there` tells one load from another. Of one
    that is being filled, or was cut short, they say what was there before."""

    number: int
    there: str
    by: str
    by_name: Text
    at: str
    file: str
