"""Accounts, passwords, places, on the engine."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Barrier

import pytest

from graph.audit.chain import link
from graph.clock import from_iso
from graph.context import Context
from graph.driver import Graph, Row
from graph.errors import Conflict, Forbidden, NotFound, Refused
from graph.framework_import.starter import ensure_starter
from graph.people import repository, service
from graph.people.models import NewAccount, PersonAccount, Placement
from graph.people.timeline import Spell
from graph.text import Text
from graph.verification.verify import verify
from graph.worklists.team import team

Ask = Callable[..., list[Row]]
PASSWORD = "plain brown teapot"
_numbers = count(1)


def context(actor: str = "P-hr", today: date = date(2026, 11, 24)) -> Context:
    return Context(actor, from_iso(f"{today.isoformat()}T08:00:00Z"), today, lambda: f"id-{next(_numbers)}")


def person(graph: Graph, password: str = "") -> str:
    id_ = f"P-{next(_numbers)}-{id(graph):x}"
    service.create_account(
        graph, context(), NewAccount(id_, id_, Text("Wei Chen", "陈薇"), f"{id_}@example.org", password=password)
    )
    return id_


def put(graph: Graph, id_: str, since: date, **where: object) -> None:
    service.place(graph, context(), [Placement(id_, since, **where)], relied_on="test")  # type: ignore[arg-type]


def seen(graph: Graph, id_: str, today: date) -> PersonAccount:
    found = service.account(graph, context(id_, today), 1, "a-key")
    assert found is not None
    return found


def test_a_taken_id_or_login_is_a_conflict(graph: Graph) -> None:
    id_ = person(graph)
    with pytest.raises(Conflict):
        service.create_account(graph, context(), NewAccount(id_, "another", Text("A", ""), "a@example.org"))
    with pytest.raises(Conflict):
        service.create_account(graph, context(), NewAccount(id_ + "x", id_.upper(), Text("A", ""), "a@example.org"))


def test_the_account_costs_one_round_trip(graph: Graph) -> None:
    id_ = person(graph)
    graph.reset_round_trips()
    assert seen(graph, id_, date(2026, 11, 24)).name == Text("Wei Chen", "陈薇")
    assert graph.round_trips == 1
    assert service.account(graph, context(id_), 2, "a-key") is None


def test_authority_lasts_from_its_first_to_its_last_day(graph: Graph) -> None:
    boss, next_boss, worker = (person(graph) for _ in range(3))
    put(graph, worker, date(2026, 3, 1), manager=boss)
    put(graph, worker, date(2026, 6, 1), manager=next_boss)
    manages = {
        day: (seen(graph, boss, day).manages, seen(graph, next_boss, day).manages)
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1))
    }
    assert list(manages.values()) == [(False, False), (True, False), (True, False), (False, True)]


def test_a_second_kind_of_line_leaves_the_first(graph: Graph) -> None:
    boss, dotted, worker = (person(graph) for _ in range(3))
    put(graph, worker, date(2026, 3, 1), manager=boss)
    put(graph, worker, date(2026, 6, 1), manager=dotted, kind="dotted")
    assert seen(graph, boss, date(2026, 7, 1)).manages


def test_who_has_only_a_dotted_line_or_is_stood_in_for_manages_nobody(graph: Graph) -> None:
    boss, dotted, stand_in, worker = (person(graph) for _ in range(4))
    put(graph, worker, date(2026, 3, 1), manager=boss)
    put(graph, worker, date(2026, 3, 1), manager=dotted, kind="dotted")
    put(graph, worker, date(2026, 6, 1), manager=stand_in, kind="appointed")
    for day in (date(2026, 5, 31), date(2026, 6, 1)):
        for one in (boss, dotted, stand_in):
            assert seen(graph, one, day).manages == bool(team(graph, context(one, day))), (day, one)
    assert [seen(graph, one, date(2026, 5, 31)).manages for one in (boss, dotted, stand_in)] == [True, False, False]
    assert [seen(graph, one, date(2026, 6, 1)).manages for one in (boss, dotted, stand_in)] == [False, False, True]


def test_placing_twice_adds_no_second_edge(graph: Graph, ask: Ask) -> None:
    boss, worker = person(graph), person(graph)
    for day in (date(2026, 3, 1), date(2026, 4, 1)):
        put(graph, worker, day, manager=boss, capacities=("auditor",))
    rows = ask(
        "read", "edges", "MATCH (:Person {id: $id})-[e:REPORTS_TO|HAS_CAPACITY]->() RETURN count(e) AS edges", id=worker
    )
    assert rows == [{"edges": 2}]
    assert seen(graph, worker, date(2026, 5, 1)).capacities == ("auditor",)


def held(graph: Graph, id_: str) -> Mapping[str, tuple[Spell, ...]]:
    return repository.held(graph, [id_])[id_].spells


@pytest.mark.parametrize("kind", ["line", "dotted", "appointed"])
def test_a_move_placed_later_replaces_the_one_that_was_planned(graph: Graph, kind: str) -> None:
    boss, planned, sooner, worker = (person(graph) for _ in range(4))
    put(graph, worker, date(2026, 3, 1), manager=boss, kind=kind)
    put(graph, worker, date(2027, 1, 1), manager=planned, kind=kind)
    put(graph, worker, date(2026, 12, 1), manager=sooner, kind=kind)
    assert held(graph, worker)[f"{kind} to"] == (
        Spell("2026-03-01", boss, "2026-11-30"),
        Spell("2026-12-01", sooner),
    )
    on = date(2027, 2, 1)
    managers = [one for one in (boss, planned, sooner) if seen(graph, one, on).manages]
    assert managers == ([] if kind == "dotted" else [sooner])


def test_levels_and_capacities_follow_the_same_rule(graph: Graph, levels: tuple[str, str, str]) -> None:
    low, middle, high = levels
    worker = person(graph)
    for day, level in ((date(2026, 1, 1), low), (date(2027, 1, 1), high), (date(2026, 6, 1), middle)):
        put(graph, worker, day, level=level)
    assert held(graph, worker)["level"] == (Spell("2026-01-01", low, "2026-05-31"), Spell("2026-06-01", middle))
    put(graph, worker, date(2026, 5, 1), capacities=("auditor",))
    put(graph, worker, date(2026, 2, 1), capacities=("auditor", "hr_admin"))
    assert held(graph, worker)["capacity"] == (Spell("2026-02-01", "auditor"), Spell("2026-02-01", "hr_admin"))


def test_a_corrected_start_is_written_and_recorded_and_nothing_else_is(
    graph: Graph, ask: Ask, levels: tuple[str, str, str]
) -> None:
    low, middle, _ = levels
    worker = person(graph)
    put(graph, worker, date(2025, 1, 1), level=low)
    put(graph, worker, date(2026, 3, 1), level=middle)
    put(graph, worker, date(2026, 2, 1), level=middle)  # earlier: the placement itself says so
    put(graph, worker, date(2026, 7, 1), level=middle)  # goes on: nothing changes
    put(graph, worker, date(2026, 4, 1), level=middle, corrects=True)
    assert held(graph, worker)["level"] == (Spell("2025-01-01", low, "2026-03-31"), Spell("2026-04-01", middle))
    facts = "MATCH (:Person {id: $id})-[:RECORDED]->(e:Event {action: 'place'}) RETURN e.body AS body ORDER BY e.seq"
    recorded = [json.loads(row["body"])["facts"] for row in ask("read", "body", facts, id=worker)]
    assert [one["since"] for one in recorded] == ["2025-01-01", "2026-03-01", "2026-02-01", "2026-04-01"]
    assert recorded[-1]["held"] == {"level": [[low, "2025-01-01", "2026-03-31"], [middle, "2026-04-01", None]]}
    assert [one for one in verify(graph).faults if one.stream == worker] == []


def test_placing_at_once_loses_neither(graph: Graph, levels: tuple[str, str, str]) -> None:
    boss, worker, gate = person(graph), person(graph), Barrier(2)

    def call(where: dict[str, str]) -> None:
        gate.wait()
        put(graph, worker, date(2026, 3, 1), **where)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(call, [{"manager": boss}, {"level": levels[0]}]))
    assert {what: one for what, one in held(graph, worker).items() if one} == {
        "level": (Spell("2026-03-01", levels[0]),),
        "line to": (Spell("2026-03-01", boss),),
    }


@pytest.fixture(scope="module")
def levels(graph: Graph) -> tuple[str, str, str]:
    """Three levels of one role."""
    ensure_starter(context("system"), graph)
    low, middle, high = (f"ai-engineering@1/role/llm-engineer/{level}" for level in ("junior", "middle", "senior"))
    return low, middle, high


def test_nobody_grants_themselves_anything(graph: Graph) -> None:
    id_ = person(graph)
    with pytest.raises(Forbidden):
        service.place(
            graph, context(id_), [Placement(id_, date(2026, 1, 1), capacities=("hr_admin",))], relied_on="test"
        )
    assert seen(graph, id_, date(2026, 5, 1)).capacities == ()


@pytest.mark.parametrize("where", [{"manager": "P-nobody"}, {"level": "no/such/level"}])
def test_an_unknown_place_changes_nothing(graph: Graph, ask: Ask, where: dict[str, str]) -> None:
    id_ = person(graph)
    with pytest.raises(Refused) as refused:
        put(graph, id_, date(2026, 1, 1), **where)
    assert refused.value.reasons[0].about == (id_,)
    assert ask("read", "seq", "MATCH (p:Person {id: $id}) RETURN p.seq AS seq", id=id_) == [{"seq": 1}]


def test_each_change_is_an_event_of_an_unbroken_chain(graph: Graph, ask: Ask) -> None:
    id_ = person(graph, PASSWORD)
    put(graph, id_, date(2026, 1, 1), capacities=("auditor",))
    service.change_password(graph, context(id_), id_, PASSWORD, "four quiet green boats")
    service.sign_out_everywhere(graph, context(id_))
    events = ask(
        "read",
        "action, body, previous, hash, head",
        "MATCH (p:Person {id: $id})-[:RECORDED]->(e:Event) WITH p, e ORDER BY e.seq"
        " RETURN e.action AS action, e.body AS body, e.previous AS previous, e.hash AS hash, p.head AS head",
        id=id_,
    )
    assert [each["action"] for each in events] == [
        "create_account", "give_capacity", "change_password", "sign_out_everywhere",
    ]  # fmt: skip
    head = ""
    for each in events:
        assert each["previous"] == head
        head = link(head, each["body"])
        assert each["hash"] == head
    assert events[-1]["head"] == head
    assert "teapot" not in str(events)


def test_passwords(graph: Graph) -> None:
    id_ = person(graph, PASSWORD)
    assert service.sign_in(graph, context("stranger"), f" {id_.upper()} ", PASSWORD).account is not None
    assert service.sign_in(graph, context("stranger"), id_, PASSWORD + "x").account is None
    assert service.sign_in(graph, context("stranger"), "nobody at all", PASSWORD).account is None
    assert service.set_password(graph, context(), id_, "four quiet green boats") == 2
    assert service.sign_in(graph, context("stranger"), id_, PASSWORD).account is None
    with pytest.raises(NotFound):
        service.set_password(graph, context(), "nobody at all", PASSWORD)


def test_nobody_signs_in_without_a_password(graph: Graph) -> None:
    id_ = person(graph)
    assert service.sign_in(graph, context("stranger"), id_, "").account is None
    assert service.sign_in(graph, context("stranger"), id_, "nobody signs in with this").account is None


def test_one_does_not_change_anothers_password(graph: Graph) -> None:
    mine, theirs = person(graph), person(graph, PASSWORD)
    with pytest.raises(Forbidden):
        service.change_password(graph, context(mine), theirs, PASSWORD, "four quiet green boats")
