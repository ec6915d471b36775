"""A self-review of 40 expectations on a phone 360 pixels wide, in Chinese, with one thumb.

Only taps, and words put where the phone's keyboard would put them: no click, no key, no address typed.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pytest
from playwright.sync_api import Browser, Locator, expect

from graph.cycle import service as cycles
from graph.cycle.models import AskedFor
from graph.framework import service as frameworks
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.enums import Part, Party, Value
from graph.review.models import Expectation
from tests.bench import framework
from tests.browser.layout_checks import TARGET, at_focus, too_small, wider
from tests.browser.site import Site
from tests.browser.user import User
from tests.company import EMPLOYEE, HR, MANAGER
from tests.webapp.page_client import PASSWORD
from webapp.review.cards import group_key, key_of

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

REVIEW, COUNT = "broad-review", 40
LEVEL = "broad@1/role/broad/middle"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2,
         "reduced_motion": "reduce"}  # fmt: skip
NOT_SEEN = "这半年没有遇到这样的工作。"


@pytest.fixture
def asked(site: Site) -> tuple[Expectation, ...]:
    """The expectations of a review of 40 in a cycle that asks for all, assigned to somebody who reads Chinese."""
    company = site.company
    cycle = replace(company.cycle, id="all-forty", asked_for=AskedFor.ALL)
    cycles.create(company.graph, cycle)
    frameworks.ensure_published(
        company.context("set-up"), company.graph, framework.draft("broad", {"broad": COUNT}), relied_on="test"
    )
    one = Assignment(REVIEW, EMPLOYEE, "broad@1", LEVEL, "", cycle.self_due, cycle.manager_due)
    assignment.assign(company.graph, company.context(HR), cycle.id, [one], "test")
    site.give_account(EMPLOYEE, "zh")
    asked = company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)
    assert len(asked) == COUNT
    return asked


class Thumb(User):
    """Somebody with a phone in one hand."""

    def __init__(self, chromium: Browser, site: Site) -> None:
        super().__init__(chromium, site, EMPLOYEE, "zh", **PHONE)

    def sign_in_by_form(self) -> None:
        self.page.goto("/")
        self.fits()
        for field, words in (("Sign-in name", EMPLOYEE), ("Password", PASSWORD)):
            self.write(self.field(field), words)
        self.button("Sign in").tap()
        expect(self.page).to_have_url(self.site.address + "/")

    def write(self, field: Locator, words: str) -> None:
        """Taps into a field, and the phone's keyboard writes."""
        field.tap()
        self.page.keyboard.insert_text(words)

    def rate(self, key: str, value: Value) -> None:
        """Taps the word of a value."""
        self.card(key).locator(f"label[for$='-{value.value}']").tap()
        expect(self.radio(key, value)).to_be_checked()

    @property
    def shown(self) -> list[str]:
        """The keys of the cards that are shown."""
        return list(self.page.locator("article[data-card]:visible").evaluate_all("cards => cards.map(card => card.id)"))

    def rated(self, count: int) -> None:
        """Waits until the bar says so, and that all is saved."""
        expect(self.page.locator("[data-rated]")).to_have_text(f"{count} / {COUNT}")
        expect(self.page.locator("[data-kind=saved]")).to_be_visible(timeout=60_000)
        self.saved()

    def in_sight(self, key: str) -> None:
        """Waits until the card begins within the window, above the bar."""
        self.page.wait_for_function(
            """([key, least]) => {
              const top = document.getElementById(key).getBoundingClientRect().top;
              return top >= -1 && top < document.querySelector(".footer-bar").getBoundingClientRect().top - least;
            }""",
            arg=[key, TARGET],
        )

    def fits(self) -> None:
        """Nothing is too small for a thumb, and the page stays within the window."""
        self.page.wait_for_load_state()
        assert wider(self.page) + too_small(self.page) == []


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Thumb]:
    """The phone, signed in."""
    with Thumb(chromium, site) as thumb:
        thumb.sign_in_by_form()
        yield thumb


def test_forty_expectations_with_one_thumb(
    site: Site, chromium: Browser, asked: tuple[Expectation, ...], phone: Thumb
) -> None:
    categories = [(key, [key_of(e) for e in of]) for key, of in groupby(asked, group_key)]
    assert len(categories) == 5
    phone.fits()
    phone.page.get_by_role("link", name=phone.say("Start")).tap()
    phone.heading(phone.say("Your self-assessment"))
    rate_by_category(phone, categories[:2])
    last = categories[2][1][3]
    phone.rate(last, Value.DEVELOPING)
    phone.rated(sum(len(keys) - 1 for _, keys in categories[:2]) + 1)

    with Thumb(chromium, site) as other:
        other.sign_in_by_form()
        other.page.get_by_role("link", name=other.say("Continue")).tap()
        other.heading(other.say("Your self-assessment"))
        expect(other.page.get_by_role("heading", level=1)).to_be_in_viewport()
        assert other.shown == categories[2][1]
        other.page.locator(f"a.btn[href='#{last}']").tap()
        other.in_sight(last)
        finish(other, categories, last)
        submit(other, categories[-1][1][-1])
    assert site.company.sheet(REVIEW, MANAGER).rating(Party.SENT, asked[-1].id) is not None


def rate_by_category(thumb: Thumb, categories: list[tuple[str, list[str]]]) -> None:
    """One category at a time; the second of each stays open, and the button at the end leads on."""
    count = 0
    for _, keys in categories:
        assert thumb.shown == keys
        thumb.fits()
        for key in keys[:1] + keys[2:]:
            thumb.rate(key, Value.MEETS)
        count += len(keys) - 1
        thumb.rated(count)
        thumb.page.locator("section.is-current button[data-show]").tap()
        expect(thumb.card(keys[0])).to_be_hidden()


def finish(thumb: Thumb, categories: list[tuple[str, list[str]]], last: str) -> None:
    """By "next unrated" alone: from the category that is shown to the end, then from the top."""
    skipped = [keys[1] for _, keys in categories[:2]]
    to_rate = [key for _, keys in categories[2:] for key in keys if key != last] + skipped
    for key in to_rate:
        thumb.button("Next unrated").tap()
        thumb.in_sight(key)
        at = at_focus(thumb.page)
        assert at["faults"] == []
        assert not at["bar"], "the focus stays behind on the bar's own button"
        thumb.rate(key, Value.NOT_OBSERVED if key == categories[-1][1][-1] else Value.MEETS)
        if key in to_rate[:2]:
            add_evidence(thumb, key, is_new=key == to_rate[0])
    expect(thumb.button("Next unrated")).to_be_hidden()
    thumb.rated(COUNT)


def add_evidence(thumb: Thumb, key: str, *, is_new: bool) -> None:
    """Opens the way to add evidence, which offers what was added to another card; adds a link, or takes that."""
    card = thumb.card(key)
    card.locator("summary").tap()
    thumb.fits()
    if is_new:
        thumb.write(card.get_by_label(thumb.say("Link"), exact=True), "https://docs.example/releases")
        card.get_by_role("button", name=thumb.say("Add this evidence")).tap()
    else:
        card.locator(".piece").tap()
    expect(card.get_by_role("checkbox")).to_be_checked()
    thumb.fits()


def submit(thumb: Thumb, unseen: str) -> None:
    """The check names the one reason that lacks and leads to it; then everything is sent."""
    thumb.button("Check and submit").tap()
    thumb.heading(thumb.say("Check and submit"))
    thumb.fits()
    thumb.link(thumb.say("Go to the first one")).tap()
    reason = thumb.in_card(unseen, "Why could it not be observed?")
    expect(reason).to_be_focused()
    assert at_focus(thumb.page)["faults"] == []
    thumb.write(reason, NOT_SEEN)
    thumb.button("Check and submit").tap()
    thumb.heading(thumb.say("Check and submit"))
    thumb.fits()
    thumb.button("Submit").tap()
    thumb.told("Your self-assessment has been submitted.")
    thumb.fits()
