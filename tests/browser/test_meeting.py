"""A whole calibration meeting: set up, voted, held and locked by five people, each in a browser window, until the
employee reads what was changed."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from graph.driver import Graph
from graph.review.enums import Outcome, Part, State
from graph.workflow.labels import OUTCOMES
from tests.browser.site import Site
from tests.browser.user import User
from tests.budget import some_of
from tests.company import (
    BOSS,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
    new_company,
)
from webapp.review.cards import key_of
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

REVIEW, OTHER = "rv-employee", "rv-colleague"
MEMBERS = (MEMBER, BOSS, OTHER_MANAGER)
CHANGED = "Two members saw it in use. 两位成员见过它。"
DECIDED = "Ready once the launch is through. 上线之后即可。"
NOTE = "The committee saw more than I did."


@pytest.fixture(params=some_of(["en", "zh"], 0))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(graph: Graph, settings: Settings, language: str) -> Iterator[Site]:
    """Two signed reviews, and an account for everybody who takes part."""
    made = Site(new_company(graph), settings)
    made.company.bring(REVIEW, State.SIGNED_OFF)
    made.company.bring(OTHER, State.SIGNED_OFF, COLLEAGUE)
    for person in (HR, FACILITATOR, SECOND_FACILITATOR, *MEMBERS, MANAGER, EMPLOYEE):
        made.give_account(person, language)
    yield made
    made.server.close()


def test_five_people_hold_a_meeting_and_the_employee_reads_what_was_changed(
    site: Site, chromium: Browser, language: str
) -> None:
    with ExitStack() as windows:

        def user(person: str, width: int = 1280) -> User:
            viewport = {"width": width, "height": 800}
            return windows.enter_context(User(chromium, site, person, language, viewport=viewport))

        session = set_up(user(HR))
        first, second = user(FACILITATOR), user(SECOND_FACILITATOR)
        phones = [user(person, 360) for person in MEMBERS]
        first.sign_in(session)
        step(first, session, "Open the votes")
        phones[0].sign_in(f"{session}/vote/{OTHER}")
        phones[0].page.locator("#person-value-question").check()
        phones[1].sign_in(f"{session}/vote/{REVIEW}")
        phones[1].page.locator("#person-value-agree").check()
        expect(phones[1].page.locator("[data-status]").first).to_contain_text(re.compile(r"\d\d:\d\d"))
        step(first, session, "Start the session")
        for each in (second, phones[2]):
            each.sign_in(session)
        meet(site, session, first, second, phones)
        lock(session, first, second)
        with_employee(user(MANAGER), user(EMPLOYEE))


def set_up(hr: User) -> str:
    """A session of both reviews, as HR sets it up; its address."""
    hr.sign_in(f"/calibration/new?cycle=2026-h2&review={REVIEW}&review={OTHER}")
    page = hr.page
    page.locator("[name=name_en]").fill("Autumn meeting")
    page.locator("[name=name_zh]").fill("秋季会议")
    page.locator("[name=meets_on]").fill("2026-12-01")
    page.locator("[name=facilitators]").fill(f"{FACILITATOR}\n{SECOND_FACILITATOR}")
    page.locator("[name=members]").fill("\n".join(MEMBERS))
    hr.button("Set up the session").click()
    expect(page).to_have_url(re.compile(r"/calibration#cs-"))
    return f"/calibration/{page.url.rpartition('#')[2]}"


def step(facilitator: User, session: str, name: str) -> None:
    facilitator.page.goto(session)
    facilitator.link(facilitator.say(name)).click()
    facilitator.button(name).click()
    expect(facilitator.page).to_have_url(re.compile(f"{session}$"))


def meet(site: Site, session: str, first: User, second: User, phones: list[User]) -> None:
    """A member changes a rating and a facilitator decides: it stands on the others' open pages."""
    person = f"{session}/people/{REVIEW}"
    phones[1].page.goto(person)
    second.page.goto(person)
    named = key_of(site.company.sheet(REVIEW, MEMBER).to_rate(Part.CURRENT)[0])
    phones[0].page.goto(f"{person}?adjust={named}")
    form = phones[0].page.get_by_role("form", name=phones[0].say("Change this rating"))
    form.locator("[name$=value][value=exceeds]").check()
    form.locator("[name$=reason_code][value=evidence]").check()
    form.locator("textarea").fill(CHANGED)
    form.get_by_role("button").click()
    for each in (phones[1], second):
        expect(each.page.locator(f"#{named}")).to_contain_text(CHANGED)
    deciding = second.page.locator("#deciding")
    deciding.locator("[name$=outcome][value=next]").check()
    deciding.locator("textarea").fill(DECIDED)
    deciding.get_by_role("button").click()
    first.page.goto(session)
    ready = re.compile(first.read(OUTCOMES[Outcome.NEXT]), re.IGNORECASE)
    for each in (first, phones[2]):
        expect(each.page.locator(f"#{REVIEW}")).to_contain_text(ready)
    first.page.goto(f"{session}/people/{OTHER}")
    expect(first.page.locator("main")).to_contain_text(first.say("Question"))
    deciding = first.page.locator("#deciding")
    deciding.locator("[name$=outcome][value=confirmed]").check()
    deciding.locator("textarea").fill(DECIDED)
    deciding.get_by_role("button").click()


def lock(session: str, first: User, second: User) -> None:
    """Both confirm, each on their own page; the first one's follows the lock."""
    for each in (first, second):
        each.page.goto(f"{session}/lock")
        expect(each.page.locator("main")).to_contain_text(CHANGED)
    first.button("Confirm").click()
    expect(first.button("Confirm")).to_have_count(0)
    second.button("Confirm and lock").click()
    for each in (second, first):
        expect(each.page).to_have_url(re.compile(f"{session}/outcome$"))


def with_employee(manager: User, employee: User) -> None:
    """The manager is told what was changed, shares it with a note, and the employee reads it all, but no names."""
    manager.sign_in(f"/reviews/{REVIEW}/actions/share")
    manager.page.locator("textarea[name$=note]").fill(NOTE)
    manager.page.get_by_role("main").get_by_role("button").last.click()
    employee.sign_in(f"/reviews/{REVIEW}/result")
    read = employee.page.get_by_role("main")
    for said in (CHANGED, DECIDED, NOTE):
        expect(read).to_contain_text(said)
    expect(read).not_to_contain_text("Facilitator")
