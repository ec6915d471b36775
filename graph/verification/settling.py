"""Settling edges that overlap: until December 2026 a move made after a planned one left both in force."""

from collections.abc import Sequence
from datetime import date

from graph.context import Context
from graph.driver import Graph
from graph.people import repository as people
from graph.people.holdings import LEVEL, Holdings, line_to
from graph.people.placing import event_of
from graph.people.timeline import Spell, overlap, placed
from graph.verification import repository
from graph.verification.events import StoredEvent, stored_events


def settle(graph: Graph, context: Context, relied_on: str) -> tuple[str, ...]:
    """Makes what was placed later replace everything from its day on, for people who hold two levels, or two lines of
    one kind, on one day; an event in each stream says so. Their ids, without those whose stream moved meanwhile."""
    settled: list[str] = []
    for person in people.overlapping(graph):
        events = stored_events(repository.events(graph, [{"stream": person, "kind": "person"}]))
        holdings = people.held(graph, [person])[person]
        for what, spells in holdings.spells.items():
            if (what != LEVEL and not what.endswith(line_to(""))) or not overlap(spells):
                continue
            holdings = people.held(graph, [person])[person]
            after = {what: _once(holdings, what, events)}
            event = event_of(context, holdings, {"settles": True}, after, relied_on)
            settled += people.place(graph, [(what.removesuffix(line_to("")), after, event)])
    return tuple(sorted(set(settled)))


def _once(holdings: Holdings, what: str, events: Sequence[StoredEvent]) -> tuple[Spell, ...]:
    """The spells as the record places them one after the other; by their first days, where the record has none."""
    recorded = [
        (str(to), str(event.facts.get("since")))
        for event in events
        if event.action == "place" and (what == LEVEL or line_to(str(event.facts.get("kind"))) == what)
        if (to := event.facts.get("level" if what == LEVEL else "manager"))
    ]
    stored = [(each.to, each.start) for each in sorted(holdings.spells[what])]
    known = {to for to, _ in recorded} >= {to for to, _ in stored}
    spells: tuple[Spell, ...] = ()
    for to, since in recorded if known else stored:
        spells = placed(spells, to, date.fromisoformat(since))
    return spells
