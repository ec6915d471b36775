"""A session in which nothing was asked for PLUMBLINE_SESSION_HOURS, or that began PLUMBLINE_SESSION_DAYS ago, is over,
whatever cookie comes with a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from graph.people import service as people
from graph.review.enums import Part, Party, State
from tests.company import EMPLOYEE, Company
from tests.webapp.page_client import PASSWORD, PageClient
from webapp import create_app
from webapp.settings import Settings

REVIEW, HOUR = "rv-own", 3600
HOURS = 2


@dataclass
class Watch:
    """The clock that signs cookies and asks their age, some seconds ahead."""

    ahead: int = 0

    def reads(self, _signer: TimestampSigner) -> int:
        """What it says."""
        return int(time.time()) + self.ahead


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock of this test's cookies."""
    watch = Watch()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda signer: watch.reads(signer))
    return watch


@pytest.fixture
def writer(watch: Watch, company: Company, make_app: Callable[..., Flask]) -> PageClient:
    """The employee, who has signed in at a server with HOURS and opened the form of their review."""
    company.bring(REVIEW, State.SELF_DRAFT)
    people.set_password(company.graph, company.context("set-up"), EMPLOYEE, PASSWORD)
    client = PageClient(make_app(session_hours=HOURS)).sign_in(EMPLOYEE)
    client.get(f"/reviews/{REVIEW}")
    return client


def asked(company: Company) -> str:
    return company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)[0].id


def put(writer: PageClient, company: Company) -> tuple[int, dict[str, object]]:
    """Status and body of the answer to a rating sent as the page's script does, with the token that it has."""
    stored = company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, asked(company))
    sent = {
        "party": "self", "expectation": asked(company), "value": "exceeds", "comment": "Words of this save.",
        "version": stored.version if stored else 0, "person": EMPLOYEE,
    }  # fmt: skip
    answer = writer.client.put(f"/reviews/{REVIEW}/ratings", json=sent, headers={"X-CSRFToken": writer.token})
    return answer.status_code, answer.get_json()


def test_a_page_asked_for_too_late_leads_to_the_sign_in_page(watch: Watch, writer: PageClient) -> None:
    watch.ahead = HOURS * HOUR + 60
    answer = writer.get(f"/reviews/{REVIEW}", status=302).response
    assert answer.headers["Location"] == f"/sign-in?next=/reviews/{REVIEW}"
    assert writer.follow(writer.get("/account", status=302)).heading == "Sign in"


def test_each_request_begins_the_hours_anew(watch: Watch, writer: PageClient, company: Company) -> None:
    for number in range(1, 5):
        watch.ahead = number * (HOURS * HOUR - 60)
        if number % 2:
            writer.get("/account")
        else:
            assert put(writer, company)[0] == 200
    watch.ahead += HOURS * HOUR + 60
    writer.get("/account", status=302)


def test_a_rating_sent_too_late_is_not_saved_and_is_told_to_sign_in(
    watch: Watch, writer: PageClient, company: Company
) -> None:
    watch.ahead = HOURS * HOUR - 60
    assert put(writer, company)[0] == 200
    before = company.sheet(REVIEW, EMPLOYEE)
    watch.ahead += HOURS * HOUR + 60
    status, said = put(writer, company)
    assert status == 401
    assert set(said) == {"error", "message", "current"}
    assert said["current"] == {}
    assert company.sheet(REVIEW, EMPLOYEE) == before


def test_the_words_of_a_form_sent_too_late_come_back_and_nothing_is_saved(
    watch: Watch, writer: PageClient, company: Company
) -> None:
    before = company.sheet(REVIEW, EMPLOYEE)
    watch.ahead = HOURS * HOUR + 60
    page = writer.post(f"/reviews/{REVIEW}", {"c-x-comment": "Words that took an hour."}, status=401)
    assert "Words that took an hour." in page.text
    assert company.sheet(REVIEW, EMPLOYEE) == before


def test_signing_in_again_goes_on(watch: Watch, writer: PageClient, company: Company) -> None:
    watch.ahead = HOURS * HOUR + 60
    assert put(writer, company)[0] == 401
    writer.sign_in(EMPLOYEE)
    writer.get(f"/reviews/{REVIEW}")
    assert put(writer, company)[0] == 200


def test_a_session_ends_though_it_was_used_all_the_time(
    watch: Watch, writer: PageClient, company: Company, settings: Settings
) -> None:
    app = create_app(
        settings.model_copy(update={"session_hours": HOURS, "session_days": 1}),
        company.graph,
        lambda: company.now + timedelta(seconds=watch.ahead),
    )
    often = PageClient(app).sign_in(EMPLOYEE)
    for hour in range(24):
        watch.ahead = hour * HOUR
        often.get(f"/reviews/{REVIEW}")
    assert put(often, company)[0] == 200
    before = company.sheet(REVIEW, EMPLOYEE)
    watch.ahead = 24 * HOUR
    assert put(often, company)[0] == 401
    page = often.post(f"/reviews/{REVIEW}", {"c-x-comment": "Words of a day."}, status=401)
    assert "Words of a day." in page.text
    assert company.sheet(REVIEW, EMPLOYEE) == before
    often.get("/account", status=302)
    often.sign_in(EMPLOYEE).get(f"/reviews/{REVIEW}")
    assert put(often, company)[0] == 200
