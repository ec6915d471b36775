"""Answers that are not the application's, or that break off: words leave the browser only when they are stored."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.traffic import counted
from tests.browser.user import User
from tests.browser.writing import FIRST_PAUSE, WORDS, comment, cutting_answers, kept, saved, status, stored, time_passes
from tests.budget import some_of

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST = "llm-evaluation"
NO_ANSWER = "The server is not responding. Your text is kept"


@pytest.mark.parametrize(
    "body", some_of(["<!doctype html><title>Welcome to the hotel</title>", "{}", "[1]", "null", ""], 0, 1)
)
def test_a_page_of_a_gateway_is_no_acknowledgement(writer: User, body: str) -> None:
    asked = counted(writer, status=200, body=body, content_type="text/html")
    comment(writer, FIRST).fill(WORDS)
    expect(status(writer)).to_contain_text(NO_ANSWER)
    assert asked
    assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS
    assert stored(writer.site, FIRST) != WORDS
    writer.page.unroute("**/ratings")
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS
    assert kept(writer) == {}


def test_an_answer_that_breaks_off_is_no_acknowledgement_and_no_conflict(writer: User) -> None:
    writer.tolerated += "|net::ERR_CONTENT_LENGTH_MISMATCH"
    with cutting_answers(writer.site):
        comment(writer, FIRST).fill(WORDS)
        expect(status(writer)).to_contain_text(NO_ANSWER)
        assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS
        assert stored(writer.site, FIRST) == WORDS
        comment(writer, FIRST).press_sequentially(" More.")
    saved(writer)
    expect(writer.page.locator("[data-clash]")).to_have_count(0)
    assert stored(writer.site, FIRST) == WORDS + " More."
    assert kept(writer) == {}


@pytest.mark.parametrize("code", some_of([408, 409, 421, 425, 204, 304], 1, 4))
def test_an_answer_that_may_pass_is_asked_for_again_after_a_pause(writer: User, code: int) -> None:
    writer.tolerated += f"|status of {code}"
    asked = counted(writer, status=code)
    comment(writer, FIRST).fill(WORDS)
    expect(status(writer)).to_contain_text(NO_ANSWER)
    time_passes(writer, FIRST_PAUSE // 2)
    assert len(asked) == 1
    writer.button("Check and submit").click()
    time_passes(writer, FIRST_PAUSE // 2)
    assert len(asked) <= 3
    writer.heading("Your self-assessment")
    assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS
    writer.page.unroute("**/ratings")
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS


@pytest.mark.parametrize("code", some_of([402, 405, 410, 415], 2))
def test_an_answer_that_stays_is_asked_for_once(writer: User, code: int) -> None:
    writer.tolerated += f"|status of {code}"
    asked = counted(writer, status=code, body=json.dumps({"error": code, "message": "Not like this."}))
    comment(writer, FIRST).fill(WORDS)
    expect(status(writer)).to_have_attribute("data-kind", "refused")
    expect(status(writer)).to_contain_text("Not saved: Not like this.")
    writer.button("Check and submit").click()
    time_passes(writer, FIRST_PAUSE * 2)
    assert len(asked) == 1
    writer.heading("Your self-assessment")
    assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS
    writer.page.unroute("**/ratings")
    writer.page.reload()
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS


def test_an_answer_that_was_lost_is_no_conflict(writer: User) -> None:
    writer.tolerated += r"|net::ERR_FAILED"
    writer.page.route("**/ratings", lambda route: (route.fetch(), route.abort())[1], times=1)
    comment(writer, FIRST).fill("Stored, and nobody heard.")
    expect(status(writer)).to_contain_text("The server is not responding.")
    assert stored(writer.site, FIRST) == "Stored, and nobody heard."
    comment(writer, FIRST).press_sequentially(" More.")
    saved(writer)
    expect(writer.page.locator("[data-clash]")).to_have_count(0)
    assert stored(writer.site, FIRST) == "Stored, and nobody heard. More."
