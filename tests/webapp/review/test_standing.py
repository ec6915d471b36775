"""Where a review stands, said to who reads it and by the day on which they do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from graph.driver import Graph
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, State, Value
from graph.workflow import saving
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient

REVIEW = "rv-1"
Browser = Callable[[str], PageClient]


@pytest.fixture
def late(graph: Graph) -> Company:
    """The company in a cycle whose dates of writing, assessing and of first sharing are over."""
    passed = NOW.date() - timedelta(days=3)
    return new_company(graph, NOW, self_due=passed, manager_due=passed, share_on=passed)


@pytest.mark.parametrize(
    ("state", "person", "path", "said"),
    [
        (State.SELF_DRAFT, MANAGER, "assess", "Waiting for Employee Zhang, overdue since 21 Nov 2026."),
        (State.SELF_SUBMITTED, EMPLOYEE, "", "Waiting for Manager Zhang, overdue since 21 Nov 2026."),
        (State.SELF_SUBMITTED, MANAGER, "assess", "Waiting for you, overdue since 21 Nov 2026."),
        (State.SIGNED_OFF, EMPLOYEE, "", "Waiting for calibration."),
        (State.CALIBRATED, MANAGER, "sign", "Waiting for you to share it by 14 Dec 2026."),
    ],
)
def test_what_is_overdue_is_said_to_be(
    late: Company, app: Flask, state: State, person: str, path: str, said: str
) -> None:
    late.bring(REVIEW, state)
    page = browser_of(app, person).get(f"/reviews/{REVIEW}/{path}".rstrip("/"))
    assert said in page.text
    assert not re.search(r"(, until|\bdue) 21 Nov", page.text)
    assert "are shared from 21 Nov" not in page.text


def test_a_result_that_was_not_shared_in_time_is_overdue(graph: Graph, app: Flask) -> None:
    passed = NOW.date() - timedelta(days=3)
    new_company(graph, NOW, share_on=passed - timedelta(days=2), share_by=passed).bring(REVIEW, State.CALIBRATED)
    page = browser_of(app, MANAGER).get(f"/reviews/{REVIEW}/sign")
    assert "Waiting for you, overdue since 21 Nov 2026." in page.text


def test_in_time_it_says_until_when(company: Company, browser: Browser) -> None:
    company.bring(REVIEW, State.SELF_SUBMITTED)
    assert "Waiting for you, due 6 Dec 2026." in browser(MANAGER).get(f"/reviews/{REVIEW}/assess").text
    assert "Waiting for Manager Zhang, due 6 Dec 2026." in browser(EMPLOYEE).get(f"/reviews/{REVIEW}").text


def test_showing_the_self_assessment_is_offered_only_where_one_can_be_hidden(
    company: Company, browser: Browser
) -> None:
    company.bring(REVIEW, State.MANAGER_DRAFT)
    assert "Show the self-assessment" not in browser(MANAGER).get(f"/reviews/{REVIEW}/assess").text


def test_the_signature_counts_what_the_report_shows_as_different(company: Company, browser: Browser) -> None:
    company.bring(REVIEW, State.MANAGER_DRAFT)
    company.rate(REVIEW, MANAGER, Party.MANAGER, Value.MEETS)
    sheet, drafts = company.sheet(REVIEW, MANAGER), []
    for e, value in zip(sheet.to_rate(Part.CURRENT), (Value.NOT_OBSERVED, Value.DEVELOPING), strict=False):
        stored = sheet.ratings[Party.MANAGER, e.id].version
        drafts.append(RatingDraft(e.id, stored, value, "Seen once.", "No occasion."))
    saving.save_many(company.graph, company.context(MANAGER), REVIEW, Party.MANAGER, drafts)
    assert "2 differ from the self-assessment" in browser(MANAGER).get(f"/reviews/{REVIEW}/sign").text


def test_the_team_page_counts_its_own_overdue_and_says_what_is_being_changed(late: Company, app: Flask) -> None:
    late.bring(REVIEW, State.SELF_SUBMITTED)
    late.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)
    late.do("rv-2", COLLEAGUE, Action.WITHDRAW, Command())
    page = browser_of(app, MANAGER).get("/team")
    assert "1 review is waiting for you · overdue" in page.text
    assert "submitted earlier, being changed" in page.text
    late.sign(REVIEW)
    assert "waiting for calibration" in browser_of(app, MANAGER).get("/team").text


def test_the_way_back_from_the_history_is_named_as_the_page_it_leads_to(company: Company, browser: Browser) -> None:
    company.bring(REVIEW, State.SIGNED_OFF)
    back = f"/reviews/{REVIEW}"
    assert browser(EMPLOYEE).get(f"{back}/history").links["Your self-assessment"] == back
    company.bring("rv-2", State.SHARED, COLLEAGUE)
    assert browser(COLLEAGUE).get("/reviews/rv-2/history").links["Your result"] == "/reviews/rv-2"
    assert "Your result" not in browser(HR).get("/reviews/rv-2/history").links
