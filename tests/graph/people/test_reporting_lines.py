"""Nobody comes to be above themselves: on no day, by no order of changes, and by none of two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Refused
from graph.people import repository, service
from graph.people.models import NewAccount, Placement
from graph.people.reporting_lines import rings
from graph.people.timeline import Spell, placed
from graph.people_import import service as imports
from graph.people_import.models import Choices
from graph.people_import.writing import Import, WhoIsNew, written
from graph.spreadsheets.writing import Table, csv_file
from graph.text import Text
from tests.company import HR, Company

DAY = date(2026, 11, 24)
WHO = ("a", "b", "c", "d")


def on(lines: dict[str, tuple[Spell, ...]], person: str, day: str) -> str:
    return next((s.to for s in lines.get(person, ()) if s.start <= day and (s.until is None or s.until >= day)), "")


@given(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(WHO), st.integers(0, 9)), max_size=12))
def test_a_ring_is_found_on_the_days_on_which_there_is_one(steps: list[tuple[str, str, int]]) -> None:
    lines: dict[str, tuple[Spell, ...]] = {}
    for person, manager, offset in steps:
        if person != manager:
            lines[person] = placed(lines.get(person, ()), manager, DAY + timedelta(offset))
    found = {ring[0] for ring in rings(WHO, lines, DAY + timedelta(3))}
    really = set()
    for day in ((DAY + timedelta(n)).isoformat() for n in range(3, 12)):
        for person in WHO:
            one, seen = on(lines, person, day), [person]
            while one and one not in seen:
                seen.append(one)
                one = on(lines, one, day)
            really |= {person} if one == person else set()
    assert found == really


def people(company: Company, *ids: str) -> None:
    for one in ids:
        new = NewAccount(one, one, Text(one.title(), ""), f"{one}@lines.example")
        service.create_account(company.graph, company.context("hr"), new, relied_on="test")


def put(company: Company, person: str, manager: str, since: date = DAY) -> None:
    service.place(company.graph, company.context(HR), [Placement(person, since, manager=manager)], relied_on="test")


def test_a_ring_of_any_length_and_of_a_later_day_is_refused_wherever_a_line_is_written(company: Company) -> None:
    people(company, "r1", "r2", "r3")
    put(company, "r1", "r2", DAY + timedelta(30))
    put(company, "r2", "r3")
    with pytest.raises(Refused, match="ring r3 r1 r2 r3"):
        put(company, "r3", "r1")
    at_once = [Placement("r3", DAY, manager="r1"), Placement("r1", DAY, manager="r3")]
    with pytest.raises(Refused, match="ring"):
        service.place(company.graph, company.context(HR), at_once, relied_on="test")
    rows = [("r3", "R3", "r3@lines.example", "r1")]
    data = csv_file(Table("people", ("id", "name", "email", "manager_id"), rows))
    shown = imports.preview(company.graph, company.context(HR), data, "f", Choices(DAY))
    assert [(each.rule, each.value) for each in shown.problems] == [("ring", "r3 > r1 > r2 > r3")]
    assert "line to" not in repository.held(company.graph, ["r3"])["r3"].spells
    ends = [Placement("r1", DAY + timedelta(30), ends=("manager",))]
    service.place(company.graph, company.context(HR), ends, relied_on="test")
    put(company, "r3", "r1")


def test_of_two_changes_at_once_that_make_a_ring_one_is_refused(company: Company) -> None:
    for number in range(6):
        one, other = f"x{number}", f"y{number}"
        people(company, one, other)
        start = Barrier(2)

        def change(person: str, manager: str, start: Barrier = start) -> bool:
            start.wait()
            try:
                put(company, person, manager)
            except Refused:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(change, (one, other), (other, one)))
        assert sorted(done) == [False, True], number


def test_an_import_does_not_close_a_ring_with_a_line_of_meanwhile(company: Company) -> None:
    people(company, "m1", "m2")
    data = csv_file(Table("people", ("id", "name", "email", "manager_id"), [("m1", "M1", "m1@lines.example", "m2")]))
    context, choices = company.context(HR), Choices(DAY)
    plan = imports.plan(company.graph, context, data, "f", choices)
    put(company, "m2", "m1")
    new = Import(plan.preview, plan.people, plan.last_import, plan.last_line, plan.last_admins, plan.headings, "{}")
    assert written(company.graph, context, new, WhoIsNew("en", "UTC"), "hr_admin") is None
    assert "line to" not in repository.held(company.graph, ["m1"])["m1"].spells
    digest, who = plan.preview.digest, WhoIsNew("en", "UTC")
    with pytest.raises(Refused, match="import_problems"):
        imports.accept(company.graph, context, data, "f", choices, digest, who, relied_on="hr_admin")
