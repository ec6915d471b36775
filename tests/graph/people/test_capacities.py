"""Capacities: by another HR admin, from a day on, with a reason; somebody stays HR admin on every day to come."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from graph.driver import Row
from graph.errors import Conflict, Forbidden, PlumblineError, Refused
from graph.people import changing, repository
from graph.people.capacities import CapacityChange, change_capacity, first_day_without, give_back
from graph.people.timeline import Spell
from graph.verification.verify import verify
from graph.worklists.tasks import task_list
from tests.company import AUDITOR, BOSS, COLLEAGUE, HEAD, HR, MEMBER, Company

Ask = Callable[..., list[Row]]
DAY = date(2026, 11, 24)


def seq_of(company: Company, person: str) -> int:
    return repository.stream_heads(company.graph, [person])[person][0]


def change(company: Company, actor: str, person: str, capacity: str = "hr_admin", **said: object) -> bool:
    wanted = replace(CapacityChange(person, capacity, DAY, "Needed here."), **said)  # type: ignore[arg-type]
    return change_capacity(company.graph, company.context(actor), seq_of(company, person), wanted)


def held(company: Company, person: str) -> list[list[str | None]]:
    return [each.row() for each in repository.held(company.graph, [person])[person].spells["capacity"]]


def later(days: int) -> date:
    return DAY + timedelta(days)


def test_a_gap_is_the_first_day_that_no_spell_covers() -> None:
    def spell(start: int, until: int | None = None) -> Spell:
        return Spell(later(start).isoformat(), "x", None if until is None else later(until).isoformat())

    for spells, gap in (
        ([], 0), ([spell(-9)], None), ([spell(1)], 0), ([spell(-9, -1)], 0), ([spell(-9, 4), spell(5)], None),
        ([spell(-9, 4), spell(6)], 5), ([spell(-9, 9), spell(-3, 4), spell(2, 12)], 13),
    ):  # fmt: skip
        assert first_day_without(spells, DAY) == (None if gap is None else later(gap))


def test_what_is_given_and_taken_is_an_event_with_its_reason_that_every_hr_admin_reads(company: Company) -> None:
    graph = company.graph
    assert change(company, HR, BOSS, reason="Second HR admin.")
    assert not change(company, HR, BOSS)
    assert change(company, HR, AUDITOR, "auditor", since=later(3), ends=True, reason="Rotation.")
    assert held(company, AUDITOR)[-1][2] == later(2).isoformat()
    assert held(company, BOSS) == [["hr_admin", DAY.isoformat(), None]]
    for reader, reads in ((HR, 2), (BOSS, 2), (HEAD, 0)):
        lines = task_list(graph, company.context(reader)).capacity_changes
        assert len([each for each in lines if each.reason]) == reads, reader
    newest = {each.person.id: each for each in task_list(graph, company.context(BOSS)).capacity_changes}
    line = newest[AUDITOR]
    assert line.by
    assert (line.by.id, line.capacities, line.ends, line.since, line.reason) == (
        HR, ("auditor",), True, later(3), "Rotation.",
    )  # fmt: skip
    month = task_list(graph, company.context(BOSS, after=timedelta(days=31))).capacity_changes
    assert not month
    assert not verify(graph).faults


def test_who_may_not_and_what_is_refused(company: Company) -> None:
    graph = company.graph
    change(company, HR, BOSS)
    for actor, person in ((HR, HR), (HEAD, MEMBER)):
        with pytest.raises(Forbidden):
            change(company, actor, person)
    for rule, said in (
        ("date_past", {"since": later(-1)}), ("reason", {"reason": " "}), ("unknown_choice", {"capacity": "king"}),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rule):
            change(company, HR, MEMBER, **said)
    changing.change_absence(graph, company.context(HR), MEMBER, seq_of(company, MEMBER), None, later(5))
    with pytest.raises(Refused, match="has_left"):
        change(company, HR, MEMBER, since=later(6))
    with pytest.raises(Conflict):
        change_capacity(graph, company.context(HR), 0, CapacityChange(HEAD, "auditor", DAY, "Stale."))
    with pytest.raises(Refused, match="capacity_held"):
        give_back(graph, company.context("command line"), CapacityChange(HEAD, "hr_admin", DAY, "No."))


def test_on_every_day_to_come_somebody_is_hr_admin(company: Company) -> None:
    graph = company.graph
    change(company, HR, BOSS)
    assert change(company, BOSS, HR, since=later(10), ends=True)
    with pytest.raises(Refused, match=f"no_hr_admin {later(10)}"):
        change(company, HR, BOSS, since=later(5), ends=True)
    with pytest.raises(Refused, match=f"no_hr_admin {later(31)}"):
        changing.change_absence(graph, company.context(HR), BOSS, seq_of(company, BOSS), None, later(30))
    assert change(company, HR, HEAD, since=later(8))
    changing.change_absence(graph, company.context(HR), BOSS, seq_of(company, BOSS), None, later(30))
    with pytest.raises(Refused, match=f"no_hr_admin {later(31)}"):
        change(company, HR, HEAD, since=later(9), ends=True)
    assert not verify(graph).faults


def test_of_two_hr_admins_who_take_it_from_each_other_at_once_one_stays(company: Company, ask: Ask) -> None:
    others = "MATCH (p:Person)-[h:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) WHERE NOT p.id IN $keep DELETE h"
    for number in range(4):
        ask("write", "", others, keep=[HR])
        ask(
            "write",
            "",
            "MATCH (:Person {id: $hr})-[h:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) REMOVE h.until",
            hr=HR,
        )
        change(company, HR, COLLEAGUE, since=DAY, reason=f"Round {number}.")
        start = Barrier(2)
        shown = {one: seq_of(company, one) for one in (HR, COLLEAGUE)}

        def take(actor: str, person: str, start: Barrier = start, shown: dict[str, int] = shown) -> bool:
            wanted = CapacityChange(person, "hr_admin", DAY, "At once.", ends=True)
            start.wait()
            try:
                return change_capacity(company.graph, company.context(actor), shown[person], wanted)
            except PlumblineError:
                return False

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(take, (HR, COLLEAGUE), (COLLEAGUE, HR)))
        assert sorted(done) == [False, True], number
        if done[1]:  # who is left gives it back, for the next round
            change(company, COLLEAGUE, HR)


def test_whoever_runs_the_server_gives_it_where_nobody_holds_it(company: Company, ask: Ask) -> None:
    graph = company.graph
    ask("write", "", "MATCH (:Person)-[h:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) DELETE h")
    assert give_back(graph, company.context("command line"), CapacityChange(HEAD, "hr_admin", DAY, "Nobody left."))
    assert held(company, HEAD) == [["hr_admin", DAY.isoformat(), None]]
    assert "Nobody left." in [each.reason for each in task_list(graph, company.context(HEAD)).capacity_changes]
