"""Capacities: given and taken by another HR admin from a day on, with a reason; told to every HR admin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NoReturn

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import repository
from graph.people.holdings import CAPACITY, Holdings
from graph.people.models import GIVE, TAKE, Placement
from graph.people.placing import facts_of
from graph.people.timeline import Spell
from graph.queries import query

SET_CAPACITIES = query("people/set_capacities")
HR_ADMINS = query("people/hr_admins")
HR = "hr_admin"
CAPACITIES = (HR, "framework_editor", "auditor", "facilitator")
COMMAND_LINE = "command line"


@dataclass(frozen=True)
class CapacityChange:
    """What is to become of one capacity of somebody: given from a day on, or taken, where it `ends`."""

    person: str
    capacity: str
    since: date
    reason: str
    ends: bool = False


def change_capacity(graph: Graph, context: Context, seq: int, change: CapacityChange) -> bool:
    """Gives or takes a capacity; whether that changed anything. `seq` is the number of the person's last event as the
    page showed it.

    Raises Forbidden for oneself and for who is no HR admin today, NotFound, Conflict where the person's stream moved
    since, Refused: `reason`, `date_past`, `has_left`, `no_hr_admin` with the first day on which there would be none.
    """
    if change.person == context.actor:
        raise Forbidden(_action(change), "another hr_admin")
    held = _held(graph, change.person)
    if held.seq != seq:
        raise Conflict({})
    return _write(graph, context, held, change, trusted=False)


def give_back(graph: Graph, context: Context, change: CapacityChange) -> bool:
    """Gives a capacity from the command line, where nobody holds it today: whoever runs the server has no other way in.

    Raises NotFound, Refused as `change_capacity`, and `capacity_held` where somebody holds it, or changed the person at
    the same moment.
    """
    return _write(graph, context, _held(graph, change.person), change, trusted=True)


def first_day_without(spells: Iterable[Spell], since: date) -> date | None:
    """The first day from `since` on that no spell covers; None if there is none."""
    day = since.isoformat()
    for spell in sorted(spells):
        if spell.start > day:
            break
        if spell.until is None:
            return None
        if spell.until >= day:
            day = (date.fromisoformat(spell.until) + timedelta(days=1)).isoformat()
    return date.fromisoformat(day)


@dataclass(frozen=True)
class HrAdmins:
    """When who is an HR admin, and everybody's last day as stored; `changed` is the last change of this."""

    changed: str
    spells: Mapping[str, Sequence[Spell]]
    leaves: Mapping[str, str | None]

    def require(self, person: str, spells: Sequence[Spell], leaves_on: str | None, since: date) -> None:
        """Raises Refused `no_hr_admin` with the first day from `since` on on which nobody would be one, if a person
        were one as `spells` say, until their last day."""
        others = {other: held for other, held in self.spells.items() if other != person}
        gap = _first_gap({**others, person: spells}, {**self.leaves, person: leaves_on}, since)
        if gap is not None:
            raise Refused([Reason("no_hr_admin", (gap.isoformat(),))])

    def gap_once(self, leaves: Mapping[str, str], since: date) -> date | None:
        """The first day from `since` on on which nobody would be one, once those of `leaves` have these last days."""
        return _first_gap(self.spells, {**self.leaves, **leaves}, since)


def _first_gap(spells: Mapping[str, Sequence[Spell]], leaves: Mapping[str, str | None], since: date) -> date | None:
    return first_day_without((one for who, held in spells.items() for one in _there(held, leaves[who])), since)


def hr_admins(graph: Graph) -> HrAdmins:
    """Who is or will be an HR admin. One statement."""
    row = graph.read_one(HR_ADMINS)
    assert row
    spells: dict[str, list[Spell]] = {}
    leaves: dict[str, str | None] = {}
    for person, start, until, leaves_on in row["held"]:
        spells.setdefault(person, []).append(Spell(start, HR, until))
        leaves[person] = leaves_on
    return HrAdmins(row["changed"], spells, leaves)


def _there(spells: Iterable[Spell], leaves_on: str | None) -> Iterator[Spell]:
    """The spells as far as somebody is there."""
    for spell in spells:
        until = leaves_on if spell.until is None else min(spell.until, leaves_on or spell.until)
        if until is None or until >= spell.start:
            yield replace(spell, until=until)


def _action(change: CapacityChange) -> str:
    return TAKE if change.ends else GIVE


def _held(graph: Graph, person: str) -> Holdings:
    held = repository.held(graph, [person]).get(person)
    if held is None:
        raise NotFound("person", person)
    return held


def _write(graph: Graph, context: Context, held: Holdings, change: CapacityChange, *, trusted: bool) -> bool:
    _check(context, change, held)
    placement = _placement(change)
    after = held.after(placement).get(CAPACITY)
    if after is None:
        return False
    admins = hr_admins(graph) if change.capacity == HR else None
    if admins and change.ends:
        admins.require(held.person, [each for each in after if each.to == HR], held.leaves_on, change.since)
    facts: dict[str, Any] = {**facts_of(placement), "held": {CAPACITY: [each.row() for each in after]}}
    relied_on = COMMAND_LINE if trusted else f"HAS_CAPACITY/{context.actor}>{HR}"
    event = compose(
        context, held.person, held.seq, held.head, _action(change), facts, relied_on=relied_on,
        texts={"reason": change.reason},
    )  # fmt: skip
    done = graph.write_one(
        SET_CAPACITIES, person=held.person, capacity=change.capacity, capacities=[each.row() for each in after],
        actor=context.actor, today=context.today.isoformat(), trusted=trusted,
        seen=admins.changed if admins else None, event=event.params(), words=[w.row() for w in event.words],
    )  # fmt: skip
    if done is None and trusted:
        raise Refused([Reason("capacity_held", (change.capacity,))])
    if done is None:
        _refuse(graph, context, change)
    return True


def _refuse(graph: Graph, context: Context, change: CapacityChange) -> NoReturn:
    """Says why nothing was written: the actor is no HR admin any more, or somebody was faster."""
    today = context.today.isoformat()
    own = hr_admins(graph).spells.get(context.actor, ())
    if not any(each.start <= today and (each.until or today) >= today for each in own):
        raise Forbidden(_action(change), HR)
    raise Conflict({})


def _check(context: Context, change: CapacityChange, held: Holdings) -> None:
    reasons = []
    if not change.reason.strip():
        reasons.append(Reason("reason"))
    if change.since < context.today:
        reasons.append(Reason("date_past"))
    if not change.ends and held.leaves_on is not None and held.leaves_on < change.since.isoformat():
        reasons.append(Reason("has_left", (held.leaves_on,)))
    if change.capacity not in CAPACITIES:
        reasons.append(Reason("unknown_choice"))
    if reasons:
        raise Refused(reasons)


def _placement(change: CapacityChange) -> Placement:
    if change.ends:
        return Placement(change.person, change.since, ends_capacities=(change.capacity,))
    return Placement(change.person, change.since, capacities=(change.capacity,))
