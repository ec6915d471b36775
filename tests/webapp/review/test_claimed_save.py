"""Saving as people type costs one statement, which also finds out whether the session that saves still lives."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.driver import Graph
from graph.people import service as people
from graph.review.drafts import Saved
from graph.review.enums import Part, Party, State
from graph.review.models import Rating
from graph.workflow import saving
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, Company, company_after
from tests.webapp.conftest import NOW
from tests.webapp.login import cookie_of
from tests.webapp.page_client import PageClient

pytestmark = pytest.mark.heavy

OWN = "rv-own"
Browser = Callable[[str], PageClient]


@pytest.fixture
def open_review(graph: Graph) -> Company:
    return company_after(_own_review, graph, NOW)


def _own_review(company: Company) -> None:
    company.bring(OWN, State.SELF_DRAFT)


def rating(company: Company) -> Rating | None:
    return company.sheet(OWN, EMPLOYEE).rating(Party.SELF, company.sheet(OWN, EMPLOYEE).to_rate(Part.CURRENT)[0].id)


def put(browser: PageClient, company: Company, review: str = OWN, **changed: Any) -> Any:
    """The answer to a rating sent as a page's script does, and its body."""
    stored = rating(company)
    sent = {
        "party": "self", "expectation": company.sheet(OWN, EMPLOYEE).to_rate(Part.CURRENT)[0].id, "value": "exceeds",
        "comment": "Words of this save.", "version": stored.version if stored else 0,
    }  # fmt: skip
    company.graph.reset_round_trips()
    return browser.client.put(f"/reviews/{review}/ratings", json=sent | changed, headers={"X-CSRFToken": browser.token})


def test_a_save_is_one_statement(open_review: Company, browser: Browser) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    answer = put(writer, open_review)
    assert (answer.status_code, open_review.graph.round_trips) == (200, 1)
    stored = rating(open_review)
    assert stored is not None
    assert stored.comment == "Words of this save."


def test_its_answer_is_in_the_writers_time_zone_and_language(open_review: Company, browser: Browser) -> None:
    context = open_review.context(EMPLOYEE)
    people.set_preferences(open_review.graph, context, language="zh", time_zone="America/New_York")
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    saved = put(writer, open_review)
    assert saved.get_json()["saved_at"] == NOW.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M")
    stale = put(writer, open_review, version=99)
    assert stale.status_code == 409
    assert "你" in stale.get_json()["message"]


@pytest.mark.parametrize(
    ("review", "changed"),
    [(OWN, {}), (OWN, {"version": 99}), (OWN, {"comment": "x" * 5000}), (OWN, {"value": "splendid"}),
     (OWN, {"person": COLLEAGUE}), (OWN, {"expectation": "none-such"}), ("no-such-review", {})],
    ids=["sound", "stale", "too long", "unreadable", "another's page", "not asked", "no such review"],
)  # fmt: skip
def test_whose_session_was_ended_saves_nothing_and_learns_nothing(
    open_review: Company, browser: Browser, review: str, changed: dict[str, Any]
) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    put(writer, open_review, comment="SECRET of before")
    before = rating(open_review)
    people.sign_out_everywhere(open_review.graph, open_review.context(EMPLOYEE))
    answer = put(writer, open_review, review, **changed)
    assert answer.status_code == 401
    assert "SECRET" not in answer.text
    assert set(answer.get_json()) == {"error", "message", "current"}
    assert answer.get_json()["current"] == {}
    assert rating(open_review) == before


@pytest.mark.parametrize(
    "remembered",
    ["", "1:", ":{0}", "-1:{0}", "x:{0}", "1", "0:{0}", "99:{0}", "\uff11:{0}", "9223372036854775808:{0}",
     "9" * 5000 + ":{0}", "1:nobody", "2:{1}"],
)  # fmt: skip
def test_a_cookie_that_claims_nobody_saves_nothing(open_review: Company, browser: Browser, remembered: str) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    with cookie_of(writer.client) as session:
        session["_user_id"] = remembered.format(EMPLOYEE, COLLEAGUE)
    before = rating(open_review)
    assert put(writer, open_review).status_code == 401
    assert rating(open_review) == before


@pytest.mark.parametrize(
    "changed",
    [{"session_key": ""}, {"session_key": None}, {"signed_in_at": None}, {"signed_in_at": 0}, {"signed_in_at": "now"},
     {"signed_in_at": True}, {"signed_in_at": 1e99}, {"signed_in_at": float("nan")}, {"signed_in_at": [1]}],
    ids=str,
)  # fmt: skip
def test_a_cookie_without_a_key_or_a_moment_is_no_session(
    open_review: Company, browser: Browser, changed: dict[str, object]
) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    with cookie_of(writer.client) as session:
        session.update(changed)
    assert put(writer, open_review).status_code == 401
    writer.get(f"/reviews/{OWN}", status=302)


@pytest.mark.parametrize("name", ["session_key", "signed_in_at"])
def test_a_cookie_of_an_earlier_version_is_no_session(open_review: Company, browser: Browser, name: str) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    with cookie_of(writer.client) as session:
        del session[name]
    assert put(writer, open_review).status_code == 401
    writer.get(f"/reviews/{OWN}", status=302)


def test_an_ended_session_begins_no_review(company: Company, browser: Browser) -> None:
    company.bring(OWN, State.ASSIGNED)
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    people.sign_out_everywhere(company.graph, company.context(EMPLOYEE))
    assert put(writer, company).status_code == 401
    assert company.sheet(OWN, EMPLOYEE).head.state is State.ASSIGNED


def test_a_session_that_ends_while_a_stale_save_is_answered_is_told_to_sign_in(
    open_review: Company, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = browser(EMPLOYEE)
    writer.get(f"/reviews/{OWN}")
    save = saving.save

    def save_and_end(*given: Any, **named: Any) -> Saved:
        saved = save(*given, **named)
        people.sign_out_everywhere(open_review.graph, open_review.context(EMPLOYEE))
        return saved

    monkeypatch.setattr(saving, "save", save_and_end)
    assert put(writer, open_review, version=99).status_code == 401


def test_the_managers_saves_are_one_statement_too(company: Company, browser: Browser) -> None:
    company.bring(OWN, State.MANAGER_DRAFT)
    writer = browser(MANAGER)
    writer.get(f"/reviews/{OWN}/assess")
    stored = company.sheet(OWN, MANAGER).rating(Party.MANAGER, company.sheet(OWN, MANAGER).to_rate(Part.CURRENT)[0].id)
    sent: dict[str, Any] = {"party": "manager", "version": stored.version if stored else 0}
    assert put(writer, company, **sent).status_code == 200
    people.sign_out_everywhere(company.graph, company.context(MANAGER))
    assert put(writer, company, **sent).status_code == 401


@pytest.mark.parametrize("evidence", ["", "ev-1", 0, {}, [1]])
def test_evidence_that_is_no_list_takes_nothing_off(open_review: Company, browser: Browser, evidence: object) -> None:
    assert put(browser(EMPLOYEE), open_review, evidence=evidence).status_code == 400
