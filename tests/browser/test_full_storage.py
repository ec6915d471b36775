"""A browser whose storage is nearly full: what finds room for one card says nothing of another."""

import pytest
from playwright.sync_api import Dialog, Route, expect

from tests.browser.traffic import leave_room, until
from tests.browser.user import User
from tests.browser.writing import comment, kept, refusing, saved, status, stored

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND = "llm-evaluation", "prompt-engineering"
LONG = "评测" * 2000
ROOM = len(LONG) * 3 // 4
"""Characters that are left: too few for the long words, enough for some short ones."""
NOT_KEPT = "This browser cannot keep a copy. Stay on this page until everything is saved."
NO_ANSWER = "The server is not responding. Your text is kept"


def names(user: User, skill: str) -> list[str]:
    """What the copies of a card are called in the browser's storage."""
    found = user.page.evaluate("Object.keys(localStorage)")
    return [name for name in found if f":c-{skill}:" in name]


def leaving_asks(user: User) -> bool:
    """Whether closing the tab asks first; the reader stays if so."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    user.page.on("dialog", stay)
    beside = user.context.new_page()  # a page that is closed cannot be waited on
    user.page.close(run_before_unload=True)
    for _ in range(300):
        if asked or user.page.is_closed():
            break
        beside.wait_for_timeout(100)
    beside.close()
    return asked == ["beforeunload"]


def test_short_words_that_find_room_do_not_hide_long_ones_that_do_not(writer: User) -> None:
    leave_room(writer, ROOM)
    held: list[Route] = []  # on its way all the time: each try would find again that the long words have no room
    writer.page.route("**/ratings", lambda route: held.append(route))
    comment(writer, FIRST).click()  # a browser asks only where somebody did something
    comment(writer, FIRST).fill("Older.")
    until(writer, lambda: bool(held))
    comment(writer, FIRST).fill(LONG)
    expect(status(writer)).to_have_text(NOT_KEPT)
    comment(writer, SECOND).fill("Short.")
    assert kept(writer)[f"c-{SECOND}"]["comment"] == "Short."
    assert kept(writer)[f"c-{FIRST}"]["comment"] == "Older."
    assert status(writer).text_content() == NOT_KEPT  # at once: who waits sees what the next try found
    assert leaving_asks(writer)
    expect(comment(writer, FIRST)).to_have_value(LONG)

    for route in held:
        route.continue_()
    writer.page.unroute("**/ratings")
    saved(writer)
    assert (stored(writer.site, FIRST), stored(writer.site, SECOND)) == (LONG, "Short.")
    assert kept(writer) == {}
    assert not leaving_asks(writer)


def test_words_that_are_kept_again_are_not_asked_for(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).click()
        leave_room(writer, ROOM)
        comment(writer, FIRST).fill(LONG)
        expect(status(writer)).to_have_text(NOT_KEPT)
        writer.page.evaluate("localStorage.removeItem('blanks')")
        comment(writer, FIRST).fill("Shorter.")
        expect(status(writer)).to_contain_text(NO_ANSWER)
        assert kept(writer)[f"c-{FIRST}"]["comment"] == "Shorter."
        assert not leaving_asks(writer)


def test_what_an_earlier_page_kept_stays_where_it_is_if_there_is_no_room_to_take_it_over(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).fill(LONG)
        comment(writer, SECOND).fill("Short.")
        expect(status(writer)).to_contain_text(NO_ANSWER)
        before = {skill: names(writer, skill) for skill in (FIRST, SECOND)}
        leave_room(writer, ROOM)
        writer.page.reload()
        expect(comment(writer, FIRST)).to_have_value(LONG)
        expect(comment(writer, SECOND)).to_have_value("Short.")
        expect(status(writer)).to_have_text(NOT_KEPT)
        assert names(writer, FIRST) == before[FIRST]
        assert len(names(writer, SECOND)) == 1
        assert names(writer, SECOND) != before[SECOND]
    saved(writer)
    assert (stored(writer.site, FIRST), stored(writer.site, SECOND)) == (LONG, "Short.")
