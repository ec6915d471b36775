"""A button that is pressed twice: what was done once is answered as done, and other words are not taken for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from graph.driver import Graph
from graph.review.enums import Action, Part, Party, State
from tests.company import EMPLOYEE, HEAD, HR, MANAGER, Company, new_company
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient

Browser = Callable[[str], PageClient]
REVIEW = "rv-1"
SIGNED = {"sentences": "Zq signed.", "name": "Manager Zhang", "recommendation": "confirmed"}
ACTS: dict[str, tuple[State, str, str, str, dict[str, str]]] = {
    "submit": (State.SELF_DRAFT, EMPLOYEE, "/check", "/submit", {}),
    "withdraw": (State.SELF_SUBMITTED, EMPLOYEE, "", "/withdraw", {}),
    "acknowledge": (State.SHARED, EMPLOYEE, "/result", "/acknowledge", {}),
    "decline": (State.SHARED, EMPLOYEE, "/result", "/decline", {}),
    "challenge": (State.SHARED, EMPLOYEE, "/result", "/challenge", {"expectation": "*", "reason": "Zq challenged."}),
    "ask_to_talk": (State.SHARED, EMPLOYEE, "/result", "/talk", {"text": "Zq asked\r\nin lines."}),
    "statement": (State.SHARED, EMPLOYEE, "/result", "/statement", {"text": "Zq stated."}),
    "proceed": (State.SELF_DRAFT, MANAGER, "/actions/proceed", "", {"confirm": "y"}),
    "return": (State.SELF_SUBMITTED, MANAGER, "/actions/return", "", {"comment": "Zq back.", "due": "2026-12-24"}),
    "sign_off": (State.MANAGER_DRAFT, MANAGER, "/sign", "", SIGNED),
    "recall": (State.SIGNED_OFF, MANAGER, "/actions/recall", "", {"reason": "Zq recalled."}),
    "share": (State.CALIBRATED, MANAGER, "/actions/share", "", {}),
    "uphold": (State.CHALLENGED, HEAD, "/challenge", "/challenge/uphold", {"reason": " Zq upheld. "}),
    "revise": (State.CHALLENGED, HEAD, "/challenge", "/challenge/revise", {"*-why": "Zq revised."}),
    "waive": (State.SIGNED_OFF, HR, "/actions/waive", "", {"reason": "Zq waived."}),
    "reopen": (State.SHARED, HR, "/actions/reopen", "",
               {"reason": "Zq reopened.", "due": "2026-12-24", "to": "self_draft"}),
    "cancel": (State.SELF_DRAFT, HR, "/actions/cancel", "", {"reason": "Zq cancelled."}),
    "restore": (State.CANCELLED, HR, "/actions/restore", "", {"reason": "Zq restored."}),
}  # fmt: skip
"""How the review stands, who acts, the page with the form, where it goes if elsewhere, and what is typed."""


@pytest.fixture
def company(graph: Graph) -> Company:
    """The company in a cycle in which the self-assessments were due some days ago."""
    return new_company(graph, NOW, self_due=NOW.date() - timedelta(days=5))


def _pressed(company: Company, browser: Browser, act: str) -> tuple[PageClient, str, dict[str, Any]]:
    """A browser with the page of an act, where its form goes and what it sends."""
    state, person, shown, goes, typed = ACTS[act]
    company.bring(REVIEW, state)
    if act == "submit":
        company.rate(REVIEW, EMPLOYEE, Party.SELF)
    client = browser(person)
    page = client.get(f"/reviews/{REVIEW}{shown}")
    hidden = {each.get("name", ""): each.get("value", "") for each in page.all("input") if each.get("type") == "hidden"}
    why = next((each.get("name", "") for each in page.all("textarea") if each.get("name", "").endswith("-why")), "")
    first = company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)[0].id
    named = {why if name == "*-why" else name: first if value == "*" else value for name, value in typed.items()}
    return client, f"/reviews/{REVIEW}{goes or shown}", hidden | named


def _send(client: PageClient, address: str, sent: dict[str, Any]) -> Page:
    return Page(client.client.post(address, data={"csrf_token": client.token} | sent))


@pytest.mark.parametrize("act", ACTS)
def test_what_is_sent_twice_is_done_once_and_answered_as_done(
    company: Company, browser: Browser, ask: Ask, act: str
) -> None:
    client, address, sent = _pressed(company, browser, act)
    assert _send(client, address, sent).status in (302, 303)
    again = _send(client, address, sent)
    assert again.status in (302, 303), again.text
    on = again.response.headers["Location"]
    while (landed := client.client.get(on)).status_code in (302, 303):
        on = landed.headers["Location"]
    assert landed.status_code == 200
    events = "MATCH (e:Event {stream: $review, action: $act}) RETURN count(e) AS times"
    assert ask("read", "times", events, review=REVIEW, act=act) == [{"times": 1}]


@pytest.mark.parametrize("act", ["challenge", "statement", "return", "uphold", "revise", "cancel"])
def test_other_words_are_not_taken_for_done(company: Company, browser: Browser, act: str) -> None:
    client, address, sent = _pressed(company, browser, act)
    _send(client, address, sent)
    other = {name: value.replace("Zq", "Zq, thought over,") for name, value in sent.items()}
    answer = _send(client, address, other)
    if act in ("statement", "ask_to_talk"):  # which are added, as often as there is something to say
        assert answer.status == 302
    else:
        assert answer.status in (404, 409)
        assert "Zq, thought over," in answer.text


def test_somebody_else_s_act_is_not_ones_own(company: Company, browser: Browser) -> None:
    client, address, sent = _pressed(company, browser, "cancel")
    _send(client, address, sent)
    assert _send(browser("boss"), address, sent).status in (403, 404)


def test_what_was_taken_back_since_is_not_answered_as_done(company: Company, browser: Browser) -> None:
    client, address, sent = _pressed(company, browser, "submit")
    _send(client, address, sent)
    company.do(REVIEW, EMPLOYEE, Action.WITHDRAW)
    again = client.post(address, sent, status=409)
    assert "Done." not in again.text
    assert company.sheet(REVIEW, EMPLOYEE).head.state is State.SELF_DRAFT
