"""An import as one statement's parameters: who is new, who changed, the events, and the report that stays."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from graph.audit.chain import GENESIS, Event, compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.people.changing import Notice
from graph.people.holdings import DEPARTMENT, LEVEL, Holdings, line_to
from graph.people.password_links import HELD_BACK
from graph.people.placing import facts_of
from graph.people.search import found_by
from graph.people.timeline import Spell
from graph.people_import.models import Preview
from graph.people_import.planning import Planned
from graph.people_import.problems import note_said
from graph.queries import query

WRITE = query("people/import")
KINDS = ("line", "dotted")
_SAID = ("away_until", "leaves_on", "language", "target_level", "login")
"""Details whose values an event names; of the others, which are words about a person, the field alone."""


@dataclass(frozen=True)
class WhoIsNew:
    """What people who are new get where the file says nothing."""

    language: str
    time_zone: str


@dataclass(frozen=True)
class Import:
    """An import to be written: what the preview says, the people, the import, the change of a line manager and, where
    an HR admin leaves, that of HR admins before it, the headings' digest and what the columns were taken for. `notice`
    is as of `changing.change_details`."""

    preview: Preview
    people: Sequence[Planned]
    last_import: str
    last_line: str
    last_admins: str | None
    headings: str
    mapping: str
    notice: Notice | None = None


def written(
    graph: Graph, context: Context, new: Import, who: WhoIsNew, relied_on: str, import_id: str = ""
) -> str | None:
    """Writes an import, under an id of its own where none is given; its id.

    None where somebody's stream or the last import is another by now: nothing is written then. Raises Conflict for an
    id, a sign-in name or an email address that was taken meanwhile.
    """
    import_id = import_id or f"import-{context.new_id()}"
    report = json.dumps(_report(new.preview), ensure_ascii=False, separators=(",", ":"))
    rows = _Rows(context, import_id, who, relied_on, new.notice)
    for one in new.people:
        if one.changes_something:
            rows.take(one)
    event = compose(context, import_id, 0, GENESIS, "import_people", _facts(new.preview, report), relied_on=relied_on)
    node = {
        "id": import_id, "kind": "people", "digest": new.preview.file_digest, "file": new.preview.file,
        "actor": context.actor, "at": to_iso(context.now), "headings": new.headings, "mapping": new.mapping,
        "report": report, "seq": event.seq, "head": event.hash,
    }  # fmt: skip
    done = graph.write_one(
        WRITE,
        **{"import": node},
        last=new.last_import,
        seen=new.last_line,
        admins=new.last_admins,
        known=rows.known,
        new=rows.new,
        changed=rows.changed,
        levels=rows.levels,
        lines=rows.lines,
        departments=rows.departments,
        events=[*rows.events, event.params()],
        heads=rows.heads,
        no_link_until=to_iso(context.now + HELD_BACK),
    )
    return import_id if done else None


def _facts(preview: Preview, report: str) -> dict[str, Any]:
    return {
        "file": preview.file_digest,
        "since": preview.since.isoformat(),
        "new": len(preview.new),
        "changed": len(preview.changed),
        "ended": len(preview.ended),
        "unchanged": preview.unchanged,
        "absent": preview.absent,
        "report": sha256(report.encode()).hexdigest(),
    }


def _report(preview: Preview) -> dict[str, Any]:
    return {
        "since": preview.since.isoformat(),
        "new": [[one.person, one.name.en, one.name.zh] for one in preview.new],
        "changed": [
            [one.person, one.name.en, one.name.zh, [[str(c.field), c.before, c.after] for c in one.changes]]
            for one in preview.changed
        ],
        "ended": [[person, name.en, name.zh, day.isoformat()] for person, name, day in preview.ended],
        "unchanged": preview.unchanged,
        "absent": preview.absent,
        "notes": [[text.en, text.zh, note.rule] for note in preview.notes for text in [note_said(note)]],
    }


class _Rows:
    """The parameters of the statement, gathered person by person."""

    def __init__(self, context: Context, import_id: str, who: WhoIsNew, relied_on: str, notice: Notice | None) -> None:
        self.context, self.import_id, self.who, self.relied_on = context, import_id, who, relied_on
        self.notice = notice
        self.known: list[dict[str, Any]] = []
        self.new: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.levels: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.departments: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.heads: list[dict[str, Any]] = []

    def take(self, one: Planned) -> None:
        before = one.known.holdings if one.known else Holdings(one.person, 0, GENESIS, {})
        spells = dict(before.spells)
        held: dict[str, Sequence[Spell]] = {}
        for placement in one.placements:
            after = Holdings(one.person, 0, "", spells).after(placement)
            spells.update(after)
            held.update(after)
        event = self._event(one, before, held)
        self._details(one, before, event)
        self._edges(one.person, held)

    def _event(self, one: Planned, before: Holdings, held: dict[str, Sequence[Spell]]) -> Event:
        facts = {
            "import": self.import_id,
            "new": one.known is None,
            "fields": sorted(one.details),
            **{key: value for key, value in one.details.items() if key in _SAID},
            "placements": [facts_of(placement) for placement in one.placements],
            "held": {what: [each.row() for each in of] for what, of in held.items()},
        }
        return compose(
            self.context, one.person, before.seq, before.head, "import_person", facts, relied_on=self.relied_on
        )

    def _details(self, one: Planned, before: Holdings, event: Event) -> None:
        self.events.append(event.params())
        if one.known is None:
            person = {
                "id": one.person, "language": self.who.language, "time_zone": self.who.time_zone, **one.details,
                **_found(one, {}), "password_hash": "", "session_version": 1, "seq": event.seq, "head": event.hash,
            }  # fmt: skip
            self.new.append(person)
            return
        self.known.append({"person": one.person, "seq": before.seq, "head": before.head})
        self.heads.append({"person": one.person, "seq": event.seq, "head": event.hash})
        if one.details:
            details = {**one.details, **_found(one, one.known.details)}
            notices = [self.notice()] if self.notice and "email" in one.details else []
            self.changed.append({"person": one.person, "details": details, "notices": notices})

    def _edges(self, person: str, held: dict[str, Sequence[Spell]]) -> None:
        rows = {what: [each.row() for each in of] for what, of in held.items()}
        if LEVEL in rows:
            self.levels.append({"person": person, "held": rows[LEVEL]})
        if DEPARTMENT in rows:
            self.departments.append({"person": person, "held": rows[DEPARTMENT]})
        for kind in KINDS:
            if line_to(kind) in rows:
                self.lines.append({"person": person, "kind": kind, "held": rows[line_to(kind)]})


def _found(one: Planned, before: Mapping[str, str]) -> dict[str, str | None]:
    """By what somebody is found, sorted and told apart afterwards."""
    login, email, name, name_zh = (
        one.details.get(key, before.get(key, "")) for key in ("login", "email", "name", "name_zh")
    )
    found = found_by(one.person, login, email, name, name_zh)
    if "email" not in one.details:
        found.pop("email_key")  # an earlier release let two have one address; whoever has it keeps it
    return found
