"""Edges that give rights, held against the events that made them: placements, capacities, seats in sessions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from graph.calibration.table import COMPOSING, CONFIRM_LOCK, SessionAction
from graph.clock import day
from graph.people.holdings import LEVEL, Holdings, line_to
from graph.people.models import END_DEPUTY, GIVE, NAME_DEPUTY, TAKE, Placement
from graph.people.timeline import Spell, placed_in_turn, spells_of
from graph.verification.events import StoredEvent
from graph.verification.faults import Fault, FaultKind
from graph.verification.rows import PersonRow, SessionRow

Edge = tuple[str, str, Any, Any]
"""What kind of edge, to what, from which and until which day (None: it goes on)."""


def check_person(row: PersonRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Levels, lines, capacities and deputies of a person that no event gave or ended, and those that events gave and
    that are gone."""
    linked: list[Edge] = [("level", one["level"], one["from"], one["until"]) for one in row["levels"]]
    linked += [(f"{one['kind']} to", one["manager"], one["from"], one["until"]) for one in row["lines"]]
    linked += [("department", one["department"], one["from"], one["until"]) for one in row["departments"]]
    linked += [("capacity", one["capacity"], one["from"], one["until"]) for one in row["capacities"]]
    linked += [("deputy", one["deputy"], one["from"], one["until"]) for one in row["deputies"]]
    recorded = placed(events)
    for edge in sorted({*linked} - {*recorded}, key=str):
        yield Fault(FaultKind.RELATION, row["person"], 0, f"{_said(edge)}: no event says so")
    for edge in sorted({*recorded} - {*linked}, key=str):
        yield Fault(FaultKind.RELATION, row["person"], 0, f"{_said(edge)}: recorded, and not there")


def placed(events: Sequence[StoredEvent]) -> list[Edge]:
    """The edges that the placing events of a person made and ended one after the other.

    An event says what was held after it; that was read from edges, which somebody may have forged. So what was asked
    for is done once more to what was recorded by then. Events of before December 2026 say nothing of what was held, and
    ended what was open alone.
    """
    edges: list[Edge] = []
    for number, facts in _placings(events):
        since = str(facts.get("since"))
        if isinstance(held := facts.get("held"), dict):
            after = _settled(held, events[:number]) if facts.get("settles") else _done_again(edges, facts)
            edges = [edge for edge in edges if edge[0] not in after]
            edges += [(what, each.to, each.start, each.until) for what, spells in after.items() for each in spells]
            continue
        wanted = [("level", facts.get("level")), (f"{facts.get('kind')} to", facts.get("manager"))]
        for kind, to in wanted:
            if to:
                edges = [_ended(edge, since) if edge[0] == kind and edge[1] != to else edge for edge in edges]
                edges += _begun(edges, kind, to, since)
        for capacity in facts.get("capacities") or ():
            edges += _begun(edges, "capacity", capacity, since)
    return edges


def _placings(events: Sequence[StoredEvent]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What placing events asked for, each with the number of its event; an import asked for several things at once."""
    for number, event in enumerate(events):
        if event.action in ("place", GIVE, TAKE, NAME_DEPUTY, END_DEPUTY):
            yield number, event.facts
        elif event.action == "import_person":
            for facts in event.facts.get("placements") or ():
                yield number, {**facts, "held": {}}


def _done_again(edges: Sequence[Edge], facts: Mapping[str, Any]) -> Mapping[str, tuple[Spell, ...]]:
    """What a placement changes of what was recorded."""
    spells = {what: spells_of([edge[1:] for edge in edges if edge[0] == what]) for what in {edge[0] for edge in edges}}
    placement = Placement(
        person="",
        since=date.fromisoformat(str(facts["since"])),
        level=facts.get("level"),
        manager=facts.get("manager"),
        kind=str(facts.get("kind")),
        capacities=tuple(facts.get("capacities") or ()),
        corrects=bool(facts.get("corrects")),
        department=facts.get("department"),
        ends=tuple(facts.get("ends") or ()),
        ends_capacities=tuple(facts.get("ends_capacities") or ()),
        deputy=facts.get("deputy"),
        until=day(facts.get("until")),
    )
    return Holdings("", 0, "", spells).after(placement)


def _settled(held: Mapping[str, Any], before: Sequence[StoredEvent]) -> Mapping[str, tuple[Spell, ...]]:
    """What is held of each once every recorded placement has replaced what came after its day."""
    return {what: placed_in_turn(recorded_of(what, before)) for what in held}


def recorded_of(what: str, events: Sequence[StoredEvent]) -> list[tuple[str, date]]:
    """What was placed of one thing, a level or a line of a kind, and from which day; in the order of the record."""
    key = "level" if what == LEVEL else "manager"
    return [
        (str(to), date.fromisoformat(str(facts.get("since"))))
        for _number, facts in _placings(events)
        if what == LEVEL or line_to(str(facts.get("kind"))) == what
        if (to := facts.get(key))
    ]


def _ended(edge: Edge, since: str) -> Edge:
    kind, to, start, until = edge
    eve = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    return (kind, to, start, eve) if until is None else edge


def _begun(edges: Sequence[Edge], kind: str, to: str, since: str) -> list[Edge]:
    goes_on = any((edge[0], edge[1], edge[3]) == (kind, to, None) for edge in edges)
    return [] if goes_on else [(kind, to, since, None)]


def _said(edge: Edge) -> str:
    kind, to, start, until = edge
    return f"{kind} {to} from {start}" + (f" until {until}" if until else "")


def check_session(row: SessionRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Seats and reviews of a session that differ from what it was set up with and what was changed since."""
    recorded, covered = _composition(events)
    seats = {(seat["person"], seat["as"]) for seat in row["seats"]}
    for person, role in sorted(recorded ^ seats, key=str):
        yield Fault(FaultKind.RELATION, row["session"], 0, f"the seat of {person} as {role}")
    for review in sorted(covered ^ set(row["reviews"])):
        yield Fault(FaultKind.RELATION, row["session"], 0, f"the review {review}")
    yield from _confirmations(row, events)


def _confirmations(row: SessionRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """A lock that another facilitator had not confirmed just so or of another moment, and a confirmation that no event
    made. Sessions that were locked before December 2026 name none."""
    last: tuple[Any, Any, Any] = (None, None, None)
    locked_at = None
    for event in events:
        if event.action == CONFIRM_LOCK:
            last = (event.actor, event.facts.get("covers"), event.at)
        elif event.action == SessionAction.LOCK and "confirmed_by" in event.facts:
            locked_at = event.at
            named = (event.facts["confirmed_by"], event.facts.get("covers"))
            if named != last[:2] or event.actor == named[0]:
                yield Fault(FaultKind.STATE, row["session"], event.seq, "locked without another facilitator")
    if (row["confirmed_by"], row["confirmed"], row["confirmed_at"]) != last:
        yield Fault(FaultKind.STATE, row["session"], 0, "who confirmed what it locks")
    if row["locked_at"] != locked_at:
        yield Fault(FaultKind.STATE, row["session"], 0, "when it was locked")


def _composition(events: Sequence[StoredEvent]) -> tuple[set[tuple[Any, Any]], set[Any]]:
    """Who sits in a session and what it covers, by its events."""
    members: dict[Any, Any] = {}
    reviews: set[Any] = set()
    for event in events:
        if event.action == "set_up":
            members, reviews = dict(event.facts.get("members") or {}), set(event.facts.get("reviews") or ())
        elif event.action in COMPOSING:
            for person in event.facts.get("members_out") or ():
                members.pop(person, None)
            members |= event.facts.get("members_in") or {}
            reviews -= set(event.facts.get("reviews_out") or ())
            reviews |= set(event.facts.get("reviews_in") or ())
    return set(members.items()), reviews
