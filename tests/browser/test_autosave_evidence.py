"""Evidence beside words that are being saved: nothing typed is erased, nothing is added twice."""

import pytest
from playwright.sync_api import Locator, Route, expect

from graph.review.drafts import EvidenceDraft
from graph.workflow import saving
from tests.browser.traffic import until
from tests.browser.user import User
from tests.browser.writing import REVIEW, comment, cutting_answers, kept, refusing, saved, stored, supporting
from tests.company import EMPLOYEE, MIDDLE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND = "llm-evaluation", "prompt-engineering"


def field(user: User, name: str, skill: str = FIRST) -> Locator:
    """A field of the piece that is being typed."""
    return user.page.locator(f"#c-{skill}-{name}")


def begin_piece(user: User, skill: str = FIRST) -> Locator:
    """Opens the fields for a new piece; gives the button that adds it."""
    user.card(f"c-{skill}").get_by_text("+ Add evidence").click()
    return user.card(f"c-{skill}").get_by_role("button", name="Add this evidence")


def held(user: User) -> list[Route]:
    """Holds what is sent as evidence from now on, until it is let go."""
    found: list[Route] = []
    user.page.route("**/evidence", lambda route: found.append(route))
    return found


def wait_for(user: User, routes: list[Route]) -> None:
    until(user, lambda: bool(routes))


def test_what_is_typed_while_a_piece_is_added_stays(writer: User) -> None:
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
    pieces = {"The first piece", "A second piece, begun. And more."}  # of one second, and so in any order
    assert set(supporting(writer.site, FIRST)) == pieces
    assert stored(writer.site, FIRST) == "Typed beside it."
    assert kept(writer) == {}


def test_a_piece_that_is_asked_for_twice_is_added_once(writer: User) -> None:
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


def add_elsewhere(user: User, title: str, skill: str = FIRST) -> None:
    """Adds a piece as another machine of the same person does."""
    company = user.site.company
    piece = EvidenceDraft(title, "", "Seen.", (f"{MIDDLE}/{skill}",))
    saving.add_evidence(company.graph, company.context(EMPLOYEE), REVIEW, piece)


def no_clash(user: User) -> None:
    expect(user.page.locator("[data-clash]")).to_have_count(0)


def test_a_piece_of_another_machine_joins_what_is_typed_here(writer: User) -> None:
    add_elsewhere(writer, "Of the phone")
    comment(writer, FIRST).fill("At the desk.")
    saved(writer)
    no_clash(writer)
    assert stored(writer.site, FIRST) == "At the desk."
    assert "Of the phone" in supporting(writer.site, FIRST)


def test_words_that_waited_do_not_take_off_what_came_meanwhile(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).fill("On the train.")
        expect(writer.page.locator("[data-status]")).to_have_attribute("data-kind", "waiting")
        add_elsewhere(writer, "Of the desk")
        writer.page.reload()
        expect(writer.card(f"c-{FIRST}").get_by_label("Of the desk")).to_be_checked()
    saved(writer)
    no_clash(writer)
    assert stored(writer.site, FIRST) == "On the train."
    assert "Of the desk" in supporting(writer.site, FIRST)


def test_who_writes_while_a_piece_is_added_does_not_meet_themselves(writer: User) -> None:
    routes, add = held(writer), begin_piece(writer)
    field(writer, "title").fill("Added while writing")
    field(writer, "note").fill("Seen in May.")
    add.click()
    wait_for(writer, routes)
    answer = routes[0].fetch()  # the server has it, the page does not know
    comment(writer, FIRST).fill("Written meanwhile.")
    until(writer, lambda: stored(writer.site, FIRST) == "Written meanwhile.")
    routes[0].fulfill(response=answer)
    expect(writer.card(f"c-{FIRST}").get_by_label("Added while writing")).to_be_checked()
    comment(writer, FIRST).fill("And after.")
    saved(writer)
    no_clash(writer)
    assert stored(writer.site, FIRST) == "And after."
    assert "Added while writing" in supporting(writer.site, FIRST)


def test_a_piece_that_is_taken_off_again_is_off_though_an_answer_was_lost(writer: User) -> None:
    writer.tolerated += r"|net::ERR_CONTENT_LENGTH_MISMATCH"
    add_elsewhere(writer, "Ticked and not", SECOND)
    writer.page.reload()
    card = writer.card(f"c-{FIRST}")
    with cutting_answers(writer.site):
        card.get_by_text("+ Add evidence").click()
        card.get_by_label("Ticked and not").check()
        until(writer, lambda: "Ticked and not" in supporting(writer.site, FIRST))
        card.get_by_label("Ticked and not").uncheck()
    saved(writer)
    no_clash(writer)
    assert "Ticked and not" not in supporting(writer.site, FIRST)
    assert "Ticked and not" in supporting(writer.site, SECOND)
