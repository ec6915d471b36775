"""What the browser keeps until the server has it: no network, a closed tab, undoing, going back, and no scripts."""

import pytest
from playwright.sync_api import Browser, Route, expect

from graph.review.enums import Action, Party, Value
from graph.workflow.commands import Command
from tests.browser.site import Site
from tests.browser.traffic import acquaint, order_of_answers, order_of_sending
from tests.browser.user import User
from tests.browser.writing import (
    REVIEW,
    WORDS,
    another_tab,
    comment,
    kept,
    panel,
    refusing,
    saved,
    sign_in_here,
    status,
    stored,
    time_passes,
)
from tests.company import EMPLOYEE, MIDDLE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND, THIRD = "llm-evaluation", "prompt-engineering", "rag-architecture"
LONG = "评测" * 2000


def test_without_a_network_words_wait_and_go_in_the_order_of_typing(writer: User) -> None:
    acquaint(writer, FIRST, SECOND, THIRD)
    writer.context.set_offline(True)
    for skill in (THIRD, FIRST, SECOND):
        comment(writer, skill).fill(f"{WORDS} {skill}")
    expect(status(writer)).to_have_text(
        "No connection. Your text is kept in this browser and will be saved when the connection is back."
    )
    comment(writer, THIRD).press_sequentially(" More.")
    sent = order_of_sending(writer)
    writer.context.set_offline(False)
    saved(writer)
    assert sent == [THIRD, FIRST, SECOND]
    assert stored(writer.site, THIRD) == f"{WORDS} {THIRD} More."
    assert kept(writer) == {}


def test_words_wait_for_the_next_time_when_the_tab_is_closed(writer: User) -> None:
    with refusing(writer.site):
        for skill in (THIRD, FIRST, SECOND):
            comment(writer, skill).fill(LONG)
        writer.page.close()
        writer.page = another_tab(writer, "/")
        expect(panel(writer.page).get_by_role("link", name="Your self-assessment")).to_be_visible()
    answered = order_of_answers(writer)
    panel(writer.page).get_by_role("link", name="Your self-assessment").click()
    saved(writer)
    assert answered == [THIRD, FIRST, SECOND]
    assert [stored(writer.site, skill) for skill in (FIRST, SECOND, THIRD)] == [LONG] * 3
    assert kept(writer) == {}


def test_a_card_emptied_on_purpose_is_emptied(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).fill("")
        expect(status(writer)).to_contain_text("The server is not responding.")
        writer.page.reload()
        expect(comment(writer, FIRST)).to_have_value("")
    saved(writer)
    assert stored(writer.site, FIRST) == ""


def test_what_is_undone_after_a_save_is_saved_undone(writer: User) -> None:
    before = comment(writer, FIRST).input_value()
    comment(writer, FIRST).press("End")
    comment(writer, FIRST).press_sequentially(" Typed.")
    saved(writer)
    assert stored(writer.site, FIRST) == f"{before} Typed."
    for _ in " Typed.":
        if comment(writer, FIRST).input_value() != before:
            comment(writer, FIRST).press("ControlOrMeta+z")
    expect(comment(writer, FIRST)).to_have_value(before)
    saved(writer)
    assert stored(writer.site, FIRST) == before


def test_going_back_shows_what_is_stored_and_sends_nothing_by_itself(writer: User) -> None:
    comment(writer, FIRST).fill("Before going on.")
    saved(writer)
    writer.page.get_by_role("button", name="Check and submit").click()
    writer.heading("Check and submit")
    writer.site.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Written on another machine.")
    sent = order_of_sending(writer)
    writer.page.go_back()
    expect(comment(writer, FIRST)).to_have_value("Written on another machine.")
    writer.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(comment(writer, FIRST)).to_have_value("Written on another machine.")
    time_passes(writer, 1500)
    assert sent == []
    assert stored(writer.site, FIRST) == "Written on another machine."


def test_words_for_a_review_that_is_sent_meanwhile_are_offered_back(writer: User) -> None:
    company = writer.site.company
    writer.context.set_offline(True)
    comment(writer, FIRST).fill("Too late.")
    expect(status(writer)).to_contain_text("No connection.")
    draft = company.draft_of(REVIEW, EMPLOYEE, Party.SELF)
    company.do(REVIEW, EMPLOYEE, Action.SUBMIT, Command(draft=draft))
    writer.context.set_offline(False)
    expect(status(writer)).to_contain_text("This can no longer be edited. Your text is kept")
    writer.page.get_by_role("link", name="Reload the page").click()
    expect(panel(writer.page).get_by_role("textbox")).to_have_value("Meets\nToo late.")
    company.do(REVIEW, EMPLOYEE, Action.WITHDRAW)
    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value("Too late.")
    saved(writer)
    assert stored(writer.site, FIRST) == "Too late."


def test_words_of_an_earlier_revision_are_offered_back(writer: User) -> None:
    name = writer.page.locator("form[data-autosave]").get_attribute("data-storage-key") or ""
    older = name.replace(":1:self", ":0:self") + f":c-{FIRST}:then"
    entry = {"version": 3, "value": "meets", "comment": "From before.", "reason": "", "evidence": [], "at": 1,
             "skill": "LLM evaluation", "review": f"/reviews/{REVIEW}", "address": f"/reviews/{REVIEW}"}  # fmt: skip
    writer.page.evaluate("([name, entry]) => localStorage.setItem(name, JSON.stringify(entry))",
                         [older, {f"c-{FIRST}": entry}])  # fmt: skip
    writer.page.reload()
    expect(panel(writer.page).get_by_role("textbox")).to_have_value("From before.")
    panel(writer.page).get_by_role("button", name="Remove it from this browser").click()
    expect(panel(writer.page)).to_have_count(0)
    writer.page.reload()
    expect(panel(writer.page)).to_have_count(0)


def test_without_scripts_a_form_that_could_not_be_taken_is_sent_again(begun: Site, chromium: Browser) -> None:
    begun.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Before.")
    with User(chromium, begun, EMPLOYEE, java_script_enabled=False) as user:
        user.tolerated = r"status of (400|401|422)"
        user.sign_in(f"/reviews/{REVIEW}")
        comment(user, FIRST).fill(LONG)
        comment(user, SECOND).fill(LONG + "长")
        user.radio(f"c-{THIRD}", Value.DEVELOPING).check()
        user.button("Save").last.click()
        expect(user.page.get_by_role("alert")).to_contain_text("This is too long: at most 4000 characters.")
        comment(user, SECOND).fill(WORDS)
        user.context.clear_cookies(name="plumbline")
        user.button("Save").last.click()
        user.heading("Please sign in again")
        with user.context.expect_page() as opened:
            user.page.get_by_role("link", name="Sign in using another tab first").click()
        sign_in_here(opened.value, EMPLOYEE)
        user.button("Submit it again").click()
        expect(user.page.get_by_text("The form came from an earlier session")).to_be_visible()
        user.button("Submit it again").click()
        user.heading("Your self-assessment")
        assert (stored(begun, FIRST), stored(begun, SECOND)) == (LONG, WORDS)
        rating = begun.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{THIRD}")
        assert rating
        assert rating.value is Value.DEVELOPING


def test_words_on_their_way_stay_in_the_browser_while_other_fields_change(writer: User) -> None:
    held: list[Route] = []
    writer.page.route("**/ratings", lambda route: held.append(route))
    comment(writer, FIRST).fill(WORDS)
    comment(writer, FIRST).blur()
    time_passes(writer, 1500)
    assert held, "the save is on its way"
    link = writer.page.locator(f"#c-{FIRST}-url")
    writer.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    link.fill("https://example.com")
    link.fill("")
    assert [entry["comment"] for entry in kept(writer).values()] == [WORDS]
    held[0].abort("connectionrefused")
    writer.page.unroute("**/ratings")
