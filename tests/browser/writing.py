"""Writing a self-review in a browser: its fields, what the bar says, what is kept here and what is stored there."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect

from graph.review.enums import Party
from tests.browser.site import Site
from tests.browser.user import User
from tests.company import EMPLOYEE, MIDDLE
from tests.webapp.page_client import PASSWORD

REVIEW = "a-draft"
FIRST_PAUSE = 2_000
"""Milliseconds between the first try and the second; after typing, less passes until the first."""
WORDS = "Two evaluations a week; 每周两次。"
REFUSED = (
    r"status of (400|401|409|503)|"
    r"net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|CONNECTION_RESET|INTERNET_DISCONNECTED)"
)


@contextmanager
def refusing(site: Site) -> Iterator[None]:
    """Meanwhile every save is answered 503."""
    site.server.refuses_saving = True
    try:
        yield
    finally:
        site.server.refuses_saving = False


@contextmanager
def away(site: Site) -> Iterator[None]:
    """Meanwhile nobody answers at all."""
    site.server.close()
    try:
        yield
    finally:
        site.server.open()


@contextmanager
def cutting_answers(site: Site) -> Iterator[None]:
    """Meanwhile every save is done, and its answer breaks off."""
    site.server.cuts_answers = True
    try:
        yield
    finally:
        site.server.cuts_answers = False


def comment(user: User, skill: str, page: Page | None = None) -> Locator:
    """The comment on a skill of the present level."""
    return (page or user.page).locator(f"#c-{skill}-comment")


def status(user: User, page: Page | None = None) -> Locator:
    """What the bar says about saving."""
    return (page or user.page).locator("[data-status]")


def time_passes(user: User, milliseconds: int) -> None:
    """Sets the clock of the user's pages forward; what was to begin by then begins, and reaches the server."""
    user.context.clock.fast_forward(milliseconds)
    user.page.wait_for_timeout(100)


def saved(user: User, page: Page | None = None) -> None:
    """Waits until the script says that the server has everything; a page may be drawn with an earlier "Saved". The
    pauses after typing and before the first new try are over at once."""
    user.context.clock.fast_forward(FIRST_PAUSE)
    expect(status(user, page)).to_have_attribute("data-kind", "saved")
    expect(status(user, page)).to_contain_text("Saved 10:")


def stored(site: Site, skill: str) -> str:
    """The employee's comment as the server has it."""
    rating = site.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{skill}")
    return rating.comment if rating else ""


def supporting(site: Site, skill: str) -> list[str]:
    """The titles of the pieces that support the employee's rating, as the server has them, the oldest first."""
    rating = site.company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, f"{MIDDLE}/{skill}")
    return [piece.title for piece in sorted(rating.evidence, key=lambda piece: piece.added_at)] if rating else []


def another_tab(user: User, path: str = f"/reviews/{REVIEW}") -> Page:
    """One more tab of the same browser, at a page."""
    page = user.context.new_page()
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
    """Where words are offered that no form has taken."""
    return page.get_by_role("region", name="You have unsaved text in this browser")


def kept(user: User) -> dict[str, Any]:
    """The browser's own copies of what the server does not have."""
    found = user.page.evaluate("Object.values({...localStorage})")
    return {key: entry for each in found for key, entry in json.loads(each).items()}
