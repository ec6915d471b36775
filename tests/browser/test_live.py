"""A session's page follows what others do, without losing what is typed, without a jump."""

import re
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.calibration.notes import set_discussed
from graph.review.enums import Outcome, State
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import come_back, sign_in_here
from tests.company import COLLEAGUE, FACILITATOR, MEMBER

pytestmark = pytest.mark.browser

SESSION = "/calibration/session-1"


@pytest.fixture(scope="module")
def met(site: Site) -> Site:
    site.company.bring("rv-employee", State.SIGNED_OFF)
    site.company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    site.company.session("session-1", ["rv-employee", "rv-colleague"])
    for person in (MEMBER, FACILITATOR):
        site.give_account(person, "en")
    return site


def asked_for(page: Page, address: str) -> AbstractContextManager[Any]:
    """Waits for the page to ask for an address by itself: first for what changed, later for the whole page."""
    return page.expect_request(lambda request: request.url.endswith(address))


def type_into_the_table(page: Page) -> None:
    """A form in a part that follows the session, as the person's page has one, with words in it."""
    page.evaluate(
        """() => {
          const field = Object.assign(document.createElement("textarea"), { name: "sentence", id: "sentence" });
          document.querySelector("[data-live=people]").append(field);
        }"""
    )
    page.locator("#sentence").fill("Half a sen")


def test_what_one_does_stands_on_the_others_page_and_nothing_typed_is_lost(met: Site, chromium: Browser) -> None:
    with User(chromium, met, MEMBER) as member, User(chromium, met, FACILITATOR) as facilitator:
        member.sign_in(SESSION)
        facilitator.sign_in(f"{SESSION}/projector")
        here = member.page.get_by_role("list", name="Here now")
        expect(here).to_contain_text("Facilitator Zhang")
        page = member.page
        page.locator("#q").fill("coll")
        row, wall = page.locator("#rv-employee"), facilitator.page.locator("#rv-employee")
        page.set_viewport_size({"width": 360, "height": 640})
        row.scroll_into_view_if_needed()
        expect(row).to_contain_text("undecided")
        top = row.evaluate("one => one.getBoundingClientRect().top")
        with asked_for(page, f"{SESSION}?only=rv-employee"), asked_for(page, SESSION):
            met.company.decide("rv-employee", outcome=Outcome.CONFIRMED)
        expect(row).to_contain_text("Level confirmed")
        expect(wall).to_contain_text("Level confirmed")
        assert row.evaluate("one => one.getBoundingClientRect().top") == pytest.approx(top, abs=2)
        expect(page.locator("#q")).to_have_value("coll")
        assert page.url.endswith(SESSION)

        type_into_the_table(page)
        met.company.decide("rv-colleague", outcome=Outcome.BELOW)
        note = page.locator("#changed-people")
        expect(note).to_contain_text("This part has changed while you were typing.")
        expect(page.locator("#rv-colleague")).to_contain_text("undecided")
        expect(page.locator("#sentence")).to_be_focused()
        expect(page.locator("#sentence")).to_have_value("Half a sen")
        expect(page.locator("[data-live=lead]")).to_contain_text("Signed off 2 of 2")
        note.get_by_role("button").click()
        expect(page.locator("#rv-colleague")).to_contain_text("Below the level")
        expect(note).to_have_count(0)


def test_a_form_is_drawn_anew_only_where_it_changed_and_keeps_what_is_typed(met: Site, chromium: Browser) -> None:
    with User(chromium, met, MEMBER) as member:
        member.sign_in(f"{SESSION}/people/rv-employee")
        page, words, company = member.page, member.page.locator("#sentence"), met.company
        drawn = words.input_value()
        words.fill("Half a sen")
        set_discussed(company.graph, company.context(FACILITATOR), "session-1", "rv-employee", discussed=True)
        expect(page.get_by_text("Discussed (")).to_be_visible()
        expect(page.locator("#changed-deciding")).to_have_count(0)
        words.fill(drawn)
        words.blur()
        company.decide("rv-employee", outcome=Outcome.NEXT)
        expect(page.locator("[name=outcome][value=next]")).to_be_checked()
        words.fill("Four")
        expect(page.locator("[data-counter-says]")).to_have_text("4 of 280 characters")
        page.reload()
        expect(words).to_have_value("Four")


def test_a_lock_page_says_that_it_is_an_old_one_and_is_not_replaced(met: Site, chromium: Browser) -> None:
    met.company.decide("rv-employee", outcome=Outcome.CONFIRMED)
    with User(chromium, met, FACILITATOR) as facilitator:
        facilitator.sign_in(f"{SESSION}/lock")
        page = facilitator.page
        old = page.locator("[data-live-old]")
        decided = page.get_by_role("table", name="What becomes final").locator("b", has_text="Level confirmed")
        expect(old).to_be_hidden()
        met.company.decide("rv-employee", outcome=Outcome.BELOW)
        expect(old).to_contain_text("Something was recorded since this page was opened.")
        expect(old).to_be_visible()
        expect(decided).to_have_count(1)
        old.get_by_role("link").click()
        expect(old).to_be_hidden()
        expect(decided).to_have_count(0)


def test_a_page_whose_reader_is_signed_out_says_so_and_loses_nothing(met: Site, chromium: Browser) -> None:
    """By the link one comes back to the page and its words; signed in in another tab, it goes on by itself."""
    met.company.decide("rv-employee", outcome=Outcome.NEXT)
    with User(chromium, met, MEMBER) as member:
        member.tolerated = "status of 401"
        member.sign_in(f"{SESSION}/people/rv-employee")
        page, words = member.page, member.page.locator("#sentence")
        out, gone = page.locator("[data-live-out]"), page.locator("[data-live-gone]")
        words.fill("Half a sen")
        member.context.clear_cookies(name="plumbline")
        expect(out).to_be_visible()
        expect(out).to_contain_text("You are signed out")
        expect(gone).to_be_hidden()
        expect(words).to_have_value("Half a sen")
        met.sign_in(member.context, MEMBER)
        set_discussed(met.company.graph, met.company.context(FACILITATOR), "session-1", "rv-employee", discussed=False)
        come_back(page)
        expect(out).to_be_hidden()
        expect(page.get_by_role("button", name="Mark as discussed")).to_be_visible()
        words.fill("Half a sentence")
        member.context.clear_cookies(name="plumbline")
        out.get_by_role("link").click()
        sign_in_here(page, MEMBER)
        expect(page).to_have_url(re.compile(f"{SESSION}/people/rv-employee$"))
        expect(words).to_have_value("Half a sentence")
        member.button("Change the decision").click()
        expect(page.get_by_text("Decided: ready for the next level")).to_be_visible()


def test_a_page_whose_session_is_gone_for_the_reader_says_so(met: Site, chromium: Browser) -> None:
    with User(chromium, met, MEMBER) as member:
        member.tolerated = "status of 404"
        member.sign_in(SESSION)
        gone = member.page.locator("[data-live-gone]")
        expect(gone).to_be_hidden()
        met.company.lose_seat("session-1", MEMBER)
        expect(gone).to_be_visible()
