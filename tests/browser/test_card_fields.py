"""The fields of a card: what is stored is seen, and what is wrong is said at its field."""

import pytest
from playwright.sync_api import Browser, expect

from graph.review.enums import Party, Value
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import REVIEW, saved, supporting
from tests.company import COLLEAGUE, EMPLOYEE, MIDDLE

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST = "llm-evaluation"


def test_a_stored_reason_is_seen_whatever_the_value_is(writer: User) -> None:
    page, company = writer.page, writer.site.company
    card, reason = writer.card(f"c-{FIRST}"), page.locator(f"#c-{FIRST}-reason")
    expect(reason).to_be_hidden()
    writer.radio(f"c-{FIRST}", Value.NOT_OBSERVED).check()
    writer.in_card(f"c-{FIRST}", "Why could it not be observed?").fill("On leave in spring.")
    writer.radio(f"c-{FIRST}", Value.MEETS).check()
    expect(writer.in_card(f"c-{FIRST}", "Reason")).to_have_value("On leave in spring.")
    saved(writer)
    page.reload()
    expect(writer.in_card(f"c-{FIRST}", "Reason")).to_be_visible()
    reason.fill("")
    expect(reason).to_be_visible()  # whoever writes it anew keeps the field
    card.locator(f"#c-{FIRST}-comment").focus()
    expect(reason).to_be_hidden()
    saved(writer)
    rating = company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{FIRST}")
    assert rating is not None
    assert (rating.value, rating.reason) == (Value.MEETS, "")


def test_a_piece_of_evidence_that_waits_does_not_hide_what_is_saved(writer: User) -> None:
    card = writer.card(f"c-{FIRST}")
    writer.radio(f"c-{FIRST}", Value.DEVELOPING).check()
    saved(writer)
    card.get_by_text("+ Add evidence").click()
    link = writer.in_card(f"c-{FIRST}", "Link")
    writer.tolerated += "|status of 422"
    link.fill("ftp://files.example/log")
    status = writer.page.locator("[data-status]")
    expect(status).to_contain_text("Saved 10:")
    expect(status).to_contain_text("You have typed a piece of evidence but not added it yet.")
    card.get_by_role("button", name="Add this evidence").click()
    expect(link).to_have_attribute("aria-invalid", "true")
    expect(link).to_have_accessible_description("A link must start with https:// or http:// and name a website.")
    link.fill("wiki.example/release-log")
    card.get_by_role("button", name="Add this evidence").click()
    expect(card.get_by_role("checkbox", checked=True)).to_have_count(1)
    rating = writer.site.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{FIRST}")
    assert rating is not None
    assert [piece.url for piece in rating.evidence] == ["https://wiki.example/release-log"]
    assert supporting(writer.site, FIRST) == ["wiki.example/release-log"]


def test_what_may_be_left_is_counted_apart_and_comes_last(begun: Site, chromium: Browser) -> None:
    begun.company.assign("unrated", COLLEAGUE)
    with User(chromium, begun, COLLEAGUE, viewport={"width": 360, "height": 740}) as user:
        user.sign_in("/reviews/unrated")
        page, required = user.page, user.page.locator("[data-asked-for]")
        asked, others = required.count(), page.locator("[data-card]:not([data-asked-for])").count()
        assert asked
        assert others
        expect(page.locator("[data-rated]")).to_have_text(f"0 / {asked}")
        expect(page.locator("[data-others]")).to_have_text(f"others 0 / {others}")
        for _one in range(asked):
            user.button("Next unrated").click()
            at = page.locator("article:focus-within")
            expect(at).to_have_attribute("data-asked-for", "")
            at.get_by_role("radio").nth(2).check()
        expect(page.locator("[data-rated]")).to_have_text(f"{asked} / {asked}")
        user.button("Next unrated").click()
        expect(page.locator("article:focus-within")).not_to_have_attribute("data-asked-for", "")
        page.locator("article:focus-within").get_by_role("radio").nth(2).check()
        expect(page.locator("[data-others]")).to_have_text(f"others 1 / {others}")
