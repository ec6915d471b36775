"""Rows gathered into roles, ladders, skills and expectations; what contradicts itself becomes a problem."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graph.framework import slugs
from graph.framework.models import Category, Domain, Draft, Expectation, Level, Role, Skill, Source
from graph.framework.prerequisites import PrerequisiteRef, prerequisites
from graph.framework.problems import Problem, nearest
from graph.framework.table import Row, one_line
from graph.text import Text

REQUIRED = ("yes", "1", "required", "true", "必要", "必需", "是")
OPTIONAL = ("no", "0", "optional", "false", "可选", "否")
NOTHING = ("", "nc", "-", "–", "—")
ALLOWED = "yes/no, 1/0, required/optional, 必要/可选; NC, - or nothing where nothing is expected"
GENERAL = Text("General", "通用")
"""The domain or category of skills whose rows name none."""
LONGEST_NAME = 300
LONGEST_TEXT = 20_000

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_Identity = TypeVar("_Identity")


@dataclass
class _Entity:
    """A thing met in the rows, with the row in which each of its properties was first said."""

    key: str
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.cells.get(column, ("", 0))[0]

    def text(self, stem: str) -> Text:
        return Text(self.get(f"{stem}_en"), self.get(f"{stem}_zh"))


class FrameworkImporter:
    """Takes a file's rows one by one; `problems` and `notes` fill up on the way, `draft` is the sum."""

    def __init__(self, file: str, rows: Sequence[Row]) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._keys = {_fold(row, "skill"): row["skill_key"] for row in rows if row["skill_key"]}
        self._domains: dict[str, _Entity] = {}
        self._categories: dict[tuple[str, str], _Entity] = {}
        self._skills: dict[str, _Entity] = {}
        self._roles: dict[str, _Entity] = {}
        self._ladders: dict[str, dict[str, _Entity]] = {}
        self._cells: dict[tuple[str, str, str], tuple[Expectation, int]] = {}
        self._home: dict[str, tuple[str, str]] = {}
        self._noted: set[str] = set()

    def take(self, row: Row) -> None:
        """Takes one row: its role, level and skill, and what is expected there."""
        missing = [column for column in ("role", "level", "skill") if not _fold(row, column)]
        for column in missing:
            self._problem("cell_missing", row, column, allowed="a name")
        if missing:
            return
        role = self._thing(self._roles, _fold(row, "role"), _name(row, "role"))
        ladder = self._ladders.setdefault(role.key, {})
        level = self._thing(ladder, _fold(row, "level"), _name(row, "level"))
        skill = self._skill(row)
        self._say(role, row, "role_en", "role_zh")
        self._say(level, row, "level_en", "level_zh", "level_order")
        self._say(skill, row, "skill_en", "skill_zh", "skill_text_en", "skill_text_zh", "requires", "updated_on")
        self._settle(skill, row)
        self._expect(row, role, level, skill)

    def draft(self, source: Source) -> Draft:
        """The framework as far as it could be read; complete if there are no problems."""
        roles = tuple(Role(role.key, role.text("role"), self._ladder(role)) for role in self._roles.values())
        wishes = [
            PrerequisiteRef(thing.key, thing.get("skill_en") or thing.get("skill_zh"), *_cell(thing, "requires"))
            for thing in self._skills.values()
        ]
        known = {
            name.casefold(): thing.key
            for thing in self._skills.values()
            for name in (thing.key, thing.get("skill_zh"), thing.get("skill_en"))
            if name
        }
        requires, wrong = prerequisites(self.file, wishes, known)
        self.problems += wrong
        homes = {thing.key: self._categories[self._home[thing.key]].key for thing in self._skills.values()}
        return Draft(
            source=source,
            domains=tuple(Domain(thing.key, thing.text("domain")) for thing in self._domains.values()),
            categories=tuple(
                Category(thing.key, self._domains[domain].key, thing.text("category"))
                for (domain, _), thing in self._categories.items()
                if thing.key in set(homes.values())
            ),
            skills=tuple(
                Skill(
                    thing.key,
                    homes[thing.key],
                    thing.text("skill"),
                    thing.text("skill_text"),
                    self._day(thing),
                    requires[thing.key],
                )
                for thing in self._skills.values()
            ),
            roles=roles,
            expectations=tuple(cell for cell, _ in self._cells.values()),
        )

    def _thing(self, known: dict[_Identity, _Entity], identity: _Identity, name: str, parent: str = "") -> _Entity:
        if identity not in known:
            known[identity] = _Entity(slugs.free(slugs.key(name), {thing.key for thing in known.values()}, parent))
        return known[identity]

    def _skill(self, row: Row) -> _Entity:
        key = row["skill_key"] or self._keys.get(_fold(row, "skill"), "")
        if not key:
            return self._thing(self._skills, _fold(row, "skill"), _name(row, "skill"))
        if not _KEY.fullmatch(key) and key not in self._skills:
            self._problem("key_form", row, "skill_key", key, allowed="letters, digits, dot, hyphen, up to 80")
        return self._skills.setdefault(key, _Entity(key))

    def _say(self, thing: _Entity, row: Row, *columns: str) -> None:
        """Keeps what the row says of a thing. Saying nothing is fine, saying something else is a problem."""
        for column in columns:
            value = row[column] if column.startswith("skill_text") else one_line(row[column])
            if not value:
                continue
            longest = LONGEST_TEXT if column.startswith("skill_text") else LONGEST_NAME
            if len(value) > longest:
                self._problem("too_long", row, column, str(len(value)), allowed=f"up to {longest}")
            text, where = thing.cells.setdefault(column, (value, row.number))
            if text.casefold() != value.casefold():
                self._problem("said_differently", row, column, value, allowed=f'"{text}"', other_row=where)

    def _settle(self, skill: _Entity, row: Row) -> None:
        """The first category a skill stands in is its home; standing elsewhere too is worth one note."""
        domain_id, category_id = _fold(row, "domain"), _fold(row, "category")
        if skill.key in self._home and not (domain_id or category_id):
            return
        domain = self._thing(self._domains, domain_id, _name(row, "domain") or GENERAL.en)
        place = (domain_id, category_id)
        category = self._thing(self._categories, place, _name(row, "category") or GENERAL.en, domain.key)
        for thing, column in ((domain, "domain"), (category, "category")):
            self._say(thing, row, f"{column}_en", f"{column}_zh")
            if not thing.cells:
                thing.cells = {f"{column}_en": (GENERAL.en, row.number), f"{column}_zh": (GENERAL.zh, row.number)}
        home = self._home.setdefault(skill.key, place)
        if home != place and skill.key not in self._noted:
            self._noted.add(skill.key)
            first = self._categories[home].text("category")
            self._note("several_homes", row, "category", _name(row, "skill"), allowed=f'"{first.en or first.zh}"')

    def _expect(self, row: Row, role: _Entity, level: _Entity, skill: _Entity) -> None:
        need, text = one_line(row["required"]).casefold(), Text(row["text_en"], row["text_zh"])
        if need in NOTHING:
            if text:
                rule = "text_unexpected" if need else "cell_missing"
                self._problem(rule, row, "required", row["required"], allowed="required or optional")
            return
        if need not in REQUIRED and need not in OPTIONAL:
            close = nearest(need, (*REQUIRED, *OPTIONAL))
            self._problem("not_known", row, "required", row["required"], allowed=ALLOWED, near=close)
            return
        for column, value in (("text_en", text.en), ("text_zh", text.zh)):
            if len(value) > LONGEST_TEXT:
                self._problem("too_long", row, column, str(len(value)), allowed=f"up to {LONGEST_TEXT}")
        cell = Expectation(role.key, level.key, skill.key, need in REQUIRED, text)
        first, where = self._cells.setdefault((role.key, level.key, skill.key), (cell, row.number))
        if where == row.number:
            return
        what = f"{_name(row, 'role')}, {_name(row, 'level')}, {_name(row, 'skill')}"
        if first == cell:
            self._note("duplicate", row, "", what, other_row=where)
        else:
            self._problem("duplicate_differs", row, "text", what, other_row=where)

    def _ladder(self, role: _Entity) -> tuple[Level, ...]:
        """The levels by the order that was given, or as they came."""
        things = list(self._ladders[role.key].values())
        ordered = [thing for thing in things if thing.get("level_order")]
        ranks: list[int] = []
        for number, thing in enumerate(things, start=1):
            order, row = _cell(thing, "level_order")
            if ordered and not order:
                where = thing.cells.get("level_en") or thing.cells["level_zh"]
                self._problem_at("order_partly", where[1], "level_order", "", "a whole number")
            elif order and not re.fullmatch(r"-?\d{1,6}", order):
                self._problem_at("not_known", row, "level_order", order, "a whole number; equal numbers are siblings")
                order = ""
            ranks.append(int(order) if order else number)
        ladder = [Level(thing.key, thing.text("level"), rank) for thing, rank in zip(things, ranks, strict=True)]
        return tuple(sorted(ladder, key=lambda level: level.rank))

    def _day(self, skill: _Entity) -> str:
        text, row = _cell(skill, "updated_on")
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self._problem_at("not_known", row, "updated_on", text, "a day as 2026-03-17")
            return ""

    def _problem(
        self,
        rule: str,
        row: Row,
        column: str,
        value: str = "",
        *,
        allowed: str = "",
        near: str = "",
        other_row: int | None = None,
    ) -> None:
        self.problems.append(Problem(self.file, rule, row.number, column, value, allowed, near, other_row))

    def _problem_at(self, rule: str, row: int, column: str, value: str, allowed: str) -> None:
        self.problems.append(Problem(self.file, rule, row, column, value, allowed))

    def _note(
        self, rule: str, row: Row, column: str, value: str, *, allowed: str = "", other_row: int | None = None
    ) -> None:
        self.notes.append(Problem(self.file, rule, row.number, column, value, allowed, other_row=other_row))


def _name(row: Row, stem: str) -> str:
    return one_line(row[f"{stem}_en"] or row[f"{stem}_zh"])


def _fold(row: Row, stem: str) -> str:
    """What two spellings of one name have in common."""
    return _name(row, stem).casefold()


def _cell(thing: _Entity, column: str) -> tuple[str, int]:
    return thing.cells.get(column, ("", 0))
