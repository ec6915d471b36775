"""A review's history: who did what when, with the words that the reader may read, for those who may."""

from collections.abc import Callable
from typing import Any

import pytest

from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from tests.company import AUDITOR, COLLEAGUE, DOTTED, EMPLOYEE, HEAD, HR, MANAGER, MEMBER, OTHER_MANAGER, Company
from tests.webapp.page_client import Page, PageClient, words

Browser = Callable[[str], PageClient]
Ask = Callable[..., list[dict[str, Any]]]
PATH = "/reviews/rv-1/history"


def acts(page: Page) -> list[str]:
    """What was done, a line each."""
    return [words(each) for each in page.all("p") if each.get("class") == "record-what"]


@pytest.mark.parametrize("person", [EMPLOYEE, MANAGER, HR, AUDITOR])
def test_those_who_may_read_the_same_acts(company: Company, browser: Browser, person: str) -> None:
    company.bring("rv-1", State.SHARED)
    page = browser(person).get(PATH)
    assert page.heading == "History"
    assert acts(page) == [
        "Hr Zhang assigned the review",
        "Employee Zhang started writing",
        "Employee Zhang submitted the self-assessment",
        "Manager Zhang started writing",
        "Manager Zhang signed off",
        "Hr Zhang waived the calibration",
        "Manager Zhang shared the result",
    ]


@pytest.mark.parametrize("person", [COLLEAGUE, OTHER_MANAGER, HEAD, MEMBER, DOTTED])
def test_others_do_not(company: Company, browser: Browser, person: str) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    company.session("session-1", ["rv-1"])
    browser(person).get(PATH, status=404)


def test_the_arbiter_reads_it_while_they_decide(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.CHALLENGED)
    assert "The audit was my work." in browser(HEAD).get(PATH).text
    company.do("rv-1", HEAD, Action.UPHOLD, Command(words={"reason": "The audit is named."}))
    browser(HEAD).get(PATH, status=404)


def test_the_auditor_reads_acts_without_words_and_no_way_into_the_review(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.CHALLENGED)
    page = browser(AUDITOR).get(PATH)
    assert "Employee Zhang challenged the result" in acts(page)
    assert "The audit was my work." not in page.text
    assert "A team of one" not in page.text
    assert "/reviews/rv-1" not in page.links.values()
    assert "/reviews/rv-1" in browser(EMPLOYEE).get(PATH).links.values()


def test_the_employee_reads_why_it_was_returned_and_not_why_it_was_recalled(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    said = Command(words={"comment": "Say more of the audit."}, due=company.cycle.self_due)
    company.do("rv-1", MANAGER, Action.RETURN, said)
    company.submit("rv-1")
    company.sign("rv-1")
    company.do("rv-1", MANAGER, Action.RECALL, Command(words={"reason": "A slip of mine."}))
    own, theirs = browser(EMPLOYEE).get(PATH), browser(MANAGER).get(PATH)
    assert acts(own) == acts(theirs)
    assert "Revision 2" in own.text
    for page in (own, theirs):
        assert "Say more of the audit." in page.text
    assert "A slip of mine." in theirs.text
    assert "A slip of mine." not in own.text


def test_reading_anothers_history_is_recorded_once_a_day(company: Company, browser: Browser, ask: Ask) -> None:
    company.bring("rv-1", State.SHARED)
    for person in (AUDITOR, AUDITOR, EMPLOYEE):
        browser(person).get(PATH)
    read = ask(
        "read",
        "who, n",
        "MATCH (event:Event {action: 'read_review'}) WHERE event.stream IN ['auditor', 'employee'] "
        "RETURN event.actor AS who, count(event) AS n",
    )
    assert read == [{"who": "auditor", "n": 1}]


def test_who_reads_as_manager_and_is_hr_too_is_recorded_as_the_manager(
    company: Company, browser: Browser, ask: Ask
) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    now_under_hr = Placement(EMPLOYEE, company.now.date(), manager=HR)
    people.place(company.graph, company.context("test"), [now_under_hr], relied_on="test")
    browser(HR).get("/reviews/rv-1/assess")
    (read,) = ask(
        "read",
        "relied_on, body",
        "MATCH (event:Event {action: 'read_review'}) WHERE event.stream = 'hr' "
        "RETURN event.relied_on AS relied_on, event.body AS body",
    )
    assert '"as":"manager"' in read["body"]
    assert read["relied_on"].startswith("REPORTS_TO")
