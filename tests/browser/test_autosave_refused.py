"""Words that are refused for what they are: the bar says why, they stay in the browser, and what is mended is saved."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.traffic import counted, leave_room, until
from tests.browser.user import User
from tests.browser.writing import WORDS, comment, kept, saved, status, stored, supporting, time_passes

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND = "llm-evaluation", "prompt-engineering"
LONGEST = "评测" * 2000
TOO_LONG = LONGEST + "长"
WHY = "Not saved: This text is too long. The limits are 4,000 characters for a text"
LONGER_THAN_A_PAUSE = 3_000
"""Milliseconds after which what is tried again by itself would have been."""
PAGE_OF_A_GATEWAY = "<!doctype html><title>413 Request Entity Too Large</title>"


@pytest.fixture
def writer(writer: User) -> User:
    """The employee, signed in, with the form open; what refuses content may do so."""
    writer.tolerated += r"|status of (413|422)"
    return writer


def refused(user: User, why: str) -> None:
    """Waits until the bar says that something was not taken, and why."""
    expect(status(user)).to_have_attribute("data-kind", "refused")
    expect(status(user)).to_contain_text(why)


def test_a_text_that_is_too_long_stays_until_it_is_shortened(writer: User) -> None:
    before = stored(writer.site, FIRST)
    comment(writer, FIRST).fill(TOO_LONG)
    refused(writer, WHY)
    assert kept(writer)[f"c-{FIRST}"]["comment"] == TOO_LONG
    comment(writer, SECOND).fill(WORDS)
    until(writer, lambda: stored(writer.site, SECOND) == WORDS)
    refused(writer, WHY)
    assert stored(writer.site, FIRST) == before

    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value(TOO_LONG)
    refused(writer, WHY)
    writer.button("Check and submit").click()
    expect(status(writer)).to_have_class(re.compile("is-urgent"))
    writer.heading("Your self-assessment")
    assert list(kept(writer)) == [f"c-{FIRST}"]
    assert kept(writer)[f"c-{FIRST}"]["comment"] == TOO_LONG

    comment(writer, FIRST).press("ControlOrMeta+End")
    comment(writer, FIRST).press("Backspace")
    saved(writer)
    assert stored(writer.site, FIRST) == LONGEST
    assert kept(writer) == {}


def test_what_is_shortened_while_the_refusal_is_on_its_way_is_saved(writer: User) -> None:
    held: list[Route] = []
    writer.page.route("**/ratings", lambda route: held.append(route), times=1)
    comment(writer, FIRST).fill(TOO_LONG)
    until(writer, lambda: bool(held))
    comment(writer, FIRST).fill(WORDS)
    held[0].continue_()
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS
    assert kept(writer) == {}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (PAGE_OF_A_GATEWAY, "Not saved: This is too large to save. Shorten it."),
        ('{"error": 413, "message": "This is too large."}', "Not saved: This is too large."),
    ],
)
def test_what_is_too_large_stays_and_is_not_sent_again_by_itself(writer: User, body: str, why: str) -> None:
    before = stored(writer.site, FIRST)
    asked = counted(writer, status=413, body=body)
    comment(writer, FIRST).fill(LONGEST)
    refused(writer, why)
    time_passes(writer, LONGER_THAN_A_PAUSE)
    assert len(asked) == 1
    assert kept(writer)[f"c-{FIRST}"]["comment"] == LONGEST
    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value(LONGEST)
    refused(writer, why)
    assert len(asked) == 2
    assert kept(writer)[f"c-{FIRST}"]["comment"] == LONGEST
    assert stored(writer.site, FIRST) == before

    writer.page.unroute("**/ratings")
    comment(writer, FIRST).fill(WORDS)
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS
    assert kept(writer) == {}


def test_what_was_refused_takes_no_room_from_what_is_typed_since(writer: User) -> None:
    leave_room(writer, 5 * len(TOO_LONG))
    for turn in range(8):
        with writer.page.expect_response("**/ratings"):
            comment(writer, FIRST).fill(f"{turn}. {TOO_LONG}")
        refused(writer, WHY)
    last = f"7. {TOO_LONG}"
    assert kept(writer)[f"c-{FIRST}"]["comment"] == last
    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value(last)


def link_of_piece(user: User) -> Locator:
    """The field for the link of a new piece on the first card."""
    return user.page.locator(f"#c-{FIRST}-url")


def test_a_piece_that_is_refused_stays_typed_until_it_is_mended(writer: User) -> None:
    before = supporting(writer.site, FIRST)
    card = writer.card(f"c-{FIRST}")
    card.get_by_text("+ Add evidence").click()
    link_of_piece(writer).fill("ftp://example.com/log")
    card.get_by_role("button", name="Add this evidence").click()
    expect(card.locator("[data-add-error]")).to_have_text(
        "A link must start with https:// or http:// and name a website."
    )
    assert kept(writer)[f"c-{FIRST}"]["piece"]["url"] == "ftp://example.com/log"
    writer.page.reload()
    expect(link_of_piece(writer)).to_have_value("ftp://example.com/log")
    assert supporting(writer.site, FIRST) == before

    link_of_piece(writer).fill("https://example.com/log")
    card.get_by_role("button", name="Add this evidence").click()
    expect(card.get_by_role("checkbox", checked=True)).to_have_count(len(before) + 1)
    assert len(supporting(writer.site, FIRST)) == len(before) + 1
    until(writer, lambda: kept(writer) == {})
