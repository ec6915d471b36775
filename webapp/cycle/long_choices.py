"""Long lists of boxes in a form: in groups that open, and only those that are looked for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from graph.population.models import Choices, VersionChoice
from webapp.cycle.forms import CycleForm
from webapp.i18n import words

FEW = 12
"""So many boxes stand there without groups."""


@dataclass(frozen=True)
class ChoiceGroup:
    """Boxes of one list: under a heading that opens them, or, with none, all that there are. `chosen` of them are."""

    heading: str
    boxes: tuple[Any, ...]
    chosen: int
    open: bool


@dataclass(frozen=True)
class Lists:
    """The lists of a cycle's form; `findable`: there is so much that one may want to look for something."""

    departments: tuple[ChoiceGroup, ...]
    roles: tuple[ChoiceGroup, ...]
    levels: tuple[ChoiceGroup, ...]
    findable: bool


def lists_of(form: CycleForm, known: Choices) -> Lists:
    """Departments by the one above them, roles by their framework, levels by their role: those that are chosen or that
    `form.find` asks for."""
    find = (form.find.data or "").strip().casefold()
    fields = (form.departments, form.roles, form.levels)
    return Lists(
        _groups(form.departments, _above(known.departments), find),
        _groups(form.roles, _frameworks(known.versions), find),
        _groups(form.levels, _roles(known.versions), find),
        any(len(field.choices or ()) > FEW for field in fields),
    )


def _groups(field: Any, heading_of: Mapping[str, str], find: str) -> tuple[ChoiceGroup, ...]:
    boxes = list(field)
    if len(boxes) <= FEW:
        return (ChoiceGroup("", tuple(boxes), 0, True),) if boxes else ()
    groups: dict[str, list[Any]] = {}
    for box in boxes:
        heading = heading_of.get(box.data, "")
        if box.checked or not find or find in f"{box.label.text}\n{heading}".casefold():
            groups.setdefault(heading, []).append(box)
    counts = {heading: sum(box.checked for box in of) for heading, of in groups.items()}
    return tuple(
        ChoiceGroup(heading, tuple(of), counts[heading], bool(find or counts[heading]))
        for heading, of in groups.items()
    )


def _above(departments: Iterable[str]) -> dict[str, str]:
    """Of each department the first part of its path, where it shares that with others."""
    tops = Counter(one.partition("/")[0] for one in departments)
    others = str(_("Other departments"))
    return {one: top if tops[top := one.partition("/")[0]] > 1 else others for one in departments}


def _frameworks(versions: Iterable[VersionChoice]) -> dict[str, str]:
    return {role.key: words(version.name) for version in versions for role in version.roles}


def _roles(versions: Iterable[VersionChoice]) -> dict[str, str]:
    """Of each level its role; a level of that key that several roles have is meant in all of them."""
    of: dict[str, dict[str, str]] = {}
    for version in versions:
        for role in version.roles:
            for key, _name in role.levels:
                of.setdefault(key, {})[role.key] = words(role.name)
    several = str(_("Levels of several roles"))
    return {key: next(iter(roles.values())) if len(roles) == 1 else several for key, roles in of.items()}
