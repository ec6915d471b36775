"""What an import would do: each row held against the graph, managers last, when everybody is known."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

from graph.people.holdings import DEPARTMENT, LEVEL, line_to
from graph.people.models import Placement
from graph.people.reporting_lines import rings
from graph.people.search import email_key
from graph.people.timeline import ended, placed
from graph.people_import.fields import Field
from graph.people_import.known_names import NO_MANAGER, KnownNames
from graph.people_import.levels import NamedLevel
from graph.people_import.models import Change, Choices, PersonInFile
from graph.people_import.problems import Problems
from graph.people_import.state import KnownPerson, State
from graph.text import Text

_OWN = frozenset({Field.NAME, Field.NAME_ZH, Field.EMAIL, Field.LOGIN, Field.LANGUAGE})
"""What of their own row an HR admin may bring."""
_LINES = {Field.MANAGER: "line", Field.DOTTED_MANAGER: "dotted"}
_FIELD = {field.value: field for field in Field}


@dataclass
class Planned:
    """What becomes of one person: details that change, placements in their order, and the same as texts to show."""

    person: str
    row: int
    known: KnownPerson | None
    name: Text
    details: dict[str, str] = field(default_factory=dict)
    placements: list[Placement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        """Whether anything is written of them."""
        return self.known is None or bool(self.details or self.placements)


class Planner:
    """Holds rows against the state; `headings` are the columns' headings by field, for messages; `actor` imports.
    `of_levels` takes what is wrong with roles and levels: apart from `problems` where people come without them.
    `incomplete` names whom rows are about that lack something, and are not among the rows."""

    def __init__(
        self, state: State, choices: Choices, headings: Mapping[Field, str], problems: Problems, actor: str = "",
        incomplete: Set[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.state, self.since, self.headings = state, choices.since, headings
        self.problems, self.actor, self.incomplete = problems, actor, incomplete
        self.of_levels = Problems() if choices.skip_unknown_levels else problems
        self.own_row = 0
        self.known_names = KnownNames()
        self.by_email: dict[str, str] = {}
        self.by_login: dict[str, str] = {}
        for person in state.people.values():
            details = person.details
            email, login = details.get("email", ""), details.get("login", "")
            self.known_names.add(person.id, email, login, (details.get("name", ""), details.get("name_zh", "")))
            self.by_email.setdefault(email_key(email) or "", person.id)
            self.by_login[email_key(login) or ""] = person.id
        self.called = {person.id: person.name.en for person in state.people.values()}
        self.without_level = self.unknown_levels = self.since_unknown = 0

    def plan(self, rows: Sequence[PersonInFile]) -> list[Planned]:
        """What becomes of each row's person, in the order of the rows."""
        rows = [self._identified(row) for row in rows]
        self._twice(rows)
        self._let_go(rows)
        planned = [self._planned(row) for row in rows]
        for row in rows:
            names = (row.details.get("name", ""), row.details.get("name_zh", ""))
            self.known_names.add(row.id, row.details.get("email", ""), row.details.get("login", ""), names)
            self.called[row.id] = row.details["name"]
        for row, one in zip(rows, planned, strict=True):
            self._lines(row, one)
            self._place(row, one)
            if one.known and one.person == self.actor:
                self._leave_out_own(one)
        self._rings(planned)
        return planned

    def _identified(self, row: PersonInFile) -> PersonInFile:
        """The row with the id of whom it is about, where the file has no ids of its own."""
        if row.id in self.state.people:
            return row
        found = None
        if Field.ID not in self.headings:
            login, email = row.details.get("login", ""), row.details.get("email", "")
            found = self.by_login.get(row.login_before or login) or self.by_email.get(email_key(email) or "")
        return row._replace(id=found) if found else row

    def _leave_out_own(self, planned: Planned) -> None:
        """Takes out what nobody changes of themselves: where they stand, their absence, their leaving."""
        own = [change for change in planned.changes if change.field in _OWN]
        if len(own) < len(planned.changes):
            self.own_row = planned.row
        planned.changes, planned.placements = own, []
        planned.details = {key: value for key, value in planned.details.items() if key in _OWN}

    def _wrong(self, rule: str, row: int, column: Field, value: str, **more: object) -> None:
        heading = self.headings.get(column, str(column))
        self.problems.add(rule, row=row, column=heading, value=value, field=column, **more)  # type: ignore[arg-type]

    def _twice(self, rows: Sequence[PersonInFile]) -> None:
        ids: dict[str, int] = {}
        emails: dict[str, int] = {}
        logins: dict[str, int] = {}
        short = {each.lstrip("0"): each for each in (*self.state.people, *(row.id for row in rows)) if each[:1] == "0"}
        for row in rows:
            email, login = row.details["email"], row.details.get("login", "")
            for column, seen, value, key in (
                (Field.ID, ids, row.id, row.id),
                (Field.EMAIL, emails, email, email_key(email)),
                (Field.LOGIN, logins, login, email_key(login)),
            ):
                if key and key in seen:
                    self._wrong(f"{column}_again", row.row, column, value, other_row=seen[key])
                    break
                seen[key or ""] = row.row
            if row.id not in self.state.people and row.id[:1] != "0" and row.id in short:
                heading = self.headings.get(Field.ID, "id")
                self.problems.add(
                    "id_zeros", partial(short.__getitem__, row.id), row=row.row, column=heading, value=row.id
                )

    def _let_go(self, rows: Sequence[PersonInFile]) -> None:
        """Takes what the file takes from somebody for nobody's: two people may swap addresses, and so may rings of
        them."""
        for row in rows:
            known = self.state.people.get(row.id)
            for key, owners in (("email", self.by_email), ("login", self.by_login)) if known else ():
                before = email_key(known.details.get(key, "")) if known else None
                after = email_key(row.details.get(key, ""))
                if before and after and after != before and owners.get(before) == row.id:
                    del owners[before]

    def _planned(self, row: PersonInFile) -> Planned:
        known = self.state.people.get(row.id)
        name = Text(row.details["name"], row.details.get("name_zh", ""))
        planned = Planned(row.id, row.row, known, known.name if known else name)
        details = dict(row.details)
        if known is None:
            details.setdefault("login", details["email"].casefold())
            details.setdefault("name_zh", "")
        elif details.get("name") == details.get("name_zh") and known.details.get("name", "").isascii():
            details.pop("name")  # the file has the Chinese one alone
        before = known.details if known else {}
        planned.details = {key: value for key, value in details.items() if not known or value != before.get(key, "")}
        planned.changes = [Change(_FIELD[key], before.get(key, ""), value) for key, value in planned.details.items()]
        self._taken(row, planned)
        return planned

    def _taken(self, row: PersonInFile, planned: Planned) -> None:
        for key, owners, rule in (("email", self.by_email, "email_taken"), ("login", self.by_login, "login_taken")):
            value = planned.details.get(key, "")
            owner = owners.get(email_key(value) or "") if value else None
            if owner and owner != row.id:
                column = Field(key) if Field(key) in self.headings else Field.EMAIL
                self._wrong(rule, row.row, column, value, allowed=owner)
                return

    def _lines(self, row: PersonInFile, planned: Planned) -> None:
        for column, kind in _LINES.items():
            text = row.manager if column is Field.MANAGER else row.dotted_manager
            if text is None:
                continue
            found = () if text in NO_MANAGER else self.known_names.find(text)
            nobody = text in NO_MANAGER or found == (row.id,)
            if not nobody and not found and {text, text.casefold()} & self.incomplete:
                continue  # what that row lacks is said there
            if not nobody and len(found) != 1:
                rule = "manager_several" if found else "manager_unknown"
                near = None if found else partial(self.known_names.nearest, text)
                self.problems.add(
                    rule, near, row=row.row, column=self.headings.get(column, str(column)), value=text,
                    allowed=", ".join(found), field=column,
                )  # fmt: skip
                continue
            self._line(column, kind, "" if nobody else found[0], planned)

    def _line(self, column: Field, kind: str, manager: str, planned: Planned) -> None:
        held = planned.known.holds(line_to(kind), self.since) if planned.known else None
        before = held.to if held else ""
        if manager == before:
            return
        if planned.known and manager == self.actor:
            self._wrong("own_line", planned.row, column, manager)
            return
        planned.changes.append(Change(column, self._said(before), self._said(manager)))
        ends = () if manager else ("manager",)
        planned.placements.append(Placement(planned.person, self.since, manager=manager or None, kind=kind, ends=ends))

    def _said(self, person: str) -> str:
        name = self.called.get(person, "")
        return f"{name} · {person}" if name and name != person else person

    def _place(self, row: PersonInFile, planned: Planned) -> None:
        if row.department is not None:
            held = planned.known.holds(DEPARTMENT, self.since) if planned.known else None
            if (held.to if held else "") != row.department:
                planned.changes.append(Change(Field.DEPARTMENT, held.to if held else "", row.department))
                planned.placements.append(Placement(planned.person, self.since, department=row.department))
        held = planned.known.holds(LEVEL, self.since) if planned.known else None
        holds = self.state.levels.by_id.get(held.to) if held else None
        before = len(self.of_levels.found)
        level = self._level(row, holds)
        if level:
            self._level_change(row, planned, level, holds, held.start if held else "")
        self._target(row, planned, level or holds)
        self.unknown_levels += self.of_levels is not self.problems and len(self.of_levels.found) > before

    def _level(self, row: PersonInFile, holds: NamedLevel | None) -> NamedLevel | None:
        """The level that a row gives; of one without a role that of the role that the person has."""
        levels, problems = self.state.levels, self.of_levels
        role = (holds.framework, holds.role_key) if holds else None
        if row.role:
            role = levels.role(row.role, row.row, self.headings.get(Field.ROLE, "role"), problems)
            if role is None:
                return None
        if not row.level:
            self.without_level += bool(row.role and (holds is None or (holds.framework, holds.role_key) != role))
            return None
        return levels.level(role, row.level, row.row, self.headings.get(Field.LEVEL, "level"), problems)

    def _level_change(
        self, row: PersonInFile, planned: Planned, level: NamedLevel, holds: NamedLevel | None, start: str
    ) -> None:
        same = holds is not None and holds.same == level.same
        self.since_unknown += holds is None and row.since is None
        if holds is None or not same:
            planned.changes.append(Change(Field.LEVEL, holds.said if holds else "", level.said))
            if row.since or planned.known is None:
                since = (row.since or self.since).isoformat()
                planned.changes.append(Change(Field.SINCE, start, since))
            planned.placements.append(Placement(planned.person, row.since or self.since, level=level.id))
        elif row.since and row.since.isoformat() != start:
            planned.changes.append(Change(Field.SINCE, start, row.since.isoformat()))
            planned.placements.append(Placement(planned.person, row.since, level=holds.id, corrects=True))

    def _target(self, row: PersonInFile, planned: Planned, level: NamedLevel | None) -> None:
        if not row.target_level:
            return
        role = (level.framework, level.role_key) if level else None
        heading = self.headings.get(Field.TARGET_LEVEL, "target_level")
        target = self.state.levels.level(role, row.target_level, row.row, heading, self.of_levels)
        before = self.state.levels.by_id.get(planned.known.details.get("target_level", "")) if planned.known else None
        if target and (before is None or before.same != target.same):
            planned.details["target_level"] = target.id
            planned.changes.append(Change(Field.TARGET_LEVEL, before.name if before else "", target.name))

    def _rings(self, planned: Sequence[Planned]) -> None:
        """Says where somebody would be above themselves, on the day of the import or a later one."""
        key = line_to("line")
        lines = {person.id: person.holdings.spells.get(key, ()) for person in self.state.people.values()}
        moved: dict[str, int] = {}
        for one in planned:
            for placement in one.placements:
                if placement.kind == "line" and (placement.manager or "manager" in placement.ends):
                    before, manager = lines.get(one.person, ()), placement.manager
                    after = placed(before, manager, placement.since) if manager else ended(before, placement.since)
                    lines[one.person] = after
                    moved[one.person] = one.row
        named: set[str] = set()
        for ring in rings(moved, lines, self.since):
            if not named & set(ring):
                self._wrong("ring", moved[ring[0]], Field.MANAGER, " > ".join(ring))
            named |= set(ring)
