"""Evidence beside words that are being saved: nothing typed is erased, nothing is added twice."""

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.reader import Reader
from tests.browser.writing import comment, kept, saved, stored, supporting

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST = "llm-evaluation"


def field(reader: Reader, name: str, skill: str = FIRST) -> Locator:
    """A field of the piece that is being typed."""
    return reader.page.locator(f"#c-{skill}-{name}")


def begin_piece(reader: Reader, skill: str = FIRST) -> Locator:
    """Opens the fields for a new piece; gives the button that adds it."""
    reader.card(f"c-{skill}").get_by_text("+ Add evidence").click()
    return reader.card(f"c-{skill}").get_by_role("button", name="Add this piece")


def held(reader: Reader) -> list[Route]:
    """Holds what is sent as evidence from now on, until it is let go."""
    found: list[Route] = []
    reader.page.route("**/evidence", lambda route: found.append(route))
    return found


def wait_for(reader: Reader, routes: list[Route]) -> None:
    for _ in range(100):
        if routes:
            return
        reader.page.wait_for_timeout(100)
    raise AssertionError("nothing was sent")


def test_what_is_typed_while_a_piece_is_added_stays(writer: Reader) -> None:
    routes, add = held(writer), begin_piece(writer)
    field(writer, "title").fill("The first piece")
    field(writer, "note").fill("Seen in March.")
    add.click()
    wait_for(writer, routes)
    field(writer, "note").fill("A second piece, begun.")
    comment(writer, FIRST).fill("Typed beside it.")
    field(writer, "note").press_sequentially(" And more.")
    routes[0].continue_()
    expect(writer.card(f"c-{FIRST}").get_by_label("The first piece")).to_be_checked()
    expect(field(writer, "note")).to_have_value("A second piece, begun. And more.")
    expect(field(writer, "note")).to_be_focused()
    expect(field(writer, "title")).to_have_value("")
    assert kept(writer)[f"c-{FIRST}"]["piece"]["note"] == "A second piece, begun. And more."
    writer.page.unroute("**/evidence")
    add.click()
    expect(writer.card(f"c-{FIRST}").get_by_role("checkbox", checked=True)).to_have_count(2)
    saved(writer)
    assert supporting(writer.site, FIRST) == ["The first piece", "A second piece, begun. And more."]
    assert stored(writer.site, FIRST) == "Typed beside it."
    assert kept(writer) == {}


def test_a_piece_that_is_asked_for_twice_is_added_once(writer: Reader) -> None:
    before = supporting(writer.site, FIRST)
    routes, add = held(writer), begin_piece(writer)
    field(writer, "url").fill("https://example.com/once")
    add.click()
    wait_for(writer, routes)
    add.click()
    writer.button("Check and submit").click()
    writer.page.wait_for_timeout(500)
    for route in routes:
        route.continue_()
    writer.heading("Check and submit")
    assert len(routes) == 1
    assert len(supporting(writer.site, FIRST)) == len(before) + 1
