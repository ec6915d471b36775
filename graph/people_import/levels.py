"""The levels that a file may name, by their names in both languages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from graph.people_import.known_names import plain
from graph.people_import.problems import Problems, nearest

RoleKey = tuple[str, str]
_SHOWN = 12


@dataclass(frozen=True)
class NamedLevel:
    """A level with what it is called; `same` is what it shares with itself in other versions of its framework."""

    id: str
    framework: str
    role_key: str
    key: str
    role: str
    name: str

    @property
    def same(self) -> tuple[str, str, str]:
        """Framework, role and level, whatever the version."""
        return self.framework, self.role_key, self.key

    @property
    def said(self) -> str:
        """Role and level."""
        return f"{self.role}, {self.name}"


class Levels:
    """The levels of all roles, those of the versions that are shown to be chosen from."""

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self.by_id: dict[str, NamedLevel] = {}
        self.roles: defaultdict[str, set[RoleKey]] = defaultdict(set)
        self.of_role: defaultdict[RoleKey, dict[str, NamedLevel]] = defaultdict(dict)
        self.role_names: dict[RoleKey, str] = {}
        self._of_name: defaultdict[str, list[NamedLevel]] = defaultdict(list)
        self._plain = cache(plain)  # a file names the same few over and over
        for row in rows:
            self._add(row)

    def _add(self, row: dict[str, Any]) -> None:
        level = NamedLevel(
            row["id"], row["framework"], row["role_key"], row["key"], row["role"] or row["role_zh"] or "",
            row["name_en"] or row["name_zh"] or "",
        )  # fmt: skip
        self.by_id[level.id] = level
        if not row["current"]:
            return
        role = (level.framework, level.role_key)
        self.role_names[role] = level.role
        for name in (row["role"], row["role_zh"], row["role_key"], row["role_slug"]):
            if name:
                self.roles[plain(name)].add(role)
        self.roles[plain(f"{level.framework}/{level.role}")].add(role)
        for name in (row["name_en"], row["name_zh"], row["key"]):
            if name and plain(name) not in self.of_role[role]:
                self.of_role[role][plain(name)] = level
                self._of_name[plain(name)].append(level)

    @property
    def names_of_roles(self) -> frozenset[str]:
        """What roles are called, folded."""
        return frozenset(self.roles)

    @property
    def names(self) -> frozenset[str]:
        """What levels are called, of whatever role, folded."""
        return frozenset(name for levels in self.of_role.values() for name in levels)

    def role(self, text: str, row: int, column: str, problems: Problems) -> RoleKey | None:
        """The role of a name; what is wrong with it is said."""
        found = self.roles.get(self._plain(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            allowed = ", ".join(sorted(f"{framework}/{self.role_names[framework, key]}" for framework, key in found))
            problems.add("role_several", row=row, column=column, value=text, allowed=allowed)
        else:
            names = sorted(set(self.role_names.values()))
            near = partial(nearest, text, names)
            rule = "role_unknown" if names else "role_none"
            problems.add(rule, near, row=row, column=column, value=text, allowed=_some(names))
        return None

    def level(self, role: RoleKey | None, text: str, row: int, column: str, problems: Problems) -> NamedLevel | None:
        """The level of a name in a role, or in the only role that has one of that name."""
        name = self._plain(text)
        if role is None:
            having = self._of_name.get(name, [])
            if len({level.same for level in having}) == 1:
                return having[0]
            self._not_one(having, text, row, column, problems)
            return None
        levels = self.of_role[role]
        if name in levels:
            return levels[name]
        names = list(dict.fromkeys(level.name for level in levels.values()))
        near = partial(nearest, text, names)
        problems.add("level_unknown", near, row=row, column=column, value=text, allowed=", ".join(names))
        return None

    def _not_one(self, having: Sequence[NamedLevel], text: str, row: int, column: str, problems: Problems) -> None:
        """Says that a level without a role is that of several roles, or of none."""
        if having:
            roles = sorted({level.role for level in having})
            problems.add("level_without_role", row=row, column=column, value=text, allowed=_some(roles))
            return
        names = list(dict.fromkeys(level.name for levels in self.of_role.values() for level in levels.values()))
        rule = "level_of_no_role" if names else "level_none"
        near = partial(nearest, text, names)
        problems.add(rule, near, row=row, column=column, value=text, allowed=_some(names))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
