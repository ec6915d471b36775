"""HR runs a cycle in the browser: the funnel, filters, reminders, later dates, many reviews at once, closing."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from graph.bulk import notes
from graph.driver import Graph
from graph.errors import Forbidden, Refused
from graph.jobs.work import waiting
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.population import work
from graph.queries import parse
from graph.review.enums import Action, State
from graph.text import Text
from graph.verification.verify import verify
from graph.workflow.commands import Command
from graph.worklists.progress import cycle_progress
from tests.company import (
    COLLEAGUE,
    EMPLOYEE,
    HEAD,
    HR,
    MANAGER,
    MIDDLE,
    OTHER_MANAGER,
    VERSION,
    Company,
    company_after,
)
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page, PageClient, words


@pytest.fixture
def company(graph: Graph) -> Company:
    return company_after(_three_reviews, graph, NOW, versions=(VERSION,))


def _three_reviews(company: Company) -> None:
    """Three reviews in three states."""
    company.bring("rv-e", State.ASSIGNED)
    company.bring("rv-c", State.SELF_SUBMITTED, COLLEAGUE)
    company.assign("rv-m", MANAGER)
    people.place(
        company.graph, company.context(HR), [Placement(EMPLOYEE, NOW.date(), department="Research")], relied_on="test"
    )


@pytest.fixture
def hr(app: Flask) -> PageClient:
    return browser_of(app, HR)


CYCLE = "/cycles/2026-h2"
_ACCOUNTS = parse(
    "tests/accounts",
    "// Gives people a password.\n// access: write\n// params: people\n// returns: nothing\n"
    "MATCH (person:Person) WHERE person.id IN $people SET person.password_hash = 'set'",
)
_SAME_NAME = parse(
    "tests/same_name",
    "// Gives people one name.\n// access: write\n// params: people\n// returns: nothing\n"
    "MATCH (person:Person) WHERE person.id IN $people SET person.name = 'Same Name'",
)
_LEFT = parse(
    "tests/left",
    "// Lets somebody leave.\n// access: write\n// params: person, day\n// returns: nothing\n"
    "MATCH (person:Person {id: $person}) SET person.leaves_on = $day",
)


def listed(page: Page) -> set[str]:
    return {each.get("value", "") for each in page.all("input") if each.get("name") == "review"}


def chosen(hr: PageClient, act: str, reviews: list[str]) -> Page:
    """The page that asks whether an act is to be taken on some reviews."""
    hr.get(CYCLE)
    return hr.post(f"{CYCLE}/many", {"act": act, "review": reviews}, status=200)


def acts(page: Page) -> list[str]:
    """What can be done with several reviews of the list."""
    return [words(each) for each in page.all("button") if each.get("name") == "act"]


def many(hr: PageClient, act: str, reviews: list[str], **typed: str) -> Page:
    """Chooses reviews, confirms, and gives the page that says how it went."""
    page = chosen(hr, act, reviews)
    ids = next(each.get("value", "") for each in page.all("input") if each.get("name") == "ids")
    assert set(ids.split()) == set(reviews)
    return hr.post(f"{CYCLE}/many", {"act": act, "ids": ids, "confirmed": "1", **typed}, status=200)


def test_the_funnel_leads_to_its_people_and_lists_are_filtered_by_the_address(company: Company, hr: PageClient) -> None:
    page = hr.get(CYCLE)
    assert listed(page) == {"rv-e", "rv-c", "rv-m"}
    lead = {words: address for words, address in page.links.items() if address.startswith(CYCLE)}
    states = [address for address in lead.values() if "state=" in address]
    found = {parse_qs(urlsplit(one).query)["state"][0]: listed(hr.get(one)) for one in states}
    assert found == {"assigned": {"rv-e", "rv-m"}, "self_submitted": {"rv-c"}}
    for query, expected in {
        "q=EMPL": {"rv-e"}, "department=Research": {"rv-e"}, "department=-": {"rv-c", "rv-m"},
        f"manager={HEAD}": {"rv-m"}, "holder=manager": {"rv-c"}, "overdue=1": set(), "q=nobody": set(),
        f"manager={MANAGER}&state=assigned": {"rv-e"}, "page=999": {"rv-e", "rv-c", "rv-m"},
        "state=no-such-state&page=x": set(),
    }.items():  # fmt: skip
        assert listed(hr.get(f"{CYCLE}?{query}")) == expected, query
    assert "Research" in page.links


def test_a_reminder_stands_on_the_holders_page_until_they_act_and_says_when(
    company: Company, app: Flask, hr: PageClient
) -> None:
    company.graph.write_one(_ACCOUNTS, people=[EMPLOYEE, MANAGER])
    page = chosen(hr, "remind", ["rv-e", "rv-c"])
    assert "2 people see the reminder on their start page" in page.text
    assert "Who is reminded Employee Zhang, Manager Zhang " in page.text, "who holds them, not whom they are about"
    page = many(hr, "remind", ["rv-e", "rv-c"])
    assert "2 people were reminded." in page.text
    assert "HR reminded you on 24 Nov 2026." in browser_of(app, EMPLOYEE).get("/").text
    assert "HR reminded you on 24 Nov 2026." in browser_of(app, MANAGER).get("/").text
    assert hr.get(CYCLE).text.count("reminded on 24 Nov 2026") == 2
    company.submit("rv-e")
    assert "HR reminded you" not in browser_of(app, EMPLOYEE).get("/").text
    assert hr.get(CYCLE).text.count("reminded on 24 Nov 2026") == 1
    company.bring("rv-cancelled", State.CANCELLED, OTHER_MANAGER)
    assert "nobody to remind" in chosen(hr, "remind", ["rv-cancelled"]).text
    company.graph.write_one(_LEFT, person=MANAGER, day=(NOW.date() - timedelta(days=1)).isoformat())
    company.assign("rv-h", HEAD)
    said = chosen(hr, "remind", ["rv-e", "rv-c", "rv-h"]).text
    assert "It cannot be done for 3 reviews" in said
    assert said.count("has left. The cycle’s page says what helps. That is: Manager Zhang.") == 2
    assert "cannot sign in yet. Invite them first. That is: Head Zhang." in said
    company.graph.write_one(_ACCOUNTS, people=[HEAD])
    assert "1 person sees the reminder" in chosen(hr, "remind", ["rv-e", "rv-c", "rv-h"]).text
    typed = {"act": "remind", "ids": "rv-e rv-c rv-h", "confirmed": "1"}
    page = hr.post(f"{CYCLE}/many", typed, status=200)
    assert "1 person was reminded. " in page.text
    assert "Not done for 2 reviews" in page.text
    assert verify(company.graph).faults == ()


def test_dates_move_only_later_for_one_or_for_all(company: Company, app: Flask, hr: PageClient) -> None:
    was = company.cycle
    later, earlier = was.self_due + timedelta(days=3), was.self_due - timedelta(days=1)
    page = many(hr, "extend", ["rv-e", "rv-c"], self_due=later.isoformat())
    assert "Done for 1 review." in page.text
    assert "Dates can only be moved to later ones" in page.text, "nobody waits for the colleague's self-assessment"
    assert company.sheet("rv-e", HR).head.self_due == later
    assert "HR gave you more time on 24 Nov 2026." in browser_of(app, EMPLOYEE).get("/").text
    assert "Not done for 1 review" in many(hr, "extend", ["rv-e"], self_due=earlier.isoformat()).text
    assert "Enter at least one new date." in many(hr, "extend", ["rv-e"]).text
    assert "Now: 3 Dec 2026." in chosen(hr, "extend", ["rv-e"]).text
    assert "Now: 30 Nov 2026 to 3 Dec 2026." in chosen(hr, "extend", ["rv-e", "rv-m"]).text
    typed = {name: getattr(was, name).isoformat() for name in notes.MOVABLE}
    page = hr.get(f"{CYCLE}/extend")
    assert page.by_id("closes_on").get("value") == typed["closes_on"]
    assert "Now: 3 Jan 2027." in page.text, "the day on which it closes, beside the field"
    page = hr.post(f"{CYCLE}/extend", typed | {"closes_on": earlier.isoformat()}, status=200)
    assert "Dates can only be moved to later ones" in page.text
    days = {"self_due": was.self_due + timedelta(days=5), "manager_due": was.manager_due + timedelta(days=5)}
    days["share_by"] = was.share_by + timedelta(days=9)
    page = hr.follow(hr.post(f"{CYCLE}/extend", typed | {name: day.isoformat() for name, day in days.items()}))
    assert "3 reviews have new due dates" in page.text
    head = company.sheet("rv-c", HR).head
    assert (head.cycle.share_by, head.manager_due) == (days["share_by"], days["manager_due"])
    assert head.self_due == was.self_due, "it was submitted"
    assert company.sheet("rv-m", HR).head.self_due == days["self_due"]
    with pytest.raises(Forbidden):
        notes.extend_cycle(company.graph, company.context(MANAGER), was.id, days)
    assert verify(company.graph).faults == ()


def test_many_are_cancelled_restored_and_closed_each_as_the_table_says(company: Company, hr: PageClient) -> None:
    reviews = ["rv-e", "rv-c", "rv-m"]
    assert "Enter a reason." in many(hr, "cancel", reviews).text
    assert "Done for 3 reviews." in many(hr, "cancel", reviews, reason="The unit was sold.").text
    page = chosen(hr, "cancel", ["rv-e"])
    assert "in a state in which this cannot be done" in page.text
    assert page.heading == "None of these reviews can be cancelled"
    assert not [each for each in page.all("button") if "cancel" in words(each)]
    assert acts(hr.get(CYCLE)) == ["Restore cancelled reviews"], "all of them are cancelled"
    assert "Done for 2 reviews." in many(hr, "restore", ["rv-c", "rv-m"], reason="Sold back.").text
    assert company.sheet("rv-c", HR).head.state is State.SELF_SUBMITTED
    assert "It cannot be done for 1 review" in chosen(hr, "close", ["rv-c"]).text
    page = chosen(hr, "cancel", reviews)
    assert page.heading == "Cancel 2 reviews", "one is cancelled already"
    assert "Cancel 2 reviews" in [words(each) for each in page.all("button")], "what is cancelled stands on the button"
    assert acts(hr.get(CYCLE)) == [
        "Remind", "Extend due dates", "Cancel the reviews", "Restore cancelled reviews",
    ], "none of them can be closed"  # fmt: skip
    assert "Restore cancelled reviews" not in acts(hr.get(f"{CYCLE}?state=self_submitted"))
    for where in (f"{CYCLE}/newcomers", "/cycles/new", "/reviews/rv-c/appoint/reviewer"):
        assert "Cancel" not in hr.get(where).links, "the word is for reviews"
    named = page.text.partition("Whose reviews ")[2].partition(" Reason")[0]
    assert set(named.split(", ")) == {"Colleague Zhang", "Manager Zhang"}
    assert "It cannot be done for 1 review Employee Zhang: The review is in a state" in page.text
    hr.get(CYCLE)
    nothing = hr.post(f"{CYCLE}/many", {"act": "cancel"})
    assert "Choose at least one review first." in hr.follow(nothing).text
    hr.get(CYCLE)
    page = hr.post(f"{CYCLE}/many?state=cancelled", {"act": "restore", "scope": "all"}, status=200)
    assert page.heading == "Restore 1 review"
    hr.post(f"{CYCLE}/many", {"act": "delete", "review": ["rv-c"]}, status=404)
    assert verify(company.graph).faults == ()


def test_a_cycle_closes_once_nothing_is_in_the_way_and_opens_again_with_a_review(
    company: Company, hr: PageClient
) -> None:
    page = hr.get(f"{CYCLE}/close")
    assert "3 reviews are not finished yet" in page.text
    assert listed(hr.get(page.links["Employee Zhang"])) == {"rv-e"}
    many(hr, "cancel", ["rv-e", "rv-c", "rv-m"], reason="Another year.")
    hr.get(f"{CYCLE}/close")
    assert "The cycle is closed." in hr.follow(hr.post(f"{CYCLE}/close")).text
    hr.get(f"{CYCLE}/close")
    hr.post(f"{CYCLE}/close", status=409)
    with pytest.raises(Refused):
        company.do("rv-e", HR, Action.RESTORE, Command(words={"reason": "Back."}))
    assert verify(company.graph).faults == ()


def test_a_late_joiner_is_added_and_who_cannot_be_is_told_why(company: Company, hr: PageClient) -> None:
    for person, level in (("late", MIDDLE), ("lost", None)):
        account = NewAccount(person, person, Text(person.title(), ""), f"{person}@plumbline.example")
        people.create_account(company.graph, company.context(HR), account)
        placement = Placement(person, NOW.date() - timedelta(days=1), level, MANAGER)
        people.place(company.graph, company.context(HR), [placement], relied_on="test")
    where = f"{CYCLE}/newcomers"
    page = hr.get(where)
    assert "Late (late)" in page.text
    assert "Lost (lost): has no role and level" in page.text
    assert "Choose at least one person first." in hr.post(where, {}, status=200).text
    assert "Lost: has no role and level." in hr.post(where, {"people": "lost"}, status=200).text
    assert "is being added" in hr.follow(hr.post(where, {"person": "late"})).text
    for one in waiting(company.graph, company.context("wk"), "wk"):
        work.carry_out(company.graph, company.context, "wk", one)
    html = hr.get(where).response.text
    assert html.index("Due dates count from today on") < html.index('id="opening"'), "what the page is for comes first"
    assert "Opened: 1 review." in html
    late = next(row for row in company.reviews_in("2026-h2") if row.person.id == "late")
    assert late.due == company.cycle.self_due + timedelta(days=20), "as many days as the others had"


def test_what_nobody_can_move_has_its_remedies(company: Company, hr: PageClient) -> None:
    company.graph.write_one(_LEFT, person=MANAGER, day=(NOW.date() - timedelta(days=1)).isoformat())
    page = hr.get(CYCLE)
    assert "the manager has left" in page.text
    assert "Nobody can act on 3 reviews." in hr.get("/").text, "their own one, too"
    where = next(address for words, address in page.links.items() if words.startswith("Appoint a reviewer: Employee"))
    hr.get(where)
    assert "Nobody has this ID." in hr.post(where, {"person": "nobody"}, status=200).text
    assert "Appointed." in hr.follow(hr.post(where, {"person": f"{OTHER_MANAGER}@plumbline.example"})).text
    rows = {row.id: row for row in company.reviews_in("2026-h2")}
    assert rows["rv-e"].manager is not None
    assert rows["rv-e"].manager.id == OTHER_MANAGER
    company.graph.write_one(_LEFT, person=EMPLOYEE, day=(NOW.date() - timedelta(days=1)).isoformat())
    said = {"rv-e": "employee_left", "rv-m": "employee_left", "rv-c": "manager_left"}
    _period, progress = cycle_progress(company.graph, company.context(HR), "2026-h2")
    assert said.items() <= {one.review.id: one.why for one in progress.stuck}.items()
    assert f"Nobody can act on {len(progress.stuck)} reviews." in hr.get("/").text


def test_two_of_one_name_are_told_apart_wherever_a_cycle_names_them(company: Company, hr: PageClient) -> None:
    company.graph.write_one(_SAME_NAME, people=[EMPLOYEE, COLLEAGUE, MANAGER, HEAD])
    asked = chosen(hr, "extend", ["rv-e", "rv-c"])
    assert f"Same Name ({EMPLOYEE})" in asked.text
    assert f"Same Name ({COLLEAGUE})" in asked.text
    assert {f"Same Name ({MANAGER})", f"Same Name ({HEAD})"} <= set(hr.get(CYCLE).links), "the groups by manager"
    company.graph.write_one(_LEFT, person=MANAGER, day=(NOW.date() - timedelta(days=1)).isoformat())
    remedies = [words for words in hr.get(CYCLE).links if words.startswith("Appoint a reviewer: ")]
    assert {f"Appoint a reviewer: Same Name ({one})" for one in (EMPLOYEE, COLLEAGUE)} <= set(remedies)


def test_what_is_about_the_reader_is_for_another_hr_admin(company: Company, hr: PageClient, app: Flask) -> None:
    place = [Placement(HR, NOW.date() - timedelta(days=1), level=MIDDLE)]
    people.place(company.graph, company.context("system"), place, relied_on="test")
    company.force_cycle("2026-h2", "draft")
    page = hr.get("/cycles/2026-h2/draft?list=out&q=hr")
    assert "Another HR admin has to do this, as it is about you" in page.text
    assert "Record a manager" not in page.links


def test_the_button_that_closes_reviews_is_not_the_one_that_folds_something_up(
    company: Company, app: Flask, hr: PageClient
) -> None:
    people.set_preferences(company.graph, company.context(HR), language="zh", time_zone="", rates_first=None)
    page = hr.get(CYCLE)
    assert "结束评审" not in acts(page), "none is shared yet"
    company.do("rv-e", HR, Action.CANCEL, Command(words={"reason": "Another one."}))
    company.bring("rv-shared", State.SHARED)
    assert acts(hr.get(CYCLE))[-1] == "结束评审"
