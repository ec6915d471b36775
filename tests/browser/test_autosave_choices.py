"""Two versions of the same words: both are shown, the reader chooses, and what was not chosen is not gone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.review.drafts import EvidenceDraft
from graph.review.enums import Party
from graph.workflow import saving
from tests.browser.user import User
from tests.browser.writing import (
    REFUSED,
    REVIEW,
    another_tab,
    comment,
    kept,
    panel,
    refusing,
    saved,
    status,
    stored,
    supporting,
)
from tests.company import EMPLOYEE, MIDDLE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND = "llm-evaluation", "prompt-engineering"


def test_two_tabs_without_a_server_do_not_lose_each_others_words(writer: User) -> None:
    second = another_tab(writer)
    with refusing(writer.site):
        comment(writer, FIRST).fill("One, in the first tab.")
        comment(writer, SECOND, second).fill("Two, in the second tab.")
        comment(writer, FIRST, second).fill("One, in the second tab.")
        expect(status(writer, second)).to_contain_text("The server is not responding.")
        for page in (writer.page, second):
            page.close()
        writer.page = another_tab(writer)
        expect(comment(writer, FIRST)).to_have_value("One, in the second tab.")
        expect(comment(writer, SECOND)).to_have_value("Two, in the second tab.")
        expect(panel(writer.page).get_by_role("textbox")).to_have_value(re.compile("One, in the first tab."))
    saved(writer)
    panel(writer.page).get_by_role("button", name="Put it back into the form").click()
    expect(comment(writer, FIRST)).to_have_value("One, in the first tab.")
    expect(panel(writer.page).get_by_role("textbox")).to_have_value(re.compile("One, in the second tab."))
    saved(writer)
    panel(writer.page).get_by_role("button", name="Remove it from this browser").click()
    expect(panel(writer.page)).to_have_count(0)
    assert stored(writer.site, FIRST) == "One, in the first tab."
    assert stored(writer.site, SECOND) == "Two, in the second tab."
    assert kept(writer) == {}


def test_on_two_machines_the_later_one_is_shown_both(writer: User, chromium: Browser) -> None:
    with User(chromium, writer.site, EMPLOYEE) as phone:
        phone.tolerated = REFUSED
        phone.sign_in(f"/reviews/{REVIEW}")
        comment(writer, FIRST).fill("At the desk.")
        saved(writer)
        phone.context.set_offline(True)
        comment(phone, FIRST).fill("On the train.")
        phone.context.set_offline(False)
        expect(phone.page.locator(f"#c-{FIRST}-clash")).to_contain_text("At the desk.")
        expect(comment(phone, FIRST)).to_have_value("On the train.")
        assert stored(writer.site, FIRST) == "At the desk."
        phone.page.get_by_role("button", name="Keep my version").click()
        saved(phone)
    assert stored(writer.site, FIRST) == "On the train."


def test_a_clash_that_the_server_has_drawn_is_kept_too(writer: User) -> None:
    writer.tolerated += r"|status of 409|net::ERR_FAILED"
    writer.page.route("**/static/autosave.js", lambda route: route.abort())
    writer.page.reload()
    comment(writer, FIRST).fill("Typed before the script was here.")
    writer.site.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Of another machine.")
    writer.page.unroute("**/static/autosave.js")
    writer.button("Check and submit").click()
    clash = writer.page.locator(f"#c-{FIRST}-clash")
    expect(clash).to_contain_text(re.compile(r"Saved version\W+10:\d\d"))
    expect(status(writer)).to_have_attribute("data-kind", "stale")
    assert kept(writer)[f"c-{FIRST}"]["comment"] == "Typed before the script was here."
    writer.page.goto(f"/reviews/{REVIEW}")
    expect(comment(writer, FIRST)).to_have_value("Typed before the script was here.")
    expect(clash).to_contain_text("Of another machine.")
    clash.get_by_role("button", name="Keep my version").click()
    saved(writer)
    assert stored(writer.site, FIRST) == "Typed before the script was here."
    assert kept(writer) == {}


def choose_piece(page: Page, title: str) -> None:
    """Ticks one of the reader's earlier pieces on the first card."""
    card = page.locator(f"article#c-{FIRST}")
    if not card.get_by_label(title).is_visible():
        card.get_by_text("+ Add evidence").click()
    card.get_by_label(title).check()


def test_who_takes_the_stored_version_takes_its_evidence(writer: User) -> None:
    company = writer.site.company
    for title in ("Piece A", "Piece B"):
        draft = EvidenceDraft(title, "", "Seen.", (f"{MIDDLE}/{SECOND}",))
        saving.add_evidence(company.graph, company.context(EMPLOYEE), REVIEW, draft)
    writer.page.reload()
    second = another_tab(writer)
    choose_piece(writer.page, "Piece A")
    comment(writer, FIRST).fill("With piece A.")
    saved(writer)
    choose_piece(second, "Piece B")
    clash = second.locator(f"#c-{FIRST}-clash")
    expect(clash).to_be_visible()
    clash.get_by_role("button", name="Use the saved version").click()
    card = second.locator(f"article#c-{FIRST}")
    expect(card.get_by_label("Piece A")).to_be_checked()
    expect(card.get_by_label("Piece B")).not_to_be_checked()
    comment(writer, FIRST, second).fill("Goes on.")
    saved(writer, second)
    assert stored(writer.site, FIRST) == "Goes on."
    assert supporting(writer.site, FIRST) == ["Piece A"]


def test_kept_words_change_places_with_what_stands_in_the_form(writer: User) -> None:
    stood = comment(writer, FIRST).input_value()
    name = writer.page.locator("form[data-autosave]").get_attribute("data-storage-key") or ""
    older = name.replace(":1:self", ":0:self") + f":c-{FIRST}:then"
    entry = f"""{{"c-{FIRST}": {{"version": 3, "value": "meets", "comment": "From before.", "reason": "",
      "evidence": [], "at": 1, "review": "/reviews/{REVIEW}", "address": "/reviews/{REVIEW}"}}}}"""
    writer.page.evaluate("([name, entry]) => localStorage.setItem(name, entry)", [older, entry])
    writer.page.reload()
    put = panel(writer.page).get_by_role("button", name="Put it back into the form")
    words = panel(writer.page).get_by_role("textbox")
    put.click()
    expect(comment(writer, FIRST)).to_have_value("From before.")
    expect(words).to_have_value(f"Meets\n{stood}")
    saved(writer)
    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value("From before.")
    expect(words).to_have_value(f"Meets\n{stood}")
    assert stored(writer.site, FIRST) == "From before."
    put.click()
    expect(comment(writer, FIRST)).to_have_value(stood)
    expect(words).to_have_value("Meets\nFrom before.")
    saved(writer)
    assert stored(writer.site, FIRST) == stood
    panel(writer.page).get_by_role("button", name="Remove it from this browser").click()
    expect(panel(writer.page)).to_have_count(0)
    assert kept(writer) == {}
