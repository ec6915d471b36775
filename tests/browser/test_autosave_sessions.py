"""Unsent words and who is signed in: ended sessions, another account on the same machine, signing out."""

import re

import pytest
from playwright.sync_api import Page, expect

from graph.people import service as people
from tests.browser.site import Site
from tests.browser.traffic import stored_in
from tests.browser.user import User
from tests.browser.writing import (
    WORDS,
    another_tab,
    come_back,
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
from tests.company import COLLEAGUE, EMPLOYEE
from tests.webapp.page_client import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST, SECOND = "llm-evaluation", "prompt-engineering"
OF_COLLEAGUE = "a-draft-of-another"


@pytest.fixture(scope="module")
def begun(begun: Site) -> Site:
    """The site with one review to write, and one of a colleague with the same cards."""
    begun.company.assign(OF_COLLEAGUE, COLLEAGUE)
    return begun


def in_fields(page: Page) -> str:
    """Everything that stands in fields of a page, seen or not."""
    fields = page.locator("textarea, input")
    return "\n".join(fields.evaluate_all("fields => fields.map((field) => field.value)"))


@pytest.mark.parametrize("ends", ["expired", "password changed"])
def test_a_session_that_ended_costs_no_words(writer: User, ends: str) -> None:
    if ends == "expired":
        writer.context.clear_cookies(name="plumbline")
    else:
        people.set_password(writer.site.company.graph, writer.site.company.context("set-up"), EMPLOYEE, PASSWORD)
    comment(writer, FIRST).fill(f"Typed after it was {ends}.")
    expect(status(writer)).to_contain_text("You are signed out. Your text is kept in this browser.")
    sign_in_here(another_tab(writer), EMPLOYEE)
    comment(writer, SECOND).fill("And more.")
    come_back(writer.page)
    saved(writer)
    assert stored(writer.site, FIRST) == f"Typed after it was {ends}."
    assert stored(writer.site, SECOND) == "And more."


def test_signing_in_again_by_the_link_brings_the_words_back(writer: User) -> None:
    writer.context.clear_cookies(name="plumbline")
    comment(writer, FIRST).fill(WORDS)
    writer.page.get_by_role("link", name="Sign in and return here").click()
    sign_in_here(writer.page, EMPLOYEE)
    expect(comment(writer, FIRST)).to_have_value(WORDS)
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS


def test_another_account_on_this_machine_neither_sees_nor_sends_them(writer: User) -> None:
    before = stored(writer.site, FIRST)
    writer.context.clear_cookies(name="plumbline")
    other = another_tab(writer, "/sign-in")
    sign_in_here(other, COLLEAGUE)
    comment(writer, FIRST).fill("For nobody else.")
    expect(status(writer)).to_contain_text("Another account is now signed in here.")
    assert stored(writer.site, FIRST) == before
    for path in ("/", f"/reviews/{OF_COLLEAGUE}"):
        other.goto(path)
        expect(panel(other)).to_have_count(0)
        assert "For nobody else." not in in_fields(other) + other.locator("body").inner_text()
    expect(comment(writer, FIRST, other)).to_have_value("")
    comment(writer, FIRST, other).fill("The colleague's own.")
    saved(writer, other)
    assert stored_in(writer.site, OF_COLLEAGUE, COLLEAGUE, FIRST) == "The colleague's own."
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("dialog")).to_have_count(0)
    expect(other).to_have_url(re.compile("sign-in"))
    sign_in_here(other, EMPLOYEE)
    come_back(writer.page)
    saved(writer)
    assert stored(writer.site, FIRST) == "For nobody else."


def test_signing_out_in_one_tab_takes_the_words_out_of_all(writer: User) -> None:
    second = another_tab(writer)
    before = stored(writer.site, FIRST), stored(writer.site, SECOND)
    with refusing(writer.site):
        comment(writer, FIRST).fill(WORDS)
        comment(writer, SECOND, second).fill(WORDS)
        expect(status(writer, second)).to_contain_text("The server is not responding.")
        second.evaluate("document.documentElement.id = 'as-it-was'")
        writer.button("Sign out").click()
        writer.page.get_by_role("button", name="Sign out and remove it").click()
        writer.told("You are signed out.")
        expect(second.locator("#as-it-was")).to_have_count(0)  # drawn anew by itself
        second.wait_for_load_state()
        assert WORDS not in in_fields(second)
        assert kept(writer) == {}
    time_passes(writer, 1500)
    assert (stored(writer.site, FIRST), stored(writer.site, SECOND)) == before
    assert kept(writer) == {}
