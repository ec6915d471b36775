"""Placing people from a day on: level, line, capacities."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.audit.chain import Event, compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, Reason, Refused
from graph.people import repository
from graph.people.holdings import CAPACITY, Holdings, line_to
from graph.people.models import GIVE, Placement
from graph.people.reporting_lines import rings
from graph.people.timeline import Spell

BATCH = 500
_ATTEMPTS = 8


def place(graph: Graph, context: Context, placements: Sequence[Placement], *, relied_on: str) -> tuple[str, ...]:
    """Places people from a day on, in batches; one row a person. It replaces everything from that day on.

    The ids of those for whom it changed something: for the others nothing is recorded. Raises Forbidden if the actor
    grants themselves a capacity, Refused `unknown_place` naming people whose id, level or manager is unknown, or `ring`
    where somebody would be above themselves on any day, before or after other batches were written, Conflict where
    somebody's stream keeps moving.
    """
    if any(each.capacities and each.person == context.actor for each in placements):
        raise Forbidden("grant", "hr_admin")
    changed: list[str] = []
    for start in range(0, len(placements), BATCH):
        changed += _place_batch(graph, context, placements[start : start + BATCH], relied_on)
    return tuple(changed)


def _place_batch(graph: Graph, context: Context, batch: Sequence[Placement], relied_on: str) -> list[str]:
    changed: list[str] = []
    waiting = {each.person: each for each in batch}
    held = repository.held(graph, list(waiting))
    for _ in range(_ATTEMPTS):
        changes = _changes(context, held, waiting, relied_on)
        seen = _without_rings(graph, changes, waiting)
        change = None if seen is None else context.new_id()
        written = repository.place(graph, changes, change, seen)
        changed += sorted(written)
        missing = {event.stream for _, _, event in changes} - written
        now = repository.held(graph, sorted(missing)) if missing else {}
        unknown = [one for one in waiting if one not in held or (one in missing and now.get(one) == held[one])]
        if unknown and change and _last_change(graph) != change:
            continue  # somebody changed another line: is there a ring now?
        if unknown:
            raise Refused([Reason("unknown_place", tuple(unknown))])
        if not missing:
            return changed
        waiting, held = {one: waiting[one] for one in missing}, now
    raise Conflict({"streams": sorted(waiting)})


def _last_change(graph: Graph) -> str:
    return repository.lines_above(graph, (), date.max)[0]


def _without_rings(
    graph: Graph,
    changes: Sequence[tuple[str, Mapping[str, Sequence[Spell]], Event]],
    placements: Mapping[str, Placement],
) -> str | None:
    """The last change of any line when nobody would come to be above themselves; None where no line changes.

    Raises Refused `ring` with the ring.
    """
    key = line_to("line")
    new = {event.stream: spells[key] for kind, spells, event in changes if kind == "line" and key in spells}
    if not new:
        return None
    since = min(placements[person].since for person in new)
    managers = {each.to for spells in new.values() for each in spells}
    seen, lines = repository.lines_above(graph, sorted(managers), since)
    for ring in rings(new, {**lines, **new}, since):
        raise Refused([Reason("ring", ring)])
    return seen


def _changes(
    context: Context, held: Mapping[str, Holdings], placements: Mapping[str, Placement], relied_on: str
) -> list[tuple[str, Mapping[str, Sequence[Spell]], Event]]:
    changes: list[tuple[str, Mapping[str, Sequence[Spell]], Event]] = []
    for person, holdings in held.items():
        placement = placements[person]
        spells = holdings.after(placement)
        if spells:
            event = event_of(context, holdings, facts_of(placement), spells, relied_on)
            changes.append((placement.kind, spells, event))
    return changes


def facts_of(placement: Placement) -> dict[str, Any]:
    """What was asked for, as the event has it."""
    return {
        "since": placement.since.isoformat(),
        "level": placement.level,
        "manager": placement.manager,
        "kind": placement.kind,
        "capacities": list(placement.capacities),
        **({"corrects": True} if placement.corrects else {}),
        **({"department": placement.department} if placement.department is not None else {}),
        **({"ends": list(placement.ends)} if placement.ends else {}),
        **({"deputy": placement.deputy} if placement.deputy else {}),
        **({"until": placement.until.isoformat()} if placement.until else {}),
        **({"ends_capacities": list(placement.ends_capacities)} if placement.ends_capacities else {}),
    }


def event_of(
    context: Context, before: Holdings, facts: Mapping[str, Any], spells: Mapping[str, Sequence[Spell]], relied_on: str
) -> Event:
    """The event of a placement: what was asked for, and what is held afterwards of what it changed."""
    held = {what: [each.row() for each in of] for what, of in spells.items()}
    action = GIVE if set(spells) == {CAPACITY} else "place"
    return compose(
        context, before.person, before.seq, before.head, action, {**facts, "held": held}, relied_on=relied_on
    )
