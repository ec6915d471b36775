"""What the ids among the settings of a cycle are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.cycle.rows import CycleManagerRow, CycleVersionRow
from graph.people.repository import name_of
from graph.text import Text


@dataclass(frozen=True)
class CycleNames:
    """The cycle's framework versions by name and number, and the names of the roles, levels and managers of its
    population by what the population calls them."""

    versions: tuple[tuple[Text, int], ...] = ()
    roles: Mapping[str, Text] = field(default_factory=dict)
    levels: Mapping[str, Text] = field(default_factory=dict)
    managers: Mapping[str, Text] = field(default_factory=dict)


NO_NAMES = CycleNames()
"""Of a cycle whose names nobody asked for."""


def names_of(versions: Iterable[CycleVersionRow], managers: Iterable[CycleManagerRow]) -> CycleNames:
    """The names, as `population/draft` and `worklists/progress` give them."""
    versions = list(versions)
    return CycleNames(
        tuple((Text.of(one, "name"), one["number"]) for one in versions),
        {role["key"]: Text.of(role, "name") for one in versions for role in one["roles"]},
        {level["key"]: Text.of(level, "name") for one in versions for level in one["levels"]},
        {one["id"]: name_of(one) for one in managers},
    )
