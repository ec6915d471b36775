"""Deputies: who acts as manager in somebody's place, from a day to a day; named by themselves or by HR."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import repository
from graph.people.changing import Notice
from graph.people.holdings import DEPUTY, Holdings
from graph.people.models import END_DEPUTY, NAME_DEPUTY, Placement
from graph.people.placing import facts_of
from graph.people.repository import name_of
from graph.people.timeline import Spell
from graph.queries import query
from graph.text import Text

DEPUTIES = query("people/deputies")
SET_DEPUTIES = query("people/set_deputies")
WITHOUT_NAMED = query("people/without_named")
SET_NAMED = query("people/set_named")
_BATCH = 5_000
OWN = "own line"
"""What naming one's own deputy relies on."""


@dataclass(frozen=True)
class Naming:
    """Who is to act in somebody's place, on which days, and why."""

    person: str
    deputy: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True)
class Deputy:
    """The other one of a naming, and its days; `now` says that it counts today, `over` that its days are over."""

    id: str
    name: Text
    since: date
    until: date
    now: bool
    over: bool


@dataclass(frozen=True)
class Deputies:
    """Whom somebody has named, and who has named them, the newest first; `reports` counts who reports to them today
    or will as far as is recorded, `seq` is the number of their last event."""

    person: str
    name: Text
    seq: int
    reports: int
    named: tuple[Deputy, ...]
    named_by: tuple[Deputy, ...]


def deputies(graph: Graph, context: Context, person: str) -> Deputies:
    """Somebody's deputies. Raises NotFound. One statement."""
    row = graph.read_one(DEPUTIES, person=person, today=context.today.isoformat())
    if row is None:
        raise NotFound("person", person)
    named, named_by = (_deputies(row[key], context.today) for key in ("deputies", "deputy_of"))
    return Deputies(row["id"], name_of(row), row["seq"], row["reports"], named, named_by)


def _deputies(rows: Sequence[Sequence[Any]], today: date) -> tuple[Deputy, ...]:
    found = []
    for id_, name, name_zh, start, end in rows:
        since, until = date.fromisoformat(start), date.fromisoformat(end)
        named = name_of({"name": name, "name_zh": name_zh})
        found.append(Deputy(id_, named, since, until, since <= today <= until, until < today))
    return tuple(sorted(found, key=lambda one: (one.since, one.id), reverse=True))


def name_deputy(graph: Graph, context: Context, seq: int, naming: Naming, *, notice: Notice | None = None) -> None:
    """Names a deputy. `seq` is the number of the person's last event as the page showed it. `notice` gives the mail
    that tells the person where somebody else does it, None where no mail is sent.

    Raises NotFound, Forbidden for HR admins who would be the deputy themselves or report to the person, and for who is
    neither the person nor HR, Conflict where the person's stream moved since, Refused: `own_deputy`, `reason`,
    `date_past`, `deputy_days` (the last day is before the first), `has_left` (HR is told before the last day, others
    only once they have: when somebody is to leave is not theirs to know), `deputy_overlaps` (there is one on some of
    the days), `deputy_back` (the deputy has named the person on some of the days, and nobody delegates on).
    """
    if context.actor == naming.deputy != naming.person:
        raise Forbidden(NAME_DEPUTY, "another hr_admin")
    people = repository.held(graph, [naming.person, naming.deputy])
    for one in (naming.person, naming.deputy):
        if one not in people:
            raise NotFound("person", one)
    held = people[naming.person]
    if held.seq != seq:
        raise Conflict({})
    reasons = tuple(_reasons_against(context, naming, held, people[naming.deputy]))
    if reasons:
        raise Refused(reasons)
    placement = Placement(naming.person, naming.since, deputy=naming.deputy, until=naming.until)
    _write(graph, context, held, placement, NAME_DEPUTY, naming.deputy, naming.reason, notice)


def end_deputy(
    graph: Graph, context: Context, person: str, deputy: str, seq: int, *, notice: Notice | None = None
) -> None:
    """Ends that somebody is a deputy, from today on: today's and later days count no more. `notice` is as of
    `name_deputy`.

    Raises NotFound, Forbidden for who is neither the person nor HR or reports to them, Conflict where their stream
    moved since.
    """
    held = repository.held(graph, [person]).get(person)
    if held is None:
        raise NotFound("person", person)
    if held.seq != seq:
        raise Conflict({})
    placement = Placement(person, context.today, ends=(DEPUTY,), deputy=deputy)
    _write(graph, context, held, placement, END_DEPUTY, deputy, "", notice)


def _reasons_against(context: Context, naming: Naming, held: Holdings, deputy: Holdings) -> list[Reason]:
    reasons = []
    if naming.deputy == naming.person:
        return [Reason("own_deputy")]
    if not naming.reason.strip():
        reasons.append(Reason("reason"))
    if naming.since < context.today:
        reasons.append(Reason("date_past"))
    if naming.until < naming.since:
        return [*reasons, Reason("deputy_days")]
    known_until = context.today if context.actor == naming.person else naming.until
    if deputy.leaves_on is not None and deputy.leaves_on < known_until.isoformat():
        reasons.append(Reason("has_left", (deputy.leaves_on,)))
    if any(_meets(each, naming.since, naming.until) for each in held.spells.get(DEPUTY, ())):
        reasons.append(Reason("deputy_overlaps"))
    if _has_named(deputy, naming.person, naming.since, naming.until):
        reasons.append(Reason("deputy_back"))
    return reasons


def _has_named(one: Holdings, other: str, since: date, until: date) -> bool:
    """Whether somebody has named somebody else for any of the days."""
    return any(each.to == other and _meets(each, since, until) for each in one.spells.get(DEPUTY, ()))


def _meets(spell: Spell, since: date, until: date) -> bool:
    """Whether any of the days is one of a spell."""
    return spell.start <= until.isoformat() and (spell.until or "") >= since.isoformat()


def _write(
    graph: Graph, context: Context, held: Holdings, placement: Placement, action: str, deputy: str, reason: str,
    notice: Notice | None,
) -> None:  # fmt: skip
    after = held.after(placement).get(DEPUTY)
    if after is None:
        return
    facts = {**facts_of(placement), "held": {DEPUTY: [each.row() for each in after]}}
    own = context.actor == held.person
    relied_on = OWN if own else f"HAS_CAPACITY/{context.actor}>hr_admin"
    event = compose(
        context, held.person, held.seq, held.head, action, facts, relied_on=relied_on, texts={"reason": reason}
    )
    since, until = (day.isoformat() if day and placement.until else "" for day in (placement.since, placement.until))
    told = {"deputy": deputy, "since": since, "until": until}
    done = graph.write_one(
        SET_DEPUTIES, person=held.person, deputy=deputy, deputies=[each.row() for each in after], since=since,
        until=until, actor=context.actor, today=context.today.isoformat(), event=event.params(),
        words=[each.row() for each in event.words], notices=[{**notice(), **told}] if notice and not own else [],
    )  # fmt: skip
    if done is None:
        _refuse(graph, held, placement, action, own=own)


def _refuse(graph: Graph, held: Holdings, placement: Placement, action: str, *, own: bool) -> NoReturn:
    """Says why nothing was written: somebody was faster, or the actor is no HR admin any more."""
    deputy = placement.deputy or ""
    now = repository.held(graph, [held.person, deputy])
    if placement.until and _has_named(now[deputy], held.person, placement.since, placement.until):
        raise Refused([Reason("deputy_back")])
    if not own and now[held.person].seq == held.seq:
        raise Forbidden(action, "another hr_admin")
    raise Conflict({})


def fill(graph: Graph) -> int:
    """Leads events of an earlier release to the deputies whom they name; how many."""
    filled = 0
    while rows := graph.read_many(WITHOUT_NAMED, actions=[NAME_DEPUTY, END_DEPUTY], limit=_BATCH):
        named = [{"event": row["id"], "person": json.loads(row["body"])["facts"]["deputy"]} for row in rows]
        done = graph.write_many(SET_NAMED, rows=named)
        filled += len(done)
        if len(done) < len(rows):  # nobody of that id is there: it would be asked about for ever
            break
    return filled
