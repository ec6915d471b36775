"""A file of people leaves somebody to be HR admin on every day to come, also beside another change at the moment."""

from datetime import date, timedelta

import pytest

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Refused
from graph.people import repository
from graph.people.capacities import CapacityChange, change_capacity
from graph.people.changing import change_absence
from graph.people_import import service
from graph.people_import.models import Choices, Preview
from graph.people_import.writing import WhoIsNew
from tests.company import BOSS, EMPLOYEE, HEAD, HR, SIGNED_AT, Company, new_company
from tests.graph.people_import.test_people_import import table

NEW = WhoIsNew("en", "UTC")
TODAY = SIGNED_AT.date()


@pytest.fixture
def company(graph: Graph) -> Company:
    return new_company(graph)


def leaving(**days: int | None) -> bytes:
    """A file in which each leaves some days from today."""
    last = {person: "" if after is None else str(TODAY + timedelta(after)) for person, after in days.items()}
    return table(
        *(
            (person, f"{person.title()} Zhang", "", f"{person}@plumbline.example", *[""] * 5, day)
            for person, day in last.items()
        )
    )


def by_nobody(company: Company) -> Context:
    """Whoever runs the server: no row of a file is their own."""
    return company.context("command line")


def look(company: Company, data: bytes) -> Preview:
    return service.preview(company.graph, by_nobody(company), data, "people.csv", Choices(TODAY))


def accept(company: Company, data: bytes, shown: Preview) -> str:
    return service.accept(
        company.graph, by_nobody(company), data, "f", Choices(TODAY), shown.digest, NEW, relied_on="hr_admin"
    )


def give(company: Company, person: str, since: date = TODAY) -> None:
    wanted = CapacityChange(person, "hr_admin", since, "Two are better.")
    change_capacity(company.graph, company.context(HR), seq_of(company, person), wanted)


def seq_of(company: Company, person: str) -> int:
    return repository.stream_heads(company.graph, [person])[person][0]


def test_a_file_that_would_leave_no_hr_admin_is_a_problem_with_its_row_and_day(company: Company) -> None:
    shown = look(company, leaving(employee=3, hr=5))
    (problem,) = shown.problems
    assert (problem.rule, problem.row, problem.column) == ("no_hr_admin", 3, "leaves_on")
    assert (problem.value, problem.allowed) == (str(TODAY + timedelta(5)), str(TODAY + timedelta(6)))
    assert problem.said("f").en.startswith(f"f, row 3, leaves_on: with “{TODAY + timedelta(5)}” nobody would be an HR")
    with pytest.raises(Refused, match="import_problems"):
        accept(company, leaving(employee=3, hr=5), shown)
    assert look(company, leaving(hr=-400)).problems[0].allowed == str(TODAY)
    give(company, BOSS, TODAY + timedelta(8))
    assert look(company, leaving(hr=5)).problems  # two days without
    assert not look(company, leaving(hr=7)).problems
    both = look(company, leaving(hr=30, boss=20))
    assert [(each.row, each.allowed) for each in both.problems] == [(2, str(TODAY + timedelta(31)))]
    accept(company, leaving(hr=7), look(company, leaving(hr=7)))
    assert not look(company, leaving(hr=9, employee=2)).problems  # an admin who stays longer takes nobody away


def test_beside_another_change_at_the_moment_one_of_them_is_refused(company: Company) -> None:
    graph, context = company.graph, by_nobody(company)
    give(company, BOSS)
    data = leaving(hr=5)
    shown, planned = look(company, data), service.plan(graph, context, data, "f", Choices(TODAY))
    assert planned.last_admins is not None
    assert service.plan(graph, context, leaving(employee=5, head=5), "f", Choices(TODAY)).last_admins is None
    change_absence(graph, company.context(HR), BOSS, seq_of(company, BOSS), None, TODAY + timedelta(3))
    assert service.write(graph, context, planned, NEW, relied_on="hr_admin") is None
    with pytest.raises((Refused, Conflict)):
        accept(company, data, shown)
    change_absence(graph, company.context(HR), BOSS, seq_of(company, BOSS), None, None)
    accept(company, data, look(company, data))
    with pytest.raises(Refused, match="no_hr_admin"):
        change_absence(graph, company.context(HR), BOSS, seq_of(company, BOSS), None, TODAY + timedelta(3))
    accept(company, leaving(employee=5), look(company, leaving(employee=5)))  # of others nothing is compared
    assert repository.held(graph, [EMPLOYEE, HEAD])[EMPLOYEE].leaves_on == str(TODAY + timedelta(5))
