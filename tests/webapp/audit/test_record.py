"""The auditor's page: nothing changed, or which event was."""

from collections.abc import Callable
from typing import Any

import pytest

from graph.review.enums import State
from tests.company import AUDITOR, EMPLOYEE, HR, MANAGER, Company
from tests.webapp.page_client import Page, PageClient, words

Browser = Callable[[str], PageClient]
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def auditor(company: Company, browser: Browser) -> PageClient:
    company.bring("rv-1", State.SHARED)
    return browser(AUDITOR)


def verified(auditor: PageClient) -> Page:
    auditor.get("/audit")
    return auditor.post("/audit", status=200)


def verdict(page: Page) -> str:
    return words(next(page.all("h2")))


def faults(page: Page) -> list[list[str]]:
    """The rows of the table of faults."""
    tables = [table for table in page.all("table") if words(next(table.iter("th"))) == "What"]
    return [[words(cell) for cell in row] for table in tables for row in list(table.iter("tr"))[1:]]


@pytest.mark.parametrize("person", [EMPLOYEE, MANAGER, HR])
def test_only_an_auditor_verifies(company: Company, browser: Browser, person: str) -> None:
    client = browser(person)
    assert "an auditor" in client.get("/audit", status=403).text
    client.get("/account")
    client.post("/audit", status=403)


def test_nothing_is_verified_before_it_is_asked_for(auditor: PageClient) -> None:
    page = auditor.get("/audit")
    assert page.heading == "Audit record"
    assert "The record is intact" not in page.text
    assert [words(each) for each in page.all("dt")] == []
    assert "Nobody has verified the record" in page.text
    assert page.here == ["Record"]


def test_an_untouched_record_is_said_to_be_so(auditor: PageClient, ask: Ask) -> None:
    page = verified(auditor)
    assert verdict(page) == "The record is intact"
    assert faults(page) == []
    statement = "MATCH (event:Event) WHERE event.action <> 'verify_record' RETURN count(event) AS n"
    (counted,) = ask("read", "n", statement)
    shown = {words(each[0]): words(each[1]) for each in page.all("div") if [e.tag for e in each] == ["dt", "dd"]}
    assert shown["Events"] == str(counted["n"])
    assert shown["Signatures"] == "1"
    assert shown["Erased words"] == "0"
    assert "24 Nov 2026" in shown["Verified"]


def test_an_altered_event_is_named(auditor: PageClient, ask: Ask) -> None:
    ask("write", "", "MATCH (event:Event {stream: 'rv-1', seq: 3}) SET event.actor = 'other-manager'")
    page = verified(auditor)
    assert verdict(page) == "1 discrepancy found"
    ((kind, stream, number, detail),) = faults(page)
    assert (kind, stream, number) == ("altered", "rv-1", "3")
    assert "actor" in detail


def test_a_removed_event_and_a_changed_rating_are_named(auditor: PageClient, ask: Ask) -> None:
    ask("write", "", "MATCH (event:Event {stream: 'rv-1', seq: 2}) DETACH DELETE event")
    ask("write", "", "MATCH (r:Rating) WHERE r.id STARTS WITH 'rv-1/1/manager/' SET r.value = 'exceeds'")
    page = verified(auditor)
    assert {(row[0], row[1]) for row in faults(page)} >= {("removed", "rv-1"), ("signature", "rv-1")}
    assert "discrepancies found" in verdict(page)


def test_a_broken_event_breaks_no_page(auditor: PageClient, browser: Browser, ask: Ask) -> None:
    ask("write", "", "MATCH (event:Event {stream: 'rv-1', seq: 3}) SET event.body = 'not JSON at all'")
    assert ["altered", "rv-1", "3"] in [row[:3] for row in faults(verified(auditor))]
    assert "differs from its record" in browser(EMPLOYEE).get("/reviews/rv-1/result", status=409).text
    browser(EMPLOYEE).get("/reviews/rv-1/history")
