"""Which words win, in which order they go, and how soon they are sent again; the manager's form after going back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from graph.review.enums import Party, State
from tests.browser.site import Site
from tests.browser.traffic import acquaint, order_of_answers, order_of_sending
from tests.browser.user import User
from tests.browser.writing import (
    REFUSED,
    REVIEW,
    another_tab,
    away,
    comment,
    kept,
    refusing,
    saved,
    status,
    stored,
    time_passes,
)
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, MIDDLE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND, THIRD = "llm-evaluation", "prompt-engineering", "rag-architecture"
SENT = "sent-one"
SOON = 6_000
"""Milliseconds in which everything is sent after a short outage."""


@pytest.fixture(scope="module")
def begun(begun: Site) -> Site:
    """The site with one review to write and one to assess."""
    begun.company.bring(SENT, State.MANAGER_DRAFT, COLLEAGUE)
    return begun


def hide(page: Page, hidden: bool, *, tell: bool = True) -> None:
    """Another window is in front, or not any more."""
    page.evaluate(
        "([hidden, tell]) => { Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });"
        " if (tell) document.dispatchEvent(new Event('visibilitychange')); }",
        [hidden, tell],
    )


def test_of_two_tabs_the_newest_words_win_not_those_begun_last(writer: User) -> None:
    second = another_tab(writer)
    with refusing(writer.site):
        comment(writer, FIRST).fill("Begun first")
        comment(writer, FIRST, second).fill("Begun later.")
        expect(status(writer, second)).to_contain_text("The server is not responding.")
        comment(writer, FIRST).press_sequentially(", and ended last.")
        for page in (writer.page, second):
            page.close()
        writer.page = another_tab(writer)
        expect(comment(writer, FIRST)).to_have_value("Begun first, and ended last.")
        offered = writer.page.get_by_role("region", name="You have unsaved text in this browser")
        expect(offered.get_by_role("textbox")).to_have_value(re.compile("Begun later."))
    saved(writer)
    assert stored(writer.site, FIRST) == "Begun first, and ended last."


def test_a_piece_typed_last_wins_too(writer: User) -> None:
    second = another_tab(writer)
    with refusing(writer.site):
        comment(writer, FIRST, second).fill("Begun before the piece.")
        expect(status(writer, second)).to_contain_text("The server is not responding.")
        writer.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        link = writer.page.locator(f"#c-{FIRST}-url")
        link.fill("https://example.com/piece")
        for page in (writer.page, second):
            page.close()
        writer.page = another_tab(writer)
        expect(writer.page.locator(f"#c-{FIRST}-url")).to_have_value("https://example.com/piece")


def clash(writer: User, words: str) -> None:
    """Somebody wrote `words` on another machine, and then the reader types here."""
    writer.site.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment=words)
    comment(writer, FIRST).fill("Typed here meanwhile.")
    expect(writer.page.locator(f"#c-{FIRST}-clash")).to_contain_text(words)


def test_a_card_that_took_the_other_words_starts_anew_in_the_order(writer: User) -> None:
    clash(writer, "Of another machine.")
    writer.page.get_by_role("button", name="Use the saved version").click()
    expect(comment(writer, FIRST)).to_have_value("Of another machine.")
    writer.page.reload()
    clash(writer, "Of another machine, again.")
    writer.page.get_by_role("button", name="Use the saved version").click()
    sent = order_of_sending(writer)
    writer.context.set_offline(True)
    comment(writer, SECOND).fill("Typed first.")
    comment(writer, FIRST).fill("Typed second.")
    writer.context.set_offline(False)
    expect(writer.page.locator(f"#c-{SECOND}-clash")).to_be_visible()
    saved_first = [skill for skill in sent if skill in (FIRST, SECOND)]
    assert saved_first[:2] == [SECOND, FIRST]


def test_a_clash_at_load_keeps_when_its_words_were_typed(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).fill("Typed long ago.")
        expect(status(writer)).to_contain_text("The server is not responding.")
        before = kept(writer)[f"c-{FIRST}"]["at"]
        writer.site.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Newer there.")
        writer.page.reload()
        expect(writer.page.locator(f"#c-{FIRST}-clash")).to_contain_text("Newer there.")
        assert kept(writer)[f"c-{FIRST}"]["at"] == before
        comment(writer, FIRST).press_sequentially(" And more.")
        assert kept(writer)[f"c-{FIRST}"]["comment"] == "Typed long ago. And more."
        assert kept(writer)[f"c-{FIRST}"]["at"] == before
    writer.page.reload()
    expect(writer.page.locator(f"#c-{FIRST}-clash")).to_contain_text("Newer there.")
    time_passes(writer, 1500)
    assert stored(writer.site, FIRST) == "Newer there."


def test_a_server_that_is_back_gets_everything_in_the_order_of_typing(writer: User) -> None:
    acquaint(writer, FIRST, SECOND, THIRD)
    answered = order_of_answers(writer)
    with away(writer.site):
        for skill in (THIRD, FIRST, SECOND):
            comment(writer, skill).fill(f"Typed without a server: {skill}.")
        expect(status(writer)).to_contain_text("The server is not responding.")
        comment(writer, THIRD).press_sequentially(" More.")
        assert answered == []
    saved(writer)
    assert answered == [THIRD, FIRST, SECOND]
    assert stored(writer.site, FIRST) == f"Typed without a server: {FIRST}."
    assert stored(writer.site, SECOND) == f"Typed without a server: {SECOND}."
    assert stored(writer.site, THIRD) == f"Typed without a server: {THIRD}. More."
    assert kept(writer) == {}


def test_leaving_the_window_often_in_a_short_outage_makes_no_long_pause(writer: User) -> None:
    with refusing(writer.site):
        for skill in (FIRST, SECOND, THIRD):
            comment(writer, skill).fill("Typed in a short outage.")
        for _ in range(4):
            hide(writer.page, True)
            writer.page.wait_for_timeout(300)
        expect(status(writer)).to_contain_text("The server is not responding.")
    expect(status(writer)).to_have_attribute("data-kind", "saved", timeout=SOON)
    assert kept(writer) == {}


def test_a_hidden_page_sends_everything_at_once_in_the_order_of_typing(writer: User) -> None:
    held: list[Route] = []
    acquaint(writer, FIRST, SECOND, THIRD)
    sent = order_of_sending(writer)
    writer.page.route("**/ratings", lambda route: held.append(route))
    for skill in (SECOND, THIRD, FIRST, SECOND):
        comment(writer, skill).fill(f"Typed before leaving: {skill}.")
    hide(writer.page, True)
    writer.page.wait_for_timeout(500)
    assert sent == [SECOND, THIRD, FIRST]
    for route in held:
        route.continue_()
    writer.page.unroute("**/ratings")
    saved(writer)
    assert kept(writer) == {}


def test_everything_goes_at_once_when_the_network_is_back(writer: User) -> None:
    writer.context.set_offline(True)
    comment(writer, FIRST).fill("Typed in a tunnel.")
    time_passes(writer, 16_000)
    assert stored(writer.site, FIRST) != "Typed in a tunnel."
    writer.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=2))  # from now on no pause of saving ends
    writer.context.set_offline(False)
    expect(status(writer)).to_have_attribute("data-kind", "saved")
    assert stored(writer.site, FIRST) == "Typed in a tunnel."


def test_going_back_to_the_managers_form_shows_what_is_stored_and_sends_nothing(begun: Site, chromium: Browser) -> None:
    with User(chromium, begun, MANAGER) as manager:
        manager.tolerated = REFUSED
        manager.sign_in(f"/reviews/{SENT}/assess")
        expect(manager.page.locator("#rating-form")).to_have_attribute("autocomplete", "off")
        comment(manager, FIRST).fill("Before going on.")
        saved(manager)
        manager.page.goto(f"/reviews/{SENT}/sign")
        begun.company.rate(SENT, MANAGER, Party.MANAGER, comment="Written on another machine.")
        sent = order_of_sending(manager)
        manager.page.go_back()
        expect(comment(manager, FIRST)).to_have_value("Written on another machine.")
        manager.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(comment(manager, FIRST)).to_have_value("Written on another machine.")
        time_passes(manager, 1500)
        assert sent == []
        rating = begun.company.sheet(SENT, MANAGER).rating(Party.MANAGER, f"{MIDDLE}/{FIRST}")
        assert rating
        assert rating.comment == "Written on another machine."
