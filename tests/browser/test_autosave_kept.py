"""What the browser keeps until the server has it: tabs, machines, sessions, other accounts, order, and no scripts."""

import json
import re
from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from graph.people import service as people
from graph.review.commands import Command
from graph.review.records import Party, Value
from graph.review.states import Action
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.browser.writing import REFUSED, WORDS, comment, kept, refusing, saved, status
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, MIDDLE
from tests.webapp.checked import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REVIEW = "kept"
FIRST, SECOND, THIRD = "llm-evaluation", "prompt-engineering", "rag-architecture"
LONG = "评测" * 2000
_runs = count(1)


@pytest.fixture(scope="module")
def begun(site: Site) -> Site:
    """The site with one review to write; its writer, their colleague and manager can sign in."""
    for person in (EMPLOYEE, COLLEAGUE, MANAGER):
        site.let_in(person, "en")
    site.company.assign(REVIEW)
    return site


@pytest.fixture
def writer(begun: Site, chromium: Browser) -> Iterator[Reader]:
    """The employee, signed in, with the form open; no rating has words that a former test may have left."""
    begun.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment=f"Before run {next(_runs)}.")
    with Reader(chromium, begun, EMPLOYEE) as reader:
        reader.tolerated = REFUSED
        reader.sign_in()
        reader.page.goto(f"/reviews/{REVIEW}")
        yield reader


def stored(site: Site, skill: str) -> str:
    """The employee's comment as the server has it."""
    rating = site.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{skill}")
    return rating.comment if rating else ""


def another_tab(reader: Reader, path: str = f"/reviews/{REVIEW}") -> Page:
    page = reader.context.new_page()
    page.goto(path)
    return page


def sign_in_here(page: Page, person: str) -> None:
    """Signs in on a page that asks for it."""
    page.get_by_label("Sign-in name", exact=True).fill(person)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def come_back(page: Page) -> None:
    """Somebody looks at this tab again."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Words of yours are kept in this browser")


def test_without_a_network_words_wait_and_go_in_the_order_of_typing(writer: Reader) -> None:
    sent: list[str] = []
    writer.context.set_offline(True)
    for skill in (THIRD, FIRST, SECOND):
        comment(writer, skill).fill(f"{WORDS} {skill}")
    expect(status(writer)).to_have_text("No connection. Your words are kept in this browser and sent when it is back.")
    comment(writer, THIRD).press_sequentially(" More.")
    writer.context.on(
        "request", lambda r: sent.append(json.loads(r.post_data or "{}")["expectation"]) if r.method == "PUT" else None
    )
    writer.context.set_offline(False)
    saved(writer)
    assert [each.rpartition("/")[2] for each in sent] == [THIRD, FIRST, SECOND]
    assert stored(writer.site, THIRD) == f"{WORDS} {THIRD} More."
    assert kept(writer) == {}


def test_words_wait_for_the_next_time_when_the_tab_is_closed(writer: Reader) -> None:
    with refusing(writer.site):
        for skill in (FIRST, SECOND, THIRD):
            comment(writer, skill).fill(LONG)
        writer.page.close()
        writer.page = another_tab(writer, "/")
        expect(panel(writer.page).get_by_role("link", name="Your self-assessment")).to_be_visible()
    panel(writer.page).get_by_role("link", name="Your self-assessment").click()
    saved(writer)
    assert [stored(writer.site, skill) for skill in (FIRST, SECOND, THIRD)] == [LONG] * 3
    assert kept(writer) == {}


def test_a_card_emptied_on_purpose_is_emptied(writer: Reader) -> None:
    with refusing(writer.site):
        comment(writer, FIRST).fill("")
        expect(status(writer)).to_contain_text("The server does not answer.")
        writer.page.reload()
        expect(comment(writer, FIRST)).to_have_value("")
    saved(writer)
    assert stored(writer.site, FIRST) == ""


def test_what_is_undone_after_a_save_is_saved_undone(writer: Reader) -> None:
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


def test_two_tabs_without_a_server_do_not_lose_each_others_words(writer: Reader) -> None:
    second = another_tab(writer)
    with refusing(writer.site):
        comment(writer, FIRST).fill("One, in the first tab.")
        comment(writer, SECOND, second).fill("Two, in the second tab.")
        comment(writer, FIRST, second).fill("One, in the second tab.")
        expect(status(writer, second)).to_contain_text("The server does not answer.")
        for page in (writer.page, second):
            page.close()
        writer.page = another_tab(writer)
        expect(comment(writer, FIRST)).to_have_value("One, in the second tab.")
        expect(comment(writer, SECOND)).to_have_value("Two, in the second tab.")
        expect(panel(writer.page).get_by_role("textbox")).to_have_value(re.compile("One, in the first tab."))
    saved(writer)
    panel(writer.page).get_by_role("button", name="Put them into the form").click()
    expect(comment(writer, FIRST)).to_have_value("One, in the first tab.")
    expect(panel(writer.page)).to_have_count(0)
    saved(writer)
    assert stored(writer.site, FIRST) == "One, in the first tab."
    assert stored(writer.site, SECOND) == "Two, in the second tab."
    assert kept(writer) == {}


def test_on_two_machines_the_later_one_is_shown_both(writer: Reader, chromium: Browser) -> None:
    with Reader(chromium, writer.site, EMPLOYEE) as phone:
        phone.tolerated = REFUSED
        phone.sign_in()
        phone.page.goto(f"/reviews/{REVIEW}")
        comment(writer, FIRST).fill("At the desk.")
        saved(writer)
        phone.context.set_offline(True)
        comment(phone, FIRST).fill("On the train.")
        phone.context.set_offline(False)
        expect(phone.page.locator(f"#c-{FIRST}-clash")).to_contain_text("At the desk.")
        expect(comment(phone, FIRST)).to_have_value("On the train.")
        assert stored(writer.site, FIRST) == "At the desk."
        phone.page.get_by_role("button", name="Keep mine").click()
        saved(phone)
    assert stored(writer.site, FIRST) == "On the train."


def test_an_answer_that_was_lost_is_no_conflict(writer: Reader) -> None:
    writer.tolerated += r"|net::ERR_FAILED"
    writer.page.route(f"**/reviews/{REVIEW}/ratings", lambda route: (route.fetch(), route.abort())[1], times=1)
    comment(writer, FIRST).fill("Stored, and nobody heard.")
    expect(status(writer)).to_contain_text("The server does not answer.")
    assert stored(writer.site, FIRST) == "Stored, and nobody heard."
    comment(writer, FIRST).press_sequentially(" More.")
    saved(writer)
    expect(writer.page.locator("[data-clash]")).to_have_count(0)
    assert stored(writer.site, FIRST) == "Stored, and nobody heard. More."


def test_going_back_shows_what_is_stored_and_sends_nothing_by_itself(writer: Reader) -> None:
    comment(writer, FIRST).fill("Before going on.")
    saved(writer)
    writer.page.get_by_role("button", name="Check and submit").click()
    writer.heading("Check and submit")
    writer.site.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Written on another machine.")
    writer.page.go_back()
    expect(comment(writer, FIRST)).to_have_value("Written on another machine.")
    writer.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(comment(writer, FIRST)).to_have_value("Written on another machine.")
    assert stored(writer.site, FIRST) == "Written on another machine."


@pytest.mark.parametrize("ends", ["expired", "password changed"])
def test_a_session_that_ended_costs_no_words(writer: Reader, ends: str) -> None:
    if ends == "expired":
        writer.context.clear_cookies(name="plumbline")
    else:
        people.set_password(writer.site.company.graph, writer.site.company.act("set-up"), EMPLOYEE, PASSWORD)
    comment(writer, FIRST).fill(f"Typed after it was {ends}.")
    expect(status(writer)).to_contain_text("You are signed out. Your words are kept in this browser.")
    sign_in_here(another_tab(writer), EMPLOYEE)
    comment(writer, SECOND).fill("And more.")
    come_back(writer.page)
    saved(writer)
    assert stored(writer.site, FIRST) == f"Typed after it was {ends}."
    assert stored(writer.site, SECOND) == "And more."


def test_signing_in_again_by_the_link_brings_the_words_back(writer: Reader) -> None:
    writer.context.clear_cookies(name="plumbline")
    comment(writer, FIRST).fill(WORDS)
    writer.page.get_by_role("link", name="Sign in and come back here").click()
    sign_in_here(writer.page, EMPLOYEE)
    expect(comment(writer, FIRST)).to_have_value(WORDS)
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS


def test_another_account_on_this_machine_neither_sees_nor_sends_them(writer: Reader) -> None:
    before = stored(writer.site, FIRST)
    writer.tolerated += r"|status of 404"
    writer.context.clear_cookies(name="plumbline")
    other = another_tab(writer, "/sign-in")
    sign_in_here(other, COLLEAGUE)
    comment(writer, FIRST).fill("For nobody else.")
    expect(status(writer)).to_contain_text("Another account is signed in here now.")
    assert stored(writer.site, FIRST) == before
    for path in ("/", f"/reviews/{REVIEW}"):
        other.goto(path)
        expect(panel(other)).to_have_count(0)
        expect(other.locator("body")).not_to_contain_text("For nobody else.")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("dialog")).to_have_count(0)
    expect(other).to_have_url(re.compile("sign-in"))
    sign_in_here(other, EMPLOYEE)
    come_back(writer.page)
    saved(writer)
    assert stored(writer.site, FIRST) == "For nobody else."


def test_signing_out_in_one_tab_takes_the_words_out_of_all(writer: Reader) -> None:
    second = another_tab(writer)
    with refusing(writer.site):
        comment(writer, FIRST).fill(WORDS)
        comment(writer, SECOND, second).fill(WORDS)
        expect(status(writer, second)).to_contain_text("The server does not answer.")
        writer.button("Sign out").click()
        writer.page.get_by_role("button", name="Sign out and remove them").click()
        writer.told("You are signed out.")
        expect(second.get_by_text(WORDS)).to_have_count(0)
    assert kept(writer) == {}


def test_words_for_a_review_that_is_sent_meanwhile_are_offered_back(writer: Reader) -> None:
    company = writer.site.company
    writer.context.set_offline(True)
    comment(writer, FIRST).fill("Too late.")
    expect(status(writer)).to_contain_text("No connection.")
    draft = company.draft_of(REVIEW, EMPLOYEE, Party.SELF)
    company.do(REVIEW, EMPLOYEE, Action.SUBMIT, Command(draft=draft))
    writer.context.set_offline(False)
    expect(status(writer)).to_contain_text("This is not open for writing any more. Your words are kept")
    writer.page.get_by_role("link", name="Load the page again").click()
    expect(panel(writer.page).get_by_role("textbox")).to_have_value("Meets\nToo late.")
    company.do(REVIEW, EMPLOYEE, Action.WITHDRAW)
    writer.page.reload()
    expect(comment(writer, FIRST)).to_have_value("Too late.")
    saved(writer)
    assert stored(writer.site, FIRST) == "Too late."


def test_words_of_an_earlier_revision_are_offered_back(writer: Reader) -> None:
    name = writer.page.locator("form[data-autosave]").get_attribute("data-kept") or ""
    older = name.replace(":1:self", ":0:self") + f":c-{FIRST}:then"
    entry = {"version": 3, "value": "meets", "comment": "From before.", "reason": "", "evidence": [], "at": 1,
             "skill": "LLM evaluation", "review": f"/reviews/{REVIEW}", "address": f"/reviews/{REVIEW}"}  # fmt: skip
    writer.page.evaluate("([name, entry]) => localStorage.setItem(name, JSON.stringify(entry))",
                         [older, {f"c-{FIRST}": entry}])  # fmt: skip
    writer.page.reload()
    expect(panel(writer.page).get_by_role("textbox")).to_have_value("From before.")
    panel(writer.page).get_by_role("button", name="Remove them from this browser").click()
    expect(panel(writer.page)).to_have_count(0)
    writer.page.reload()
    expect(panel(writer.page)).to_have_count(0)


def test_without_scripts_a_form_that_could_not_be_taken_is_sent_again(begun: Site, chromium: Browser) -> None:
    begun.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Before.")
    with Reader(chromium, begun, EMPLOYEE, java_script_enabled=False) as reader:
        reader.tolerated = r"status of (400|401|422)"
        reader.sign_in()
        reader.page.goto(f"/reviews/{REVIEW}")
        comment(reader, FIRST).fill(LONG)
        comment(reader, SECOND).fill(LONG + "长")
        reader.radio(f"c-{THIRD}", Value.DEVELOPING).check()
        reader.button("Save").last.click()
        expect(reader.page.get_by_role("alert")).to_contain_text("This is too long: at most 4000 characters.")
        comment(reader, SECOND).fill(WORDS)
        reader.context.clear_cookies(name="plumbline")
        reader.button("Save").last.click()
        reader.heading("Please sign in again")
        with reader.context.expect_page() as opened:
            reader.page.get_by_role("link", name="Sign in in another tab first").click()
        sign_in_here(opened.value, EMPLOYEE)
        reader.button("Send it again").click()
        expect(reader.page.get_by_text("The form was from an earlier session")).to_be_visible()
        reader.button("Send it again").click()
        reader.heading("Your self-assessment")
        assert (stored(begun, FIRST), stored(begun, SECOND)) == (LONG, WORDS)
        rating = begun.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{THIRD}")
        assert rating
        assert rating.value is Value.DEVELOPING


def test_words_on_their_way_stay_in_the_browser_while_other_fields_change(writer: Reader) -> None:
    held: list[Route] = []
    writer.page.route("**/ratings", lambda route: held.append(route))
    comment(writer, FIRST).fill(WORDS)
    comment(writer, FIRST).blur()
    writer.page.wait_for_timeout(1500)
    assert held, "the save is on its way"
    link = writer.page.locator(f"#c-{FIRST}-url")
    writer.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    link.fill("https://example.com")
    link.fill("")
    assert [entry["comment"] for entry in kept(writer).values()] == [WORDS]
    held[0].abort("connectionrefused")
    writer.page.unroute("**/ratings")
