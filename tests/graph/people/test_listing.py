"""Finding people, changing what HR changes, and an export that comes back as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.driver import Row
from graph.errors import Conflict, Forbidden, Refused
from graph.people import changing, repository, service
from graph.people.listing import HEADINGS, PeopleFilter, export_rows, stretch
from graph.people.models import NewAccount, Placement
from graph.people.profile import profile
from graph.people.search import fill
from graph.people_import import service as imports
from graph.people_import.fields import DETAILS
from graph.people_import.models import Choices
from graph.people_import.writing import WhoIsNew
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from graph.text import Text
from graph.verification.verify import verify
from tests.company import BOSS, COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, MIDDLE, OTHER_MANAGER, SENIOR, Company

Ask = Callable[..., list[Row]]


def someone(company: Company, id_: str, name: str, name_zh: str = "") -> str:
    new = NewAccount(id_, id_, Text(name, name_zh), f"{id_}@mail.example")
    service.create_account(company.graph, company.context("hr"), new, relied_on="test")
    return id_


def found(company: Company, **wanted: str) -> list[str]:
    context = company.context(HR)
    return [one.id for one in stretch(company.graph, context, PeopleFilter(**wanted), skip=0, limit=50).people]


def test_people_are_found_by_each_of_their_names_and_filtered(company: Company) -> None:
    someone(company, "x-1", "Zoë Müller", "曾小雨")
    someone(company, "x-2", "Zack Blank")
    for text in ("zoe", "MULLER", "曾", "小雨", "zengxiaoyu", "zeng xiao", "zxy", "x-1@mail", "X-1", "müller zoë"):
        assert found(company, text=text) == ["x-1"], text
    assert not found(company, text="nobody of that name")
    context = company.context(HR)
    changing.move(company.graph, context, 1, Placement("x-1", context.today, department="Research/LLM"))
    changing.move(company.graph, context, 2, Placement("x-1", context.today, manager=MANAGER))
    assert found(company, department="llm") == found(company, text="x-", manager="manager zhang") == ["x-1"]
    assert EMPLOYEE in found(company, role="engineer", level="middle")
    assert "x-1" not in found(company, role="engineer")
    assert found(company, text="x-", lacks="manager") == ["x-2"]
    assert found(company, text="x-", lacks="level") == found(company, text="x-", lacks="account") == ["x-2", "x-1"]
    changing.change_absence(company.graph, context, "x-2", 1, None, context.today - timedelta(days=1))
    assert found(company, text="x-", lacks="left") == ["x-2"]
    assert found(company, text="x-", lacks="account") == ["x-1"]
    whole = stretch(company.graph, context, PeopleFilter(), skip=0, limit=3)
    assert (len(whole.people), whole.total > 10) == (3, True)


def test_what_hr_changes_is_an_event_and_nobody_changes_themselves(company: Company) -> None:
    graph, context = company.graph, company.context(HR)
    someone(company, "y-1", "Yan Before", "颜前")
    new = changing.Details("Yan After", "颜后", "yan@mail.example", "YAN", "zh")
    changing.change_details(graph, context, "y-1", 1, new)
    assert found(company, text="yanhou") == ["y-1"]
    assert profile(graph, context, "y-1").login == "yan"
    with pytest.raises(Conflict):
        changing.change_details(graph, context, "y-1", 1, new)
    with pytest.raises(Refused, match=f"login_taken {EMPLOYEE}"):
        changing.change_details(graph, context, "y-1", 2, changing.Details("Y", "", "y@mail.example", EMPLOYEE, "en"))
    for forbidden in (
        lambda: changing.move(graph, context, 0, Placement(HR, context.today, manager=BOSS)),
        lambda: changing.change_absence(graph, context, HR, 0, None, None),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert not verify(graph).faults


def test_of_two_whom_an_earlier_release_gave_one_address_the_other_is_asked_for_another(
    company: Company, ask: Ask
) -> None:
    graph, context = company.graph, company.context(HR)
    for one in ("e-1", "e-2"):
        someone(company, one, one.title())
    ask(
        "write", "", "MATCH (p:Person) WHERE p.id IN ['e-1', 'e-2'] SET p.email = 'One@mail.example' REMOVE p.email_key"
    )
    fill(graph)
    fill(graph)
    keys = ask(
        "read",
        "id, key",
        "MATCH (p:Person) WHERE p.id IN ['e-1', 'e-2'] RETURN p.id AS id, p.email_key AS key ORDER BY id",
    )
    assert [row["key"] for row in keys] == ["one@mail.example", None]
    details = changing.Details("E", "", "one@mail.example", "e-2", "en")
    with pytest.raises(Refused, match="email_taken e-1"):
        changing.change_details(graph, context, "e-2", 1, details)
    changing.change_details(graph, context, "e-2", 1, replace(details, email="own@mail.example"))


def test_a_manager_is_named_by_anything_and_never_guessed(company: Company) -> None:
    graph = company.graph
    someone(company, "t-1", "Twin Wang")
    someone(company, "t-2", "Twin Wang")

    def named(text: str, person: str = EMPLOYEE) -> str:
        return changing.manager_named(graph, text, person)

    assert {named(text) for text in ("t-1", "T-1@MAIL.example", "t-1 ")} == {"t-1"}
    for text, person, rule in (
        ("twin wang", EMPLOYEE, "several_people"), ("nobody", EMPLOYEE, "nobody_named"),
        (EMPLOYEE, EMPLOYEE, "own_manager"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            named(text, person)
        assert [reason.rule for reason in refused.value.reasons] == [rule], text


JUNIOR = MIDDLE.replace("middle", "junior")
CHANGES = (
    {"manager": MANAGER}, {"manager": OTHER_MANAGER}, {"level": JUNIOR}, {"level": SENIOR}, {"ends": ("manager",)},
    {"department": "A"}, {"department": "B"}, {"manager": HEAD, "corrects": True}, {"level": MIDDLE, "corrects": True},
    {"ends": ("department",)},
)  # fmt: skip
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CHANGES), DAYS), max_size=8))
def test_any_order_of_changes_leaves_one_manager_and_one_level_a_day(
    company: Company, steps: list[tuple[dict[str, object], date]]
) -> None:
    graph, context = company.graph, company.context(HR)
    for change, since in steps:
        service.place(graph, context, [Placement(COLLEAGUE, since, **change)], relied_on="test")  # type: ignore[arg-type]
    assert repository.overlapping(graph) == []


def test_an_export_comes_back_as_it_was(company: Company, ask: Ask) -> None:
    graph, context = company.graph, company.context(HR)
    someone(company, "z-1", "=Formula Name", "公式")
    changing.move(graph, context, 1, Placement("z-1", context.today, manager=MANAGER, level=SENIOR, department="A/B"))
    changing.move(graph, context, 2, Placement("z-1", context.today, manager=HEAD, kind="dotted"))
    changing.change_absence(graph, context, "z-1", 3, date(2027, 1, 5), date(2027, 2, 6))
    table = Table("people", HEADINGS, list(export_rows(graph, context, PeopleFilter())))
    for data in (csv_file(table), xlsx_file([table])):
        shown = imports.preview(graph, context, data, "people", Choices(context.today))
        assert [each.said("f").en for each in shown.problems] == []
        assert (shown.new, shown.changed, shown.absent) == ((), (), 0)
    before = list(export_rows(graph, context, PeopleFilter(text="z-1")))
    stands = dict(zip(HEADINGS, before[0], strict=True))
    assert [detail for detail in DETAILS if not stands.get(detail)] == [], "what a file brings, an export gives back"
    ask("write", "", "MATCH (p:Person {id: 'z-1'}) OPTIONAL MATCH (p)-[:RECORDED]->(e) DETACH DELETE p, e")
    data = xlsx_file([Table("people", HEADINGS, before)])
    choices = Choices(context.today)
    shown = imports.preview(graph, context, data, "people", choices)
    assert [each.person for each in shown.new] == ["z-1"]
    imports.accept(graph, context, data, "people", choices, shown.digest, WhoIsNew("en", "UTC"), relied_on="hr_admin")
    assert list(export_rows(graph, context, PeopleFilter(text="z-1"))) == before
