"""Which skill comes before which: names resolved, rings found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.framework_import.problems import SKILL_NAMES, Problem, nearest
from graph.spreadsheets.cleaning import one_line


@dataclass(frozen=True)
class PrerequisiteRef:
    """What a file's `requires` says of one skill, and in which row."""

    skill: str
    name: str
    requires: str
    row: int


def prerequisites(
    file: str, wishes: Sequence[PrerequisiteRef], known: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The keys each skill requires, and what is wrong with them. `known` gives keys by name in lower case."""
    problems: list[Problem] = []
    required: dict[str, tuple[str, ...]] = {}
    labels = {wish.skill: wish.name for wish in wishes}
    for wish in wishes:
        keys: list[str] = []
        for name in filter(None, map(one_line, re.split("[;；\n]", wish.requires))):
            key = known.get(name) or known.get(name.casefold())
            if key is None:
                close = nearest(name, labels.values())
                problems.append(Problem(file, "not_known", wish.row, "requires", name, SKILL_NAMES, close))
            elif key == wish.skill:
                problems.append(Problem(file, "requires_itself", wish.row, "requires", name))
            elif key not in keys:
                keys.append(key)
        required[wish.skill] = tuple(keys)
    around = ring(required)
    if around:
        row = next(wish.row for wish in wishes if wish.skill == around[0])
        path = " > ".join(labels[key] for key in around)
        problems.append(Problem(file, "ring", row, "requires", path))
    return required, problems


def ring(requires: Mapping[str, Sequence[str]]) -> list[str]:
    """One ring of skills that require each other, its first skill again at the end; [] if there is none."""
    done: set[str] = set()
    for start in requires:
        path: list[str] = []
        ways = [iter([start])]
        while ways:
            key = next(ways[-1], None)
            if key is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif key in path:
                return [*path[path.index(key) :], key]
            elif key not in done:
                path.append(key)
                ways.append(iter(requires.get(key, ())))
    return []
