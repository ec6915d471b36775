"""Rows gathered into roles, ladders, skills and expectations; what contradicts itself becomes a problem."""

import re
from collections.abc import Sequence
from datetime import date

from graph.framework.models import Category, Domain, Draft, Expectation, Level, Role, Skill, Source
from graph.framework_import.entities import Entities, Entity, folded_name, keys_of, name_of
from graph.framework_import.level_order import parsed, suggested
from graph.framework_import.marks import ALLOWED, MARKS, Need, folded, is_weight, need_of
from graph.framework_import.models import Choices, Ladder, Row
from graph.framework_import.prerequisites import PrerequisiteRef, prerequisites
from graph.framework_import.problems import DAY, KEY, NAMES, NEEDS, WHOLE_NUMBER, Problem, nearest
from graph.spreadsheets.cleaning import one_line
from graph.text import Text

GENERAL = Text("General", "通用")
"""The domain or category of skills whose rows name none."""
LONGEST_NAME = 300
LONGEST_TEXT = 20_000

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_NAMED = ("role", "level", "skill", "category", "domain")
_ROLE = ("role_key", "role_en", "role_zh")
_LEVEL = ("level_key", "level_en", "level_zh", "level_order")
_SKILL = (
    "skill_key", "skill_en", "skill_zh", "skill_text_en", "skill_text_zh", "requires", "updated_on", "category_key",
    "category_en", "category_zh", "domain_key", "domain_en", "domain_zh",
)  # fmt: skip
"""What a row says of its role, its level and its skill."""


class FrameworkImporter:
    """Takes a file's rows one by one; `problems` and `notes` fill up on the way, `draft` is the sum."""

    def __init__(self, file: str, rows: Sequence[Row], choices: Choices, *, order_told: bool = False) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.ladders: dict[tuple[tuple[str, ...], ...], Ladder] = {}
        self._choices = choices
        self._order_told = order_told
        self._keys = {stem: keys_of(rows, stem) for stem in _NAMED}
        self._domains, self._categories, self._skills, self._roles = Entities(), Entities(), Entities(), Entities()
        self._ladders: dict[str, Entities] = {}
        self._cells: dict[tuple[str, str, str], tuple[Expectation, int]] = {}
        self._home: dict[str, tuple[Entity, Entity]] = {}
        self._noted: set[str] = set()
        self._settled: dict[tuple[str | None, ...], Entity] = {}

    def take(self, row: Row) -> None:
        """Takes one row: its role, level and skill, and what is expected there."""
        role, level, skill = self._known(row) or (None, None, None)
        if role is None or level is None or skill is None:
            missing = [column for column in ("role", "level", "skill") if not folded_name(row, column)]
            for column in missing:
                self._problem("cell_missing", row, column, allowed=NAMES[column])
            if missing:
                return
            role, level, skill = self._named(row)
        self._expect(row, role, level, skill)

    def _known(self, row: Row) -> tuple[Entity, Entity, Entity] | None:
        """Role, level and skill of a row that says of them, word for word, what a row before said without a problem."""
        get = row.cells.get
        role = self._settled.get(("role", *map(get, _ROLE)))
        level = self._settled.get((role.key, *map(get, _LEVEL))) if role else None
        skill = self._settled.get(("skill", *map(get, _SKILL)))
        return (role, level, skill) if role and level and skill else None

    def _named(self, row: Row) -> tuple[Entity, Entity, Entity]:
        before = len(self.problems)
        role = self._entity(self._roles, row, "role")
        level = self._entity(self._ladders.setdefault(role.key, Entities()), row, "level")
        skill = self._entity(self._skills, row, "skill")
        self._say(role, row, "role_en", "role_zh")
        self._say(level, row, "level_en", "level_zh", "level_order")
        self._say(skill, row, "skill_en", "skill_zh", "skill_text_en", "skill_text_zh", "requires", "updated_on")
        self._settle(skill, row)
        if len(self.problems) == before:
            get = row.cells.get
            self._settled["role", *map(get, _ROLE)] = role
            self._settled[role.key, *map(get, _LEVEL)] = level
            self._settled["skill", *map(get, _SKILL)] = skill
        return role, level, skill

    def draft(self, source: Source) -> Draft:
        """The framework as far as it could be read; complete if there are no problems."""
        roles = tuple(Role(role.key, role.text("role"), self._ladder(role)) for role in self._roles)
        requires = self._requires()
        used = {category.key for _, category in self._home.values()}
        domains = {category.key: domain for domain, category in self._home.values()}
        return Draft(
            source=source,
            domains=tuple(
                Domain(each.key, each.text("domain"))
                for each in self._domains
                if each.key in {domain.key for domain in domains.values()}
            ),
            categories=tuple(
                Category(each.key, domains[each.key].key, each.text("category"))
                for each in self._categories
                if each.key in used
            ),
            skills=tuple(self._skill(each, requires[each.key]) for each in self._skills),
            roles=roles,
            expectations=tuple(cell for cell, _ in self._cells.values()),
        )

    def _skill(self, each: Entity, requires: tuple[str, ...]) -> Skill:
        home = self._home[each.key][1].key
        return Skill(each.key, home, each.text("skill"), each.text("skill_text"), self._day(each), requires)

    def _requires(self) -> dict[str, tuple[str, ...]]:
        wishes = [
            PrerequisiteRef(each.key, each.get("skill_en") or each.get("skill_zh"), *each.cell("requires"))
            for each in self._skills
        ]
        known = {
            name.casefold(): each.key
            for each in self._skills
            for name in (each.get("skill_zh"), each.get("skill_en"))
            if name
        }
        known |= {each.key: each.key for each in self._skills}
        requires, wrong = prerequisites(self.file, wishes, known)
        self.problems += wrong
        return requires

    def _entity(self, entities: Entities, row: Row, stem: str, name: str = "", parent: str = "") -> Entity:
        key = row[f"{stem}_key"] or self._keys[stem].get(folded_name(row, stem), "")
        if key and not _KEY.fullmatch(key):
            self._problem("key_form", row, f"{stem}_key", key, allowed=KEY)
        return entities.take(name or name_of(row, stem), key, parent)

    def _say(self, thing: Entity, row: Row, *columns: str) -> None:
        """Keeps what the row says of a thing. Saying nothing is fine, saying something else is a problem."""
        for column in columns:
            value = row[column] if column.startswith("skill_text") else one_line(row[column])
            if not value:
                continue
            text, where = thing.cells.setdefault(column, (value, row.number))
            if where == row.number:
                longest = LONGEST_TEXT if column.startswith("skill_text") else LONGEST_NAME
                if len(value) > longest:
                    self._problem("too_long", row, column, str(len(value)), allowed=f"<= {longest}")
            if text != value and text.casefold() != value.casefold():
                self._problem("said_differently", row, column, value, allowed=f"“{text}”", other_row=where)

    def _settle(self, skill: Entity, row: Row) -> None:
        """The first category a skill stands in is its home; standing elsewhere too is worth one note. Without a name
        the category is called as the domain is: forms and reports show categories alone."""
        if skill.key in self._home and not (folded_name(row, "domain") or folded_name(row, "category")):
            return
        domain = self._entity(self._domains, row, "domain", name_of(row, "domain") or GENERAL.en)
        named = name_of(row, "category") or name_of(row, "domain") or GENERAL.en
        category = self._entity(self._categories, row, "category", named, domain.key)
        usual = GENERAL
        for thing, column in ((domain, "domain"), (category, "category")):
            self._say(thing, row, f"{column}_en", f"{column}_zh")
            if not thing.cells:
                thing.cells = {f"{column}_en": (usual.en, row.number), f"{column}_zh": (usual.zh, row.number)}
            usual = thing.text(column)
        home = self._home.setdefault(skill.key, (domain, category))[1]
        if home is not category and skill.key not in self._noted:
            self._noted.add(skill.key)
            first = home.text("category")
            self._note("several_homes", row, "category", name_of(row, "skill"), allowed=f"“{first.en or first.zh}”")

    def _expect(self, row: Row, role: Entity, level: Entity, skill: Entity) -> None:
        text = Text(row["text_en"], row["text_zh"])
        need = self._need(row, text)
        if need is Need.NOTHING or need is None:
            return
        for column, value in (("text_en", text.en), ("text_zh", text.zh)):
            if len(value) > LONGEST_TEXT:
                self._problem("too_long", row, column, str(len(value)), allowed=f"<= {LONGEST_TEXT}")
        cell = Expectation(role.key, level.key, skill.key, need is Need.REQUIRED, text)
        first, where = self._cells.setdefault((role.key, level.key, skill.key), (cell, row.number))
        if first is cell:
            return
        what = f"{name_of(row, 'role')}, {name_of(row, 'level')}, {name_of(row, 'skill')}"
        if first == cell:
            self._note("duplicate", row, "", what, other_row=where)
        else:
            self._problem("duplicate_differs", row, "text", what, other_row=where)

    def _need(self, row: Row, text: Text) -> Need | None:
        """What the row expects; None where it cannot be told, which is a problem then."""
        if "required" not in row.cells:
            return self._choices.unmarked if text else Need.NOTHING
        mark = one_line(row["required"])
        need = need_of(mark, self._choices.marks)
        if need is Need.NOTHING and text:
            rule = "text_unexpected" if mark else "cell_missing"
            self._problem(rule, row, "required", row["required"], allowed=NEEDS)
            return None
        if need is None:
            rule = "weight" if is_weight(mark) or mark.isdecimal() else "not_known"
            self._problem(rule, row, "required", mark, allowed=ALLOWED, near=nearest(folded(mark), filter(None, MARKS)))
        return need

    def _ladder(self, role: Entity) -> tuple[Level, ...]:
        """The levels by the order that is given: in the file, else by somebody, else as their names suggest."""
        things = list(self._ladders[role.key])
        if any(thing.get("level_order") for thing in things):
            return self._numbered(things)
        names = {(text.en or text.zh): thing for thing in things for text in (thing.text("level"),)}
        if len(names) < len(things):  # two levels of one name, told apart by their keys
            return tuple(Level(each.key, each.text("level"), rank) for rank, each in enumerate(things, start=1))
        steps, told = self._steps(role, tuple(names))
        shown = role.text("role")
        same = self.ladders.get(steps)
        self.ladders[steps] = Ladder((*(same.roles if same else ()), shown.en or shown.zh), steps, told)
        return tuple(
            Level(names[name].key, names[name].text("level"), rank)
            for rank, step in enumerate(steps, start=1)
            for name in step
            if name in names
        )

    def _steps(self, role: Entity, names: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """The levels of a role, lowest first, and whether anybody says so."""
        by_fold = {name.casefold(): name for name in names}
        own = next((self._choices.orders[name] for name in (role.get("role_en"), role.get("role_zh"), role.key)
                    if name in self._choices.orders), "")  # fmt: skip
        lines = own or self._choices.orders.get("", "")
        if not lines:
            return (tuple((name,) for name in names), True) if self._order_told else (suggested(names), False)
        steps = [
            tuple(filter(None, (by_fold.get(each.casefold(), each if own else "") for each in step)))
            for step in parsed(lines)
        ]
        ordered = [name for step in steps for name in step]
        wrong = [("order_unknown", name) for name in ordered if name not in names or ordered.count(name) > 1]
        wrong += [("order_misses", name) for name in names if name not in ordered]
        allowed = ", ".join(names)
        self.problems += [
            Problem(self.file, rule, None, "level_order", name, allowed, _near(rule, name, names))
            for rule, name in wrong
        ]
        return tuple(step for step in steps if step), True

    def _numbered(self, things: Sequence[Entity]) -> tuple[Level, ...]:
        ranks: list[int] = []
        for number, thing in enumerate(things, start=1):
            order, row = thing.cell("level_order")
            if not order:
                where = thing.cells.get("level_en") or thing.cells["level_zh"]
                self._problem_at("order_partly", where[1], "level_order", "", WHOLE_NUMBER)
            elif not re.fullmatch(r"-?\d{1,6}", order):
                self._problem_at("not_known", row, "level_order", order, WHOLE_NUMBER)
                order = ""
            ranks.append(int(order) if order else number)
        ladder = [Level(thing.key, thing.text("level"), rank) for thing, rank in zip(things, ranks, strict=True)]
        return tuple(sorted(ladder, key=lambda level: level.rank))

    def _day(self, skill: Entity) -> str:
        text, row = skill.cell("updated_on")
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self._problem_at("not_known", row, "updated_on", text, DAY)
            return ""

    def _problem(
        self,
        rule: str,
        row: Row,
        column: str,
        value: str = "",
        *,
        allowed: Text | str = "",
        near: str = "",
        other_row: int | None = None,
    ) -> None:
        self.problems.append(Problem(self.file, rule, row.number, _place(row, column), value, allowed, near, other_row))

    def _problem_at(self, rule: str, row: int, column: str, value: str, allowed: Text | str) -> None:
        self.problems.append(Problem(self.file, rule, row, column, value, allowed))

    def _note(
        self, rule: str, row: Row, column: str, value: str, *, allowed: Text | str = "", other_row: int | None = None
    ) -> None:
        self.notes.append(Problem(self.file, rule, row.number, column, value, allowed, other_row=other_row))


def _near(rule: str, name: str, names: Sequence[str]) -> str:
    """The level that a wrong one may stand for."""
    return nearest(name, names) if rule == "order_unknown" and name not in names else ""


def _place(row: Row, column: str) -> str:
    """The column to name: in a matrix, where what is expected stands in many, that of the cell."""
    return row.place if row.place and column in ("required", "text", "text_en", "text_zh") else column
