"""Who has left: no sign-in and no act from the day after, nothing waits for them, and what they held is named."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from graph.people import service as people
from graph.people.absence import Absence, set_absences
from graph.review.enums import State
from tests.company import BOSS, COLLEAGUE, EMPLOYEE, FACILITATOR, HEAD, HR, MANAGER, SECOND_FACILITATOR, Company
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PASSWORD, PageClient
from webapp.access import routes

Browser = Callable[[str], PageClient]
YESTERDAY, TODAY = NOW.date() - timedelta(days=1), NOW.date()


def leaves(company: Company, on: date, *who: str) -> None:
    set_absences(company.graph, [Absence(person, leaves_on=on) for person in who])


def test_from_the_day_after_a_session_is_over_and_none_begins(company: Company, app: Flask) -> None:
    people.set_password(company.graph, company.context("set-up"), EMPLOYEE, PASSWORD)
    signed_in = PageClient(app).sign_in(EMPLOYEE)
    leaves(company, TODAY, EMPLOYEE)
    assert signed_in.get("/").response.status_code == 200, "the last day is a day"
    leaves(company, YESTERDAY, EMPLOYEE)
    assert "/sign-in" in signed_in.get("/", status=302).response.headers["Location"]
    stranger = PageClient(app)
    stranger.get("/sign-in")
    refused = stranger.post("/sign-in", {"login": EMPLOYEE, "password": PASSWORD}, status=200)
    assert "This account ended on 23 Nov 2026. If you still work here, tell HR." in refused.text
    wrong = stranger.post("/sign-in", {"login": EMPLOYEE, "password": "not this one at all"}, status=200)
    assert "Wrong sign-in name or password" in wrong.text
    assert "ended" not in wrong.text


def test_where_a_setting_lets_leavers_in_they_read_their_shared_results_and_nothing_else(
    company: Company, make_app: Callable[..., Flask]
) -> None:
    company.bring("rv-shared", State.SHARED)
    company.bring("rv-running", State.SIGNED_OFF)
    company.bring("rv-other", State.SHARED, COLLEAGUE)
    people.set_password(company.graph, company.context("set-up"), EMPLOYEE, PASSWORD)
    leaves(company, YESTERDAY, EMPLOYEE)
    app = make_app(leavers_read_results=True)
    client = PageClient(app).sign_in(EMPLOYEE)
    hr = PageClient(app)
    people.set_password(company.graph, company.context("set-up"), HR, PASSWORD)
    assert "can sign in only to read their own shared results" in hr.sign_in(HR).get(f"/people/{EMPLOYEE}").text
    listed = client.get("/reviews")
    assert "/reviews/rv-shared/result" in listed.links.values()
    assert "You have left. You can still read your shared results, and nothing else." in listed.text
    assert not [link for link in listed.links.values() if "rv-running" in link]
    result = client.get("/reviews/rv-shared/result")
    assert (result.heading, result.here) == ("Your result", ["Your reviews"])
    assert "What you can do" not in result.text
    assert set(result.links.values()) <= {"#main", "/", "/reviews", "/reviews/rv-shared/report"}
    client.get("/reviews/rv-shared/report")
    assert client.client.get("/reviews/rv-shared/report.pdf?variant=employee").data.startswith(b"%PDF")
    for closed in ("rv-running/result", "rv-other/result", "rv-shared/report.pdf?variant=committee"):
        client.get(f"/reviews/{closed}", status=404)
    before = company.sheet("rv-shared", MANAGER)
    for route in routes(app):
        if route.mark and route.mark.kind != "public" and not route.mark.leavers:
            address = re.sub(r"<any\((\w+)[^>]*>", r"\1", route.rule)
            address = re.sub("<[^>]+>", lambda name: "rv-shared" if "review" in name[0] else "1", address)
            for method in set(route.methods) - {"OPTIONS"}:
                answer = client.client.open(address, method=method, headers={"X-CSRFToken": result.token})
                led = (answer.status_code, answer.headers.get("Location")) == (302, "/reviews")
                assert led if method == "GET" else answer.status_code == 403, (method, address, answer.status_code)
    assert company.sheet("rv-shared", MANAGER) == before


def test_words_typed_after_leaving_are_not_stored(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    client = browser(EMPLOYEE)
    page = client.get("/reviews/rv-1")
    sheet = company.sheet("rv-1", EMPLOYEE)
    expectation = sheet.all_to_rate[0]
    leaves(company, YESTERDAY, EMPLOYEE)
    body = {"person": EMPLOYEE, "party": "self", "expectation": expectation.id, "version": 1, "value": "exceeds",
            "comment": "After.", "reason": "", "evidence": None, "seen": None}  # fmt: skip
    answer = client.client.put("/reviews/rv-1/ratings", json=body, headers={"X-CSRFToken": page.token})
    assert answer.status_code == 401
    set_absences(company.graph, [Absence(EMPLOYEE)])  # who has left reads nothing either
    assert company.sheet("rv-1", EMPLOYEE).ratings == sheet.ratings


@pytest.mark.parametrize(
    ("state", "session", "who", "says"),
    [
        (State.SIGNED_OFF, True, (FACILITATOR, SECOND_FACILITATOR), "the session has no facilitator"),
        (State.CHALLENGED, False, (HEAD, BOSS), "there is nobody above the signer"),
        (State.SELF_SUBMITTED, False, (MANAGER,), "the manager has left"),
    ],
)
def test_what_they_held_is_named(
    company: Company, browser: Browser, state: State, session: bool, who: tuple[str, ...], says: str
) -> None:
    company.bring("rv-1", state)
    if session:
        company.session("autumn", ["rv-1"])
    page = f"/cycles/{company.cycle.id}"
    assert says not in browser(HR).get(page).text
    leaves(company, YESTERDAY, *who)
    assert says in browser(HR).get(page).text
