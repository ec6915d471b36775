"""A proxy that answers for an absent server stops nothing; what the application refuses is said, with a way out."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.traffic import counted, until
from tests.browser.user import User
from tests.browser.writing import (
    FIRST_PAUSE,
    REVIEW,
    WORDS,
    comment,
    kept,
    saved,
    status,
    stored,
    supporting,
    time_passes,
)
from tests.budget import some_of

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

FIRST = "llm-evaluation"
PAGE = "<!doctype html><title>Not found</title><h1>Not found</h1>"
NO_ANSWER = "The server is not responding. Your text is kept"
TOO_LARGE = "This is too large to save. Shorten it."
LONGER_THAN_A_PAUSE = 3_000
"""Milliseconds after which what is tried again by itself would have been."""


@pytest.fixture
def writer(writer: User) -> User:
    """The employee, signed in, with the form open; answers of any kind may come."""
    writer.tolerated += r"|status of 4\d\d"
    return writer


def is_stored_by_itself(user: User, asked: list[int]) -> None:
    """The bar says that nobody answers, the words are tried again, and once somebody answers they are stored."""
    expect(status(user)).to_contain_text(NO_ANSWER)
    assert kept(user)[f"c-{FIRST}"]["comment"] == WORDS
    time_passes(user, FIRST_PAUSE)
    until(user, lambda: len(asked) > 1)
    user.page.unroute("**/ratings")
    saved(user)
    assert stored(user.site, FIRST) == WORDS
    assert kept(user) == {}


@pytest.mark.parametrize("code", some_of([400, 402, 403, 404, 405, 410, 415, 422, 451], 2, 3, 7))
def test_a_page_of_a_proxy_is_no_answer_whatever_its_status(writer: User, code: int) -> None:
    asked = counted(writer, status=code, body=PAGE, content_type="text/html")
    comment(writer, FIRST).fill(WORDS)
    is_stored_by_itself(writer, asked)


@pytest.mark.parametrize(
    "body",
    some_of(
        ['{"message": "no Route matched"}', '{"status": 404, "error": "Not Found"}', '{"error": 404}', "[404]"], 1, 2
    ),
)
def test_nor_is_what_another_program_says_in_json(writer: User, body: str) -> None:
    asked = counted(writer, status=404, body=body, content_type="application/json")
    comment(writer, FIRST).fill(WORDS)
    is_stored_by_itself(writer, asked)


def test_what_the_application_may_answer_otherwise_later_is_tried_again(writer: User) -> None:
    asked = counted(writer, status=429, body='{"error": 429, "message": "Too many attempts."}')
    comment(writer, FIRST).fill(WORDS)
    is_stored_by_itself(writer, asked)


def of_no_review(route: Route) -> None:
    """Saves into a review that there is not."""
    route.continue_(url=route.request.url.replace(f"/{REVIEW}/", "/no-review/"))


def not_allowed(route: Route) -> None:
    """Asks for what only an auditor may."""
    route.continue_(url=re.sub(r"/reviews/.*", "/audit", route.request.url), method="POST")


def by_no_method(route: Route) -> None:
    """Saves by a method that does not save."""
    route.continue_(method="DELETE")


def with_no_token(route: Route) -> None:
    """Saves as a page of another site would."""
    route.continue_(headers={**route.request.headers, "x-csrftoken": "of another site"})


@pytest.mark.parametrize(
    ("change", "says", "tries"),
    [
        (of_no_review, "You can no longer edit this.", 1),
        (not_allowed, "You do not have access to this. Only the following can do this: an auditor.", 1),
        (by_no_method, "This page does not accept that request.", 1),
        (with_no_token, "This request could not be read.", 2),
    ],
)
def test_what_the_application_refuses_is_said_and_waits_for_the_reader(
    writer: User, change: Callable[[Route], None], says: str, tries: int
) -> None:
    asked: list[str] = []

    def altered(route: Route) -> None:
        asked.append(route.request.method)
        change(route)

    writer.page.route("**/ratings", altered)
    comment(writer, FIRST).fill(WORDS)
    expect(status(writer)).to_contain_text(f"Not saved: {says}")
    again = status(writer).get_by_role("link", name="Reload the page")
    expect(again).to_be_visible()
    time_passes(writer, LONGER_THAN_A_PAUSE)
    assert len(asked) == tries
    assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS

    writer.page.unroute("**/ratings")
    again.click()
    expect(comment(writer, FIRST)).to_have_value(WORDS)
    saved(writer)
    assert stored(writer.site, FIRST) == WORDS
    assert kept(writer) == {}


def test_what_a_proxy_refuses_for_its_size_is_told_why(writer: User) -> None:
    asked = counted(writer, status=413, body=PAGE, content_type="text/html")
    comment(writer, FIRST).fill(WORDS)
    expect(status(writer)).to_have_text(f"Not saved: {TOO_LARGE}")
    time_passes(writer, LONGER_THAN_A_PAUSE)
    assert len(asked) == 1
    writer.page.unroute("**/ratings")
    comment(writer, FIRST).fill("Shorter.")
    saved(writer)
    assert stored(writer.site, FIRST) == "Shorter."


def adding(user: User, link: str) -> Locator:
    """Types a new piece of evidence and asks for it to be added; gives where the page says why it was not."""
    card = user.card(f"c-{FIRST}")
    card.get_by_text("+ Add evidence").click()
    user.page.locator(f"#c-{FIRST}-url").fill(link)
    card.get_by_role("button", name="Add this evidence").click()
    return card.locator("[data-add-error]")


@pytest.mark.parametrize(("code", "says"), [(404, NO_ANSWER), (413, TOO_LARGE)])
def test_a_piece_that_a_proxy_refuses_stays_typed(writer: User, code: int, says: str) -> None:
    before = supporting(writer.site, FIRST)
    link = f"https://example.com/{code}"
    writer.page.route("**/evidence", lambda route: route.fulfill(status=code, body=PAGE, content_type="text/html"))
    problem = adding(writer, link)
    expect(problem).to_contain_text(says)
    assert kept(writer)[f"c-{FIRST}"]["piece"]["url"] == link
    writer.page.unroute("**/evidence")
    writer.card(f"c-{FIRST}").get_by_role("button", name="Add this evidence").click()
    expect(writer.card(f"c-{FIRST}").get_by_role("checkbox", checked=True)).to_have_count(len(before) + 1)
    expect(status(writer)).to_contain_text("Saved 10:")  # as drawn: no more piece that is typed but not added
    assert len(supporting(writer.site, FIRST)) == len(before) + 1
    assert kept(writer) == {}
