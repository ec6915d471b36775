"""Checking a report by its code: what a code tells, to whom, and whether a file is one that was issued."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from graph.review.enums import Action, State
from graph.workflow.commands import Command
from tests.company import AUDITOR, COLLEAGUE, EMPLOYEE, HR, MANAGER, OTHER_MANAGER, Company
from tests.webapp.page_client import Page, PageClient, words
from tests.webapp.raw_client import download

Browser = Callable[[str], PageClient]
Ask = Callable[..., list[dict[str, Any]]]
UNKNOWN = "0000-0000-0000-0000-0000"


def code_of(company: Company, review: str = "rv-1") -> str:
    sign_off = company.sheet(review, HR).sign_off
    assert sign_off is not None
    return sign_off.code


def verdict(page: Page) -> str:
    return next("".join(each.itertext()) for each in page.all("h2"))


def fact(page: Page, name: str) -> str:
    """What a page says of one of its facts."""
    lines = [(words(each[0]), words(each[1])) for each in page.all("div") if [e.tag for e in each] == ["dt", "dd"]]
    return dict(lines)[name]


def test_a_genuine_report_is_said_to_be_so(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SHARED)
    code = code_of(company)
    for person in (EMPLOYEE, MANAGER, HR, AUDITOR):
        page = browser(person).get(f"/verify/{code}")
        assert verdict(page) == "Genuine and current"
        assert company.sheet("rv-1", HR).sign_off.content_hash in page.text  # type: ignore[union-attr]
        (panel,) = (each for each in page.all("dl") if each.get("class") == "facts")
        assert "Zhang" not in words(panel), "a code tells no names"


def test_before_sharing_the_employee_is_not_told_the_hash_that_would_confirm_a_guess(
    company: Company, browser: Browser
) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    content_hash = company.sheet("rv-1", HR).sign_off.content_hash  # type: ignore[union-attr]
    for person, told in ((EMPLOYEE, False), (MANAGER, True), (HR, True), (AUDITOR, True)):
        page = browser(person).get(f"/verify/{code_of(company)}")
        assert verdict(page) == "Genuine and current"
        assert (content_hash in page.text) is told, person


def test_an_older_revision_is_superseded(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    code = code_of(company)
    company.do("rv-1", MANAGER, Action.RECALL, Command(words={"reason": "A slip."}))
    page = browser(MANAGER).get(f"/verify/{code}")
    assert verdict(page) == "Genuine, but superseded"
    assert "It has since been replaced by revision 2" in page.text
    company.sign("rv-1")
    assert verdict(browser(MANAGER).get(f"/verify/{code_of(company)}")) == "Genuine and current"
    assert verdict(browser(MANAGER).get(f"/verify/{code}")) == "Genuine, but superseded"


def test_a_cancelled_review_s_report_no_longer_counts(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    code = code_of(company)
    company.do("rv-1", HR, Action.CANCEL, Command(words={"reason": "Moved."}))
    assert verdict(browser(MANAGER).get(f"/verify/{code}")) == "Genuine, but the review was cancelled"
    company.do("rv-1", HR, Action.RESTORE, Command(words={"reason": "Back."}))
    assert verdict(browser(MANAGER).get(f"/verify/{code}")) == "Genuine and current"


def test_what_was_changed_behind_the_signature_is_not_genuine(company: Company, browser: Browser, ask: Ask) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    ask("write", "", "MATCH (r:Rating) WHERE r.id STARTS WITH 'rv-1/1/manager/' SET r.value = 'exceeds'")
    page = browser(AUDITOR).get(f"/verify/{code_of(company)}")
    assert verdict(page) == "Not what was signed"
    assert "Tell the auditor" in page.text


def test_whoever_holds_the_paper_learns_whether_it_is_genuine_and_no_more(
    company: Company, browser: Browser, app: Flask
) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    code = code_of(company)
    sign_off = company.sheet("rv-1", HR).sign_off
    assert sign_off is not None
    strangers = [PageClient(app), browser(COLLEAGUE), browser(OTHER_MANAGER)]
    told = {"current": "Genuine and current", "superseded": "Genuine, but superseded"}
    for standing, heading in told.items():
        if standing == "superseded":
            company.do("rv-1", MANAGER, Action.RECALL, Command(words={"reason": "A slip."}))
        for client in strangers:
            page = client.get(f"/verify/{code}")
            assert verdict(page) == heading
            assert not any(each in page.text for each in ("Employee", "Revision", sign_off.content_hash, "2026"))
    stranger = PageClient(app)
    page = stranger.get(f"/verify/{code}")
    assert "A report is about a person" in page.text
    assert page.links["Sign in"] == f"/sign-in?next=/verify/{code}"
    assert "Sign in to learn more" not in browser(COLLEAGUE).get(f"/verify/{code}").text
    assert "Without signing in you learn" in stranger.get("/verify").text
    assert verdict(stranger.follow(stranger.post("/verify", {"code": code}))) == told["superseded"]
    assert stranger.get(f"/verify/{UNKNOWN}", status=404).heading == "No report has this code"
    stranger.get(f"/verify/{code}")
    stranger.post(f"/verify/{code}", {"file": (io.BytesIO(b"%PDF-1.7"), "report.pdf")}, status=401)


def test_a_file_is_compared_for_those_alone_who_may_know_the_review(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    for person in (COLLEAGUE, OTHER_MANAGER):
        client = browser(person)
        unknown = client.get(f"/verify/{UNKNOWN}", status=404)
        pdf = {"file": (io.BytesIO(b"%PDF-1.7"), "report.pdf")}
        client.get("/verify")
        assert client.post(f"/verify/{code_of(company)}", pdf, status=404).text == unknown.text


def test_a_file_is_held_against_its_code(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    company.bring("rv-2", State.SIGNED_OFF, COLLEAGUE)
    manager = browser(MANAGER)
    data = download(manager, "/reviews/rv-1/report.pdf?variant=committee&language=en").data
    other = download(manager, "/reviews/rv-2/report.pdf?variant=committee&language=en").data
    address = f"/verify/{code_of(company)}"
    assert fact(manager.get(address), "Files issued") == "1"
    ours = manager.post(address, {"file": (io.BytesIO(data), "mine.pdf")}, status=200)
    assert "Exactly this file was issued for this revision" in ours.text
    assert "mine.pdf" in ours.text
    for wrong in (data + b"\n", other, b""):
        page = manager.post(address, {"file": (io.BytesIO(wrong), "saved.pdf")}, status=200)
        assert "This file was not issued for this revision." in page.text
        assert verdict(page) == "Genuine and current"


def test_no_file_is_asked_for_again(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    manager = browser(MANAGER)
    address = f"/verify/{code_of(company)}"
    manager.get(address)
    assert "Choose a PDF file." in manager.post(address, status=200).text


@pytest.mark.parametrize("change", [str.upper, lambda code: f"  {code} "])
def test_a_code_is_typed_from_paper(company: Company, browser: Browser, change: Callable[[str], str]) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    manager = browser(MANAGER)
    manager.get("/verify")
    assert "Enter the code from the report." in manager.post("/verify", {"code": " "}, status=200).text
    found = manager.post("/verify", {"code": change(code_of(company))})
    assert verdict(manager.follow(found)) == "Genuine and current"


def test_trying_codes_ends_soon_and_for_oneself_alone(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    guesser = browser(COLLEAGUE)
    answers: list[int] = []
    while 429 not in answers and len(answers) < 70:  # a minute may end in between
        answers.append(guesser.client.get(f"/verify/{UNKNOWN}").status_code)
    assert answers[:30] == [404] * 30
    assert answers[-1] == 429
    refused = guesser.get(f"/verify/{UNKNOWN}", status=429)
    assert refused.heading == "Too many attempts"
    assert int(refused.response.headers["Retry-After"]) > 0
    assert verdict(browser(MANAGER).get(f"/verify/{code_of(company)}")) == "Genuine and current"


def test_an_auditor_checks_more_codes_than_a_minute_allows_others(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SHARED)
    code = code_of(company)
    auditor, colleague = browser(AUDITOR), browser(EMPLOYEE)
    for _ in range(40):
        auditor.get(f"/verify/{code}")
    answers = [colleague.client.get(f"/verify/{code}").status_code for _ in range(40)]
    assert answers.count(429) >= 9


def test_the_report_of_somebody_who_has_left_stays_genuine(company: Company, app: Flask, ask: Ask) -> None:
    company.bring("rv-1", State.CLOSED)
    code = code_of(company)
    ask("write", "", "MATCH (p:Person {id: $person}) SET p.leaves_on = '2026-01-31'", person=EMPLOYEE)
    assert verdict(PageClient(app).get(f"/verify/{code}")).startswith("Genuine and current")
