"""Graphs of earlier versions hold two managers or levels on one day: a check names them, a migration settles them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from graph.audit.chain import compose
from graph.people import repository as people
from graph.people.models import Placement
from graph.people.placing import place
from graph.people.timeline import Spell
from graph.verification.settling import settle
from graph.verification.verify import verify
from tests.company import (
    BOSS,
    COLLEAGUE,
    EMPLOYEE,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SENIOR,
    Company,
)

Ask = Callable[..., list[dict[str, Any]]]

OLD_LINE = (
    "MATCH (p:Person {id: $event.stream}) MATCH (m:Person {id: $to})"
    " CREATE (p)-[:REPORTS_TO {kind: 'line', from: $since}]->(m)"
    " SET p.seq = $event.seq, p.head = $event.hash CREATE (p)-[:RECORDED]->(e:Event) SET e = $event"
)
END = "MATCH (:Person {id: $id})-[e:REPORTS_TO {kind: 'line'}]->(:Person {id: $to}) SET e.until = $until"
LEVEL = "MATCH (p:Person {id: $id}) MATCH (l:Level {id: $level}) CREATE (p)-[:HOLDS {from: $since}]->(l)"


def placed_as_before(company: Company, ask: Ask, manager: str, since: date) -> None:
    """A placement as it was written before December 2026: it ended what was open, and nothing else."""
    before = people.held(company.graph, [EMPLOYEE])[EMPLOYEE]
    facts: dict[str, Any] = {
        "since": since.isoformat(),
        "level": None,
        "manager": manager,
        "kind": "line",
        "capacities": [],
    }
    event = compose(company.context("system"), EMPLOYEE, before.seq, before.head, "place", facts, relied_on="test")
    for spell in before.spells["line to"]:
        if spell.until is None:
            ask("write", "", END, id=EMPLOYEE, to=spell.to, until=(since - timedelta(days=1)).isoformat())
    ask("write", "", OLD_LINE, event=event.params(), to=manager, since=since.isoformat())


def test_what_overlaps_is_settled_as_it_was_placed(company: Company, ask: Ask) -> None:
    today = company.now.date()
    placed_as_before(company, ask, HEAD, date(2027, 1, 1))  # planned
    placed_as_before(company, ask, OTHER_MANAGER, today)  # and then moved at once: the plan ended the day before
    placed_as_before(company, ask, BOSS, date(2026, 12, 1))
    ask("write", "", END, id=EMPLOYEE, to=MANAGER, until="2026-12-31")
    assert people.overlapping(company.graph) == [EMPLOYEE]
    assert settle(company.graph, company.context("system"), "test") == (EMPLOYEE,)
    eve = (today - timedelta(days=1)).isoformat()
    assert people.held(company.graph, [EMPLOYEE])[EMPLOYEE].spells["line to"] == (
        Spell(HIRED.isoformat(), MANAGER, eve),
        Spell(today.isoformat(), OTHER_MANAGER, "2026-11-30"),
        Spell("2026-12-01", BOSS),
    )
    assert people.overlapping(company.graph) == []
    assert settle(company.graph, company.context("system"), "test") == ()
    assert verify(company.graph).clean


def test_what_no_event_gave_is_neither_settled_nor_covered_by_a_later_placement(company: Company, ask: Ask) -> None:
    graph, context = company.graph, company.context(HR)
    ask("write", "", LEVEL, id=COLLEAGUE, level=SENIOR, since="2026-06-01")
    forged = (
        "MATCH (p:Person {id: $id}) MATCH (m:Person {id: $to}), (c:Capacity {id: 'hr_admin'})"
        " CREATE (p)-[:REPORTS_TO {kind: 'line', from: '2026-11-01'}]->(m)"
        " CREATE (m)-[:HAS_CAPACITY {from: '2026-01-01'}]->(c)"
    )
    ask("write", "", forged, id=EMPLOYEE, to=MEMBER)
    assert people.overlapping(graph) == [COLLEAGUE, EMPLOYEE]
    assert settle(graph, company.context("system"), "test") == ()
    named = {(fault.stream, fault.detail) for fault in verify(graph).faults}
    assert {stream for stream, _ in named} == {COLLEAGUE, EMPLOYEE, MEMBER}

    placements = [
        Placement(EMPLOYEE, date(2026, 12, 1), manager=OTHER_MANAGER),
        Placement(COLLEAGUE, date(2026, 12, 1), level=SENIOR),
        Placement(MEMBER, date(2026, 12, 1), capacities=("auditor",)),
    ]
    place(graph, context, placements, relied_on="test")
    still = {fault.stream for fault in verify(graph).faults}
    assert still == {COLLEAGUE, EMPLOYEE, MEMBER}
