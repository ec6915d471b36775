"""Settling edges that overlap: until December 2026 a move made after a planned one left both in force."""

from graph.context import Context
from graph.driver import Graph
from graph.people import repository as people
from graph.people.holdings import LEVEL, line_to
from graph.people.placing import event_of
from graph.people.timeline import overlap, placed_in_turn
from graph.verification import repository
from graph.verification.events import stored_events
from graph.verification.relations import recorded_of


def settle(graph: Graph, context: Context, relied_on: str) -> tuple[str, ...]:
    """Makes what was placed later replace everything from its day on, for people who hold two levels, or two lines of
    one kind, on one day; an event in each stream says so. Their ids, without those whose stream moved meanwhile, and
    without those who hold something that no event gave: verifying names it."""
    settled: list[str] = []
    for person in people.overlapping(graph):
        events = stored_events(repository.events(graph, [{"stream": person, "kind": "person"}]))
        holdings = people.held(graph, [person])[person]
        for what, spells in holdings.spells.items():
            if (what != LEVEL and not what.endswith(line_to(""))) or not overlap(spells):
                continue
            recorded = recorded_of(what, events)
            if not {to for to, _ in recorded} >= {each.to for each in spells}:
                continue  # no event gave one of them, and whose right it is to end it nobody can say
            holdings = people.held(graph, [person])[person]
            after = {what: placed_in_turn(recorded)}
            event = event_of(context, holdings, {"settles": True}, after, relied_on)
            settled += people.place(graph, [(what.removesuffix(line_to("")), after, event)], context.new_id())
    return tuple(sorted(set(settled)))
