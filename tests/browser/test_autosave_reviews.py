"""Words are kept for the review that they were typed for: two open reviews of one person never mix."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from graph.cycle import service as cycles
from graph.text import Text
from tests.browser.site import Site
from tests.browser.traffic import stored_in
from tests.browser.user import User
from tests.browser.writing import REVIEW, WORDS, comment, kept, panel, refusing, saved, status
from tests.company import EMPLOYEE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

OTHER = f"{REVIEW}-too"
"""Begins like the first one's name."""
FIRST = "llm-evaluation"
NO_ANSWER = "The server is not responding. Your text is kept"


@pytest.fixture(scope="module")
def begun(begun: Site) -> Site:
    """The site with a second review of the writer, in another cycle."""
    other = replace(begun.company.cycle, id="another", name=Text("A role beside", "兼任"))
    cycles.create(begun.company.graph, other)
    begun.company.assign(OTHER, cycle=other)
    return begun


def ways(user: User) -> list[str]:
    """Where the panel of kept words leads, in any order."""
    links = panel(user.page).get_by_role("link")
    return sorted(link.get_attribute("href") or "" for link in links.all())


def test_words_wait_for_the_review_that_they_were_typed_for(writer: User) -> None:
    page = writer.page
    with refusing(writer.site):
        comment(writer, FIRST).fill(WORDS)
        expect(status(writer)).to_contain_text(NO_ANSWER)
        page.goto(f"/reviews/{OTHER}")
        expect(panel(page)).to_be_visible()
        expect(comment(writer, FIRST)).to_have_value("")
        expect(panel(page).get_by_role("textbox")).to_have_count(0)
        assert ways(writer) == [f"/reviews/{REVIEW}"]

        comment(writer, FIRST).fill("For the other review.")
        expect(status(writer)).to_contain_text(NO_ANSWER)
        page.goto("/")
        expect(panel(page)).to_be_visible()
        assert ways(writer) == [f"/reviews/{REVIEW}", f"/reviews/{OTHER}"]
        panel(page).locator(f"a[href='/reviews/{REVIEW}']").click()
        writer.heading("Your self-assessment")
        expect(comment(writer, FIRST)).to_have_value(WORDS)
    saved(writer)
    assert stored_in(writer.site, REVIEW, EMPLOYEE, FIRST) == WORDS
    assert stored_in(writer.site, OTHER, EMPLOYEE, FIRST) == ""

    assert ways(writer) == [f"/reviews/{OTHER}"]
    panel(page).get_by_role("link").click()
    expect(page).to_have_url(f"{writer.site.address}/reviews/{OTHER}")
    expect(comment(writer, FIRST)).to_have_value("For the other review.")
    saved(writer)
    expect(panel(page)).to_have_count(0)
    assert stored_in(writer.site, OTHER, EMPLOYEE, FIRST) == "For the other review."
    assert stored_in(writer.site, REVIEW, EMPLOYEE, FIRST) == WORDS
    assert kept(writer) == {}
