"""HR's cycle and actions, the arbiter's decision, the workflow's page."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, State
from tests.company import AUDITOR, COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, Company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page, PageClient
from webapp import create_app
from webapp.settings import Settings

Browser = Callable[[str], PageClient]


def hidden(page: Page) -> dict[str, str]:
    return {each.get("name", ""): each.get("value", "") for each in page.all("input") if each.get("type") == "hidden"}


@pytest.mark.parametrize(
    ("state", "action", "typed", "after"),
    [
        (State.SIGNED_OFF, Action.WAIVE, {"reason": "A team of one."}, State.CALIBRATED),
        (
            State.SHARED,
            Action.REOPEN,
            {"reason": "A mistake.", "due": "2026-12-20", "to": "self_draft"},
            State.SELF_DRAFT,
        ),
        (State.SELF_DRAFT, Action.CANCEL, {"reason": "Moved away."}, State.CANCELLED),
        (State.CANCELLED, Action.RESTORE, {"reason": "Back again."}, State.ASSIGNED),
    ],
)
def test_hr_acts_with_a_reason(
    company: Company, browser: Browser, state: State, action: Action, typed: dict[str, str], after: State
) -> None:
    company.bring("rv-1", state)
    hr = browser(HR)
    page = hr.get(f"/reviews/rv-1/actions/{action}")
    assert "Enter a reason." in hr.post(f"/reviews/rv-1/actions/{action}", hidden(page), status=200).text
    hr.follow(hr.post(f"/reviews/rv-1/actions/{action}", hidden(page) | typed))
    assert company.sheet("rv-1", HR).head.state is after


def test_closing_leaves_a_pdf_of_record(company: Company, settings: Settings, tmp_path: Path) -> None:
    company.bring("rv-1", State.ACKNOWLEDGED)
    later = NOW + timedelta(days=12)
    app = create_app(settings.model_copy(update={"data_folder": tmp_path}), company.graph, lambda: later)
    hr = browser_of(app, HR)
    hr.get("/reviews/rv-1/actions/close")
    hr.follow(hr.post("/reviews/rv-1/actions/close"))
    assert company.sheet("rv-1", HR).head.state is State.CLOSED
    (kept,) = (tmp_path / "records").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    text = subprocess.run(["pdftotext", kept, "-"], capture_output=True, text=True, check=True).stdout
    assert "Employee Zhang" in text


@pytest.mark.parametrize(("state", "action"), [(State.SHARED, "close"), (State.CALIBRATED, "share")])
def test_what_hr_may_do_later_says_from_when(company: Company, browser: Browser, state: State, action: str) -> None:
    company.bring("rv-1", state)
    hr = browser(HR)
    assert "Not possible right now." in hr.get(f"/reviews/rv-1/actions/{action}").text
    assert "Available after " in hr.get("/reviews/rv-1/actions").text
    hr.post(f"/reviews/rv-1/actions/{action}", status=200)
    assert company.sheet("rv-1", HR).head.state is state


def test_an_action_that_the_state_does_not_have_is_a_conflict_in_words(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SHARED)
    page = browser(HR).get("/reviews/rv-1/actions/cancel", status=409)
    assert "shared" in page.text
    assert "Employee Zhang" in page.text
    assert "Reopen" in page.text


def test_the_cycle_says_where_its_reviews_are_and_what_nobody_may_move(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.assign("rv-boss", HEAD)
    company.bring("rv-colleague", State.SELF_SUBMITTED, COLLEAGUE)
    alone = Placement(COLLEAGUE, NOW.date(), ends=("manager",))
    people.place(company.graph, company.context("system"), [alone], relied_on="test")
    hr = browser(HR)
    assert hr.get("/cycles").links["Second half of 2026"] == "/cycles/2026-h2"
    page = hr.get("/cycles/2026-h2")
    assert "self-assessment submitted" in page.text
    assert "Nobody can act on these" in page.text
    assert "there is no manager today" in page.text
    browser(MANAGER).get("/cycles", status=403)
    hr.get("/cycles/none", status=404)


def test_the_arbiter_upholds(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.CHALLENGED)
    arbiter = browser(HEAD)
    page = arbiter.get("/reviews/rv-1/challenge")
    assert "The audit was my work." in page.text
    wrong = arbiter.post("/reviews/rv-1/challenge/uphold", hidden(page), status=422)
    assert "Enter a reason." in wrong.text
    arbiter.post("/reviews/rv-1/challenge/uphold", hidden(page) | {"reason": "The audit is named."})
    assert company.sheet("rv-1", EMPLOYEE).head.state is State.SHARED


def test_the_arbiter_orders_a_revision_with_a_reason_for_each(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.CHALLENGED)
    arbiter = browser(HEAD)
    page = arbiter.get("/reviews/rv-1/challenge")
    why = next(each.get("name", "") for each in page.all("textarea") if each.get("name", "").endswith("-why"))
    arbiter.post("/reviews/rv-1/challenge/revise", hidden(page), status=422)
    arbiter.post("/reviews/rv-1/challenge/revise", hidden(page) | {why: "The audit counts."})
    assert company.sheet("rv-1", MANAGER).head.state is State.MANAGER_DRAFT


def test_nobody_else_decides_a_challenge(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.CHALLENGED)
    browser(EMPLOYEE).get("/reviews/rv-1/challenge", status=302)
    hr = browser(HR)
    hr.get("/cycles")
    hr.post("/reviews/rv-1/challenge/uphold", {"reason": "Me."}, status=403)
    hr.post("/reviews/rv-1/challenge/uphold", {"reason": ""}, status=403)


def test_the_workflow_is_a_page_in_both_languages(company: Company, browser: Browser) -> None:
    auditor = browser(AUDITOR)
    assert "the self-assessment's due date and grace period have passed" in auditor.get("/workflow").text
    auditor.post("/language", {"language": "zh", "next": "/workflow"})
    assert "自评截止日和宽限期已过" in auditor.get("/workflow").text
