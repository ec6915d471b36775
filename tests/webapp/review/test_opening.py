"""Before its cycle opens nothing is a task and nothing can be written, and every page says when it opens."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from graph.cycle import service as cycles
from graph.driver import Graph
from graph.review.enums import Part, Party, State
from tests.company import EMPLOYEE, HR, MANAGER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient

REVIEW = "rv-1"
Browser = Callable[[str], PageClient]


@pytest.fixture
def ahead(graph: Graph) -> Company:
    """The company a week before its cycle opens, with one review."""
    company = new_company(graph, NOW, opens_on=NOW.date() + timedelta(days=7), self_due=NOW.date() + timedelta(days=20))
    company.assign(REVIEW)
    return company


def test_pages_say_when_it_opens_and_offer_nothing(ahead: Company, browser: Browser) -> None:
    employee, manager, hr = browser(EMPLOYEE), browser(MANAGER), browser(HR)
    home = employee.get("/")
    assert "Nothing is waiting for you" in home.heading
    assert "Next date: 1 Dec 2026, Second half of 2026 opens." in home.text
    assert "Nothing is waiting for you" in manager.get("/").heading
    assert "opens on 1 Dec 2026" in manager.get("/").text
    said = "The cycle opens on 1 Dec 2026. Until then nothing can be saved or submitted."
    asked = ahead.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)
    for client, path in ((employee, f"/reviews/{REVIEW}"), (manager, f"/reviews/{REVIEW}/assess")):
        page = client.get(path)
        assert said in page.text
        assert not [each for each in page.all("textarea") if "comment" in (each.get("name") or "")]
        assert not any(e.text.en in page.text for e in asked)
    assert employee.get(f"/reviews/{REVIEW}/check", status=302).response.headers["Location"] == f"/reviews/{REVIEW}"
    team = manager.get("/team")
    assert "opens on 1 Dec 2026" in team.text
    assert "Nothing is waiting for you." in team.text
    assert "Start your draft" not in team.text
    for path in (f"/cycles/{ahead.cycle.id}", f"/reviews/{REVIEW}/actions"):
        assert "1 Dec 2026" in hr.get(path).text
    assert "opens on 1 Dec 2026" in employee.get("/reviews").text


def test_what_is_sent_too_early_is_refused_in_words(ahead: Company, browser: Browser) -> None:
    employee = browser(EMPLOYEE)
    employee.get("/account")
    expectation = ahead.sheet(REVIEW, EMPLOYEE).all_to_rate[0]
    body = {"person": EMPLOYEE, "party": "self", "expectation": expectation.id, "version": 0, "value": "meets",
            "comment": "Early.", "reason": "", "evidence": None, "seen": None}  # fmt: skip
    said = "The cycle opens on 1 Dec 2026. Until then nothing can be saved or submitted."
    answer = employee.client.put(f"/reviews/{REVIEW}/ratings", json=body, headers={"X-CSRFToken": employee.token})
    assert (answer.status_code, answer.get_json()["message"].replace("\xa0", " ")) == (422, said)
    manager = browser(MANAGER)
    manager.get("/account")
    body |= {"person": MANAGER, "party": "manager"}
    answer = manager.client.put(f"/reviews/{REVIEW}/ratings", json=body, headers={"X-CSRFToken": manager.token})
    assert (answer.status_code, answer.get_json()["message"].replace("\xa0", " ")) == (422, said)
    for client, way in ((employee, ""), (manager, "/assess")):
        key = f"c-{expectation.skill_key}"
        typed = {f"{key}-version": "0", f"{key}-was": "", f"{key}-value": "meets", f"{key}-comment": "Early words."}
        page = client.post(f"/reviews/{REVIEW}{way}", typed, status=409)
        assert said in page.text, way
        assert "Early words." in page.text
    assert ahead.sheet(REVIEW, EMPLOYEE).ratings == {}


def test_a_draft_cycle_says_that_hr_opens_it(graph: Graph, app: Flask) -> None:
    company = new_company(graph, NOW, state="draft")
    company.assign(REVIEW)
    said = "HR has not opened the cycle yet."
    assert said in browser_of(app, EMPLOYEE).get(f"/reviews/{REVIEW}").text
    assert "not opened by HR yet" in browser_of(app, MANAGER).get("/team").text
    cycles.set_state(graph, company.cycle.id, "draft", "open")
    assert said not in browser_of(app, EMPLOYEE).get(f"/reviews/{REVIEW}").text


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.SHARED])
def test_the_day_after_which_hr_closes_is_the_one_of_the_guard(
    company: Company, browser: Browser, state: State
) -> None:
    company.bring(REVIEW, state)
    actions = browser(HR).get(f"/reviews/{REVIEW}/actions").text
    if state is State.ACKNOWLEDGED:
        assert "HR closes the review after 4 Dec 2026." in browser(EMPLOYEE).get(f"/reviews/{REVIEW}/result").text
        assert "Available after 4 Dec 2026, when the challenge period is over." in actions
    else:
        assert "Available after 3 Jan 2027, when the cycle closes." in actions


def test_what_was_begun_can_be_read_once_the_cycle_is_closed(company: Company, browser: Browser) -> None:
    """Earlier versions closed cycles over open reviews."""
    company.bring(REVIEW, State.SELF_DRAFT)
    company.rate(REVIEW, MANAGER, Party.MANAGER, comment="An early draft.")
    company.force_cycle(company.cycle.id, "closed")
    page = browser(EMPLOYEE).get(f"/reviews/{REVIEW}")
    assert "The cycle is closed." in page.text
    assert "Seen in the work." in page.text
    assert "An early draft." in browser(MANAGER).get(f"/reviews/{REVIEW}/assess").text
    assert "the cycle is closed" in browser(HR).get(f"/cycles/{company.cycle.id}").text
