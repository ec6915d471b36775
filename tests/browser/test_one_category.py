"""A phone shows one category at a time: what needs the reader in another one is brought before them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from graph.review.enums import State
from tests.browser.layout_checks import at_focus
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import REFUSED, REVIEW, kept, supporting
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

SENT = "sent-one"
FIRST = "llm-evaluation"
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
NO_LINK = "A link must start with https:// or http:// and name a website."


@pytest.fixture(scope="module")
def begun(begun: Site) -> Site:
    """The site with one review to write and one to assess."""
    begun.company.bring(SENT, State.MANAGER_DRAFT, COLLEAGUE)
    return begun


@pytest.fixture
def phone(begun: Site, chromium: Browser) -> Iterator[User]:
    """The employee's phone, with the form open at its first category."""
    with User(chromium, begun, EMPLOYEE, **PHONE) as user:
        user.tolerated = REFUSED + "|status of 422"
        user.sign_in(f"/reviews/{REVIEW}#c-{FIRST}")
        expect(user.card(f"c-{FIRST}")).to_be_visible()
        yield user


def onward(user: User) -> None:
    """Taps what leads to the next category."""
    user.page.locator("section.is-current button[data-show]").tap()


@pytest.mark.parametrize("folded", [False, True])
def test_a_piece_that_is_refused_in_another_category_comes_before_the_reader(phone: User, folded: bool) -> None:
    before = supporting(phone.site, FIRST)
    card, link = phone.card(f"c-{FIRST}"), phone.page.locator(f"#c-{FIRST}-url")
    card.get_by_text("+ Add evidence").tap()
    link.fill(f"ftp://example.com/{folded}")
    if folded:
        card.get_by_text("+ Add evidence").tap()
        expect(link).to_be_hidden()
    onward(phone)
    expect(card).to_be_hidden()

    phone.button("Check and submit").tap()
    expect(link).to_be_focused()
    problem = card.locator("[data-add-error]")
    expect(problem).to_have_text(NO_LINK)
    expect(phone.page.locator("[data-announce]")).to_have_text(NO_LINK)
    assert at_focus(phone.page)["faults"] == []
    box, bar = problem.bounding_box(), phone.page.locator(".footer-bar").bounding_box()
    assert box
    assert bar
    assert box["y"] > 0
    assert box["y"] + box["height"] <= bar["y"]
    phone.heading("Your self-assessment")
    assert kept(phone)[f"c-{FIRST}"]["piece"]["url"] == f"ftp://example.com/{folded}"

    link.fill(f"https://example.com/{folded}")
    phone.button("Check and submit").tap()
    phone.heading("Check and submit")
    assert len(supporting(phone.site, FIRST)) == len(before) + 1
    assert kept(phone) == {}


@pytest.mark.parametrize(
    ("person", "path"), [(EMPLOYEE, f"/reviews/{REVIEW}#c-{FIRST}"), (MANAGER, f"/reviews/{SENT}/assess#c-{FIRST}")]
)
def test_the_menu_says_which_of_how_many_is_shown(begun: Site, chromium: Browser, person: str, path: str) -> None:
    with User(chromium, begun, person, **PHONE) as user:
        user.sign_in(path)
        menu = user.page.locator("[data-category-menu] summary")
        groups = user.page.locator("[data-group]")
        count = groups.count()
        assert count > 3
        for at in (1, 2, 3):
            expect(groups.nth(at - 1)).to_be_visible()
            expect(menu).to_contain_text(user.say("category %(at)s of %(all)s", at=at, all=count))
            onward(user)


@pytest.mark.parametrize(("person", "path"), [(EMPLOYEE, f"/reviews/{REVIEW}"), (MANAGER, f"/reviews/{SENT}/assess")])
def test_each_category_of_the_target_level_says_whose_level_it_is(
    begun: Site, chromium: Browser, person: str, path: str
) -> None:
    with User(chromium, begun, person, **PHONE) as user:
        user.sign_in(path)
        menu = user.page.locator("[data-category-menu]")
        targets = menu.locator("[data-show^='t-']")
        assert targets.count() > 1
        for at in range(targets.count()):
            menu.locator("summary").tap()
            targets.nth(at).tap()
            expect(menu.locator("summary")).to_contain_text(", target level Senior")
            expect(user.page.locator("section.is-current")).to_have_attribute("data-group", re.compile("^t-"))
