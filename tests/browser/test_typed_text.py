"""What is typed into a form that is sent by its button survives links, the language switch and a refusal."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from graph.review.enums import State
from tests.browser.site import Site
from tests.browser.traffic import until
from tests.browser.user import User
from tests.browser.writing import REFUSED, kept, panel
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, MEMBER

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

SHARED, SENT = "shared-one", "sent-one"
WORDS = "The audit of March was mine; 三月的审计是我做的。"


@pytest.fixture(scope="module")
def site(site: Site) -> Site:
    """One review that is shared, one to return, and one in a meeting."""
    for person in (EMPLOYEE, MANAGER, MEMBER):
        site.give_account(person, "en")
    site.company.bring(SHARED, State.SHARED, EMPLOYEE)
    site.company.bring(SENT, State.SELF_SUBMITTED, COLLEAGUE)
    site.company.session("meeting", [site.company.bring("met-one", State.SIGNED_OFF)])
    return site


@pytest.fixture
def reader(site: Site, chromium: Browser) -> Iterator[User]:
    """The employee at their result."""
    with User(chromium, site, EMPLOYEE) as user:
        user.tolerated = REFUSED + "|status of 422"
        user.sign_in(f"/reviews/{SHARED}/result")
        yield user


def opened(user: User, summary: str, field: str) -> Locator:
    """A field below a line that opens it."""
    user.page.get_by_text(summary).click()
    return user.page.locator(f"#{field}")


def test_the_language_switch_and_links_lose_nothing(reader: User) -> None:
    page = reader.page
    opened(reader, "Challenge the result by", "challenge-reason").fill(WORDS)
    page.get_by_role("group", name="Which expectations?").get_by_role("checkbox").nth(1).check()
    opened(reader, "Ask to talk about it", "talk-text").fill("About March.")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#challenge-reason")).to_have_value(WORDS)
    expect(page.locator("#challenge-reason")).to_be_visible()
    expect(page.locator("#talk-text")).to_have_value("About March.")
    expect(page.get_by_text("Unsaved text from this browser has been restored.").locator("visible=true")).to_have_count(
        2
    )
    page.get_by_role("link", name="Plumbline", exact=True).click()
    expect(panel(page)).to_be_visible()
    panel(page).get_by_role("link").first.click()
    expect(page.locator("#challenge-reason")).to_have_value(WORDS)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)

    page.get_by_role("button", name="Send the request").click()
    reader.told("Your request to talk has been passed to your manager.")
    expect(page.locator("#talk-text")).to_have_value("")
    expect(page.locator("#challenge-reason")).to_have_value(WORDS)
    page.locator("#challenge-reason").fill("")
    page.get_by_role("checkbox", checked=True).uncheck()
    assert kept(reader) == {}


def test_a_refused_form_keeps_its_words_until_they_are_stored(reader: User) -> None:
    page = reader.page
    opened(reader, "Challenge the result by", "challenge-reason").fill(WORDS)
    page.get_by_role("button", name="Challenge the result", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto("/")
    page.goto(f"/reviews/{SHARED}/result")
    expect(page.locator("#challenge-reason")).to_have_value(WORDS)
    page.get_by_role("group", name="Which expectations?").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Challenge the result", exact=True).click()
    reader.told("Your challenge has been passed to the arbiter.")
    until(reader, lambda: kept(reader) == {})


def test_a_managers_comment_waits_for_its_writer_and_for_nobody_else(site: Site, chromium: Browser) -> None:
    with User(chromium, site, MANAGER) as manager:
        manager.sign_in(f"/reviews/{SENT}/actions/return")
        manager.page.locator("#comment").fill(WORDS)
        manager.page.get_by_role("link", name="Leave it as it is").click()
        manager.page.go_back()
        expect(manager.page.locator("#comment")).to_have_value(WORDS)
        manager.button("Sign out").click()
        manager.page.get_by_role("button", name="Sign out and remove it").click()
        manager.told("You are signed out.")
        assert kept(manager) == {}


def test_a_lost_network_in_a_meeting_costs_no_word(site: Site, chromium: Browser) -> None:
    address = "/calibration/meeting/people/met-one?adjust=c-llm-evaluation"
    with User(chromium, site, MEMBER) as member:
        member.tolerated = REFUSED
        member.sign_in(address)
        page = member.page
        page.get_by_role("radio", name="Below the level").check()
        page.locator("#sentence").fill(WORDS)
        page.locator("#reason").fill("Two teams use it.")
        member.context.set_offline(True)
        page.get_by_role("button", name="Decide", exact=True).click()
        page.wait_for_url("chrome-error://**")
        member.context.set_offline(False)
        page.goto(address)
        expect(page.locator("#sentence")).to_have_value(WORDS)
        expect(page.locator("#reason")).to_have_value("Two teams use it.")
        page.get_by_role("button", name="Decide", exact=True).click()
        member.told("Decided: below the level.")
