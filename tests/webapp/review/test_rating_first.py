"""A manager may choose to rate before reading the self-assessment, in a cycle that shows it at once."""

from collections.abc import Callable

from graph.review.drafts import RatingDraft
from graph.review.enums import Party, State, Value
from graph.workflow import saving
from tests.company import EMPLOYEE, MANAGER, Company
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
THEIRS, CHOICE = "Seen in the work.", "Show me a self-assessment only after I have rated that person myself"


def choose(manager: PageClient, *, first: bool) -> None:
    manager.get("/account")
    preferences = {"language": "en", "time_zone": "Asia/Shanghai"} | ({"rates_first": "y"} if first else {})
    assert "Preferences saved." in manager.follow(manager.post("/account/preferences", preferences)).text


def test_a_manager_rates_before_they_read(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    manager = browser(MANAGER)
    assert THEIRS in manager.get("/reviews/rv-1/assess").text
    choose(manager, first=True)
    page = manager.get("/reviews/rv-1/assess")
    assert THEIRS not in page.text
    assert "You chose to rate first: the self-assessment is shown once your ratings are complete." in page.text
    assert "Agree with" not in page.text
    company.rate("rv-1", MANAGER, Party.MANAGER, Value.DEVELOPING, "Their own words.")
    assert THEIRS in manager.get("/reviews/rv-1/assess").text
    assert THEIRS in manager.get("/reviews/rv-1/sign").text


def test_the_choice_can_be_taken_back(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.MANAGER_DRAFT)
    sheet = company.sheet("rv-1", MANAGER)
    one = next(e for e in sheet.all_to_rate if e.required)
    mine = sheet.rating(Party.MANAGER, one.id)
    assert mine is not None
    unrated = RatingDraft(one.id, mine.version, None, mine.comment, "")
    saving.save(company.graph, company.context(MANAGER), "rv-1", Party.MANAGER, unrated)
    manager = browser(MANAGER)
    choose(manager, first=True)
    assert "self-assessment is shown once" in manager.get("/reviews/rv-1/assess").text
    assert "Self-assessment: meets" not in manager.get("/reviews/rv-1/sign").text
    choose(manager, first=False)
    assert "Self-assessment: meets" in manager.get("/reviews/rv-1/assess").text


def test_only_who_has_reports_is_asked(company: Company, browser: Browser) -> None:
    assert CHOICE in browser(MANAGER).get("/account").text
    employee = browser(EMPLOYEE)
    assert CHOICE not in employee.get("/account").text
