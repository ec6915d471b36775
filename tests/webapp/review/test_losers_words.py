"""Two pages of one review, and both are sent: whoever comes second is given back every word, at the same moment too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from graph.driver import Graph
from graph.review.enums import State
from tests.company import EMPLOYEE, HR, MANAGER, Company, new_company
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, check

Browser = Callable[[str], PageClient]
REVIEW = "rv-1"
PAIRS = {
    "withdraw, manager's save": (State.SELF_SUBMITTED, "withdraw", "assess"),
    "proceed, employee's save": (State.SELF_DRAFT, "proceed", "write"),
    "sign, cancel": (State.MANAGER_DRAFT, "sign", "cancel"),
    "sign, return": (State.MANAGER_DRAFT, "sign", "return"),
    "share, reopen": (State.CALIBRATED, "share", "reopen"),
    "sign, sign": (State.MANAGER_DRAFT, "sign", "sign"),
    "save, submit": (State.SELF_DRAFT, "write", "submit"),
}
TYPED = {
    "sign": {"recommendation": "confirmed", "sentences": "Zq signed words.", "name": "Manager Zhang"},
    "cancel": {"reason": "Zq cancelled words."},
    "return": {"comment": "Zq returned words.", "due": "2026-12-24"},
    "reopen": {"reason": "Zq reopened words.", "due": "2026-12-24", "to": "manager_draft"},
    "proceed": {"confirm": "y"},
}
PLACES = {
    "withdraw": (EMPLOYEE, "", "/withdraw"),
    "write": (EMPLOYEE, "", ""),
    "submit": (EMPLOYEE, "/check", "/submit"),
    "assess": (MANAGER, "/assess", "/assess"),
    "sign": (MANAGER, "/sign", "/sign"),
    "proceed": (MANAGER, "/actions/proceed", "/actions/proceed"),
    "return": (MANAGER, "/actions/return", "/actions/return"),
    "share": (MANAGER, "/actions/share", "/actions/share"),
    "cancel": (HR, "/actions/cancel", "/actions/cancel"),
    "reopen": (HR, "/actions/reopen", "/actions/reopen"),
}
"""Who, the page with the form, and where the form goes, after the review's address."""


class Tab:
    """The page of one side as it was drawn, with words typed into it."""

    def __init__(self, browser: Browser, side: str, suffix: str) -> None:
        person, shown, self.goes = PLACES[side]
        self.client = browser(person)
        page = self.client.get(f"/reviews/{REVIEW}{shown}")
        self.typed = {
            name: value + suffix if value.startswith("Zq") else value for name, value in TYPED.get(side, {}).items()
        }
        if side in ("write", "assess"):
            name = next(key for key in fields(page) if key.endswith("-comment"))
            self.typed[name] = f"Zq {side} words.{suffix}"
        self.sent = fields(page) | self.typed

    @property
    def words(self) -> set[str]:
        return {value for value in self.typed.values() if value.startswith("Zq")}

    def send(self) -> Page:
        sent = {"csrf_token": self.client.token} | self.sent
        return Page(self.client.client.post(f"/reviews/{REVIEW}{self.goes}", data=sent))


def fields(page: Page) -> dict[str, str]:
    """What the page's forms would send unchanged, but for their tokens and buttons."""
    found = {}
    for each in page.all("input"):
        kind, name = each.get("type"), each.get("name")
        if name and (kind == "hidden" or (kind == "radio" and each.get("checked") is not None)):
            found[name] = each.get("value", "")
    for each in page.all("textarea"):
        if each.get("name"):
            found[each.get("name", "")] = (each.text or "").removeprefix("\n")
    return found


def given_back(page: Page) -> set[str]:
    """The words that stand in fields of a page."""
    return {(each.text or "").removeprefix("\n") for each in page.all("textarea")}


def was_taken(page: Page) -> bool:
    """Whether a form did what it says: it leads on, and not to what still lacks."""
    return 300 <= page.status < 400 and not page.response.headers["Location"].endswith("/check")


def stored(ask: Ask) -> str:
    """Every word that the graph has of the review."""
    words = "MATCH (words:Words) WHERE words.text > '' RETURN words.text AS text"
    signs = "MATCH (sign:SignOff) WHERE sign.sentences > '' RETURN sign.sentences AS text"
    rated = "MATCH (rating:Rating) WHERE rating.comment > '' RETURN rating.comment AS text"
    return "\n".join(row["text"] for statement in (words, signs, rated) for row in ask("read", "text", statement))


def send(tabs: list[Tab], order: str) -> list[Page]:
    """The answers of both sides, in the order of `tabs`."""
    if order == "at once":
        gate = Barrier(len(tabs))
        with ThreadPoolExecutor(len(tabs)) as pool:
            return list(pool.map(lambda tab: (gate.wait(), tab.send())[1], tabs))
    if order == "one first":
        return [tab.send() for tab in tabs]
    return [tab.send() for tab in reversed(tabs)][::-1]


@pytest.fixture
def company(graph: Graph) -> Company:
    """The company in a cycle in which the self-assessments were due some days ago."""
    return new_company(graph, NOW, self_due=NOW.date() - timedelta(days=5))


@pytest.mark.parametrize("order", ["one first", "other first", "at once"])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_loser_s_words_come_back(company: Company, browser: Browser, ask: Ask, pair: str, order: str) -> None:
    state, one, other = PAIRS[pair]
    company.bring(REVIEW, state)
    tabs = [Tab(browser, one, " One."), Tab(browser, other, " Other.")]
    answers = send(tabs, order)
    kept = stored(ask)
    for tab, answer in zip(tabs, answers, strict=True):
        if was_taken(answer):
            assert all(word in kept for word in tab.words)
        elif tab.words:
            check(answer)
            assert answer.status == 409
            assert tab.words <= given_back(answer), (tab.goes, answer.text)
            assert not any(word in kept for word in tab.words), "refused, and yet stored"
        else:
            assert answer.status in (302, 303, 409), (tab.goes, answer.status)
    assert any(map(was_taken, answers)), [answer.status for answer in answers]
    if not {one, other} & {"assess", "proceed"}:
        assert not all(map(was_taken, answers)), "two winners"


@pytest.mark.parametrize("order", ["one first", "at once"])
def test_a_signature_that_is_sent_twice_leads_to_what_is_signed(company: Company, browser: Browser, order: str) -> None:
    company.bring(REVIEW, State.MANAGER_DRAFT)
    answers = send([Tab(browser, "sign", " Once."), Tab(browser, "sign", " Once.")], order)
    assert [answer.response.headers.get("Location", answer.text) for answer in answers] == [
        f"/reviews/{REVIEW}/sign"
    ] * 2
