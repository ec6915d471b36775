"""The whole path of a review by keyboard alone: wide, and everybody at 400 % zoom."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph.calibration import service as calibration
from graph.calibration.table import SessionAction
from graph.driver import Graph
from graph.review.enums import Action, Recommendation, State, Value
from graph.review.models import Expectation
from graph.text import Text
from graph.workflow.labels import RECOMMENDATIONS, STATES
from tests.browser.keyboard import KeyboardUser
from tests.browser.site import Site
from tests.budget import some_of
from tests.company import EMPLOYEE, FACILITATOR, MANAGER, new_company
from webapp.review.cards import key_of
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

Size = dict[str, int]

REVIEW, SESSION = "by-keyboard", "autumn"
PROUD, UNSEEN = "c-llm-evaluation", "c-safety-review"
COMMENT = "Two evaluations a week."
NOT_SEEN = "No review fell into this period."
WIDE, MIDDLING = {"width": 1280, "height": 720}, {"width": 820, "height": 760}
ZOOMED = {"width": 320, "height": 256}
"""What is left of 1280 x 1024 pixels at 400 %."""


@pytest.fixture
def assigned(graph: Graph, settings: Settings) -> Iterator[Site]:
    """The company with one review to write, in a session of a committee."""
    company = new_company(graph)
    site = Site(company, settings)
    company.assign(REVIEW)
    company.session(SESSION, [REVIEW], start=False)
    yield site
    site.server.close()


@pytest.mark.parametrize(
    ("language", "scripts", "form", "others"),
    some_of([("en", True, MIDDLING, WIDE), ("zh", True, ZOOMED, ZOOMED), ("zh", False, ZOOMED, ZOOMED)], 1),
    ids=["wide", "zoomed", "zoomed-without-scripts"],
)
def test_the_whole_path(
    assigned: Site, chromium: Browser, language: str, form: Size, others: Size, *, scripts: bool
) -> None:
    for person in (EMPLOYEE, MANAGER, FACILITATOR):
        assigned.give_account(person, language)
    options = {"java_script_enabled": scripts, "reduced_motion": "reduce", "viewport": others}
    sheet = assigned.company.sheet(REVIEW, EMPLOYEE)
    asked = sheet.all_to_rate
    with KeyboardUser(chromium, assigned, EMPLOYEE, language, **options | {"viewport": form}) as employee:
        employee.sign_in_by_form()
        rate_oneself(employee, asked, scripts=scripts)
        submit(employee)
    with KeyboardUser(chromium, assigned, MANAGER, language, **options) as manager:
        manager.sign_in_by_form()
        assess(manager, scripts=scripts)
        sign(manager)
    with KeyboardUser(chromium, assigned, FACILITATOR, language, **options) as facilitator:
        facilitator.sign_in_by_form()
        ask_for_pack(facilitator)
    lock(assigned)
    with KeyboardUser(chromium, assigned, MANAGER, language, **options) as manager:
        manager.sign_in_by_form()
        share(manager)
    with KeyboardUser(chromium, assigned, EMPLOYEE, language, **options) as employee:
        employee.sign_in_by_form()
        acknowledge(employee)
    assert assigned.company.sheet(REVIEW, EMPLOYEE).head.state is State.ACKNOWLEDGED


def rate_oneself(employee: KeyboardUser, asked: tuple[Expectation, ...], *, scripts: bool) -> None:
    """In a window of one category at a time; what is left out is found by "next unrated"."""
    employee.use(employee.page.get_by_role("link", name=employee.say("Start")))
    employee.heading(employee.say("Your self-assessment"))
    values = {PROUD: Value.EXCEEDS, UNSEEN: Value.NOT_OBSERVED}
    for number, e in enumerate(asked):
        key = key_of(e)
        while not employee.card(key).is_visible():
            employee.use(employee.page.locator("section.is-current button[data-show]"))
        if number != 1:
            employee.choose(key, values.get(key, Value.MEETS))
        if key == PROUD:
            employee.write(employee.in_card(key, "What shows this?"), COMMENT)
            add_evidence(employee)
        if key == UNSEEN:
            employee.write(employee.in_card(key, "Why could it not be observed?"), NOT_SEEN)
    employee.use(employee.button("Next unrated"))
    while not employee.card(key_of(asked[1])).is_visible():  # without scripts it leads where the page knew of one
        employee.use(employee.button("Next unrated"))
    employee.choose(key_of(asked[1]), Value.MEETS)


def add_evidence(employee: KeyboardUser) -> None:
    card = employee.card(PROUD)
    employee.use(card.locator("summary"))
    employee.write(card.get_by_label(employee.say("Link"), exact=True), "https://docs.example/releases")
    employee.use(card.get_by_role("button", name=employee.say("Add this evidence")))
    expect(card.get_by_role("checkbox")).to_be_checked()


def submit(employee: KeyboardUser) -> None:
    employee.use(employee.button("Check and submit"))
    employee.heading(employee.say("Check and submit"))
    employee.use(employee.button("Submit"))
    employee.told("Your self-assessment has been submitted.")


def assess(manager: KeyboardUser, *, scripts: bool) -> None:
    """Agrees a category at a time; what cannot be agreed that way is rated."""
    page = manager.page
    team = page.get_by_role("navigation", name=manager.say("Main")).get_by_role("link", name=manager.say("Team"))
    manager.use(team)
    manager.heading(manager.say("Your team"))
    manager.use(page.get_by_role("row").filter(has_text=manager.say("waiting for you")).get_by_role("link"))
    name = manager.read(Text("Employee Zhang", "张em"))
    manager.heading(manager.say("Assess %(name)s", name=name))
    left = {PROUD: Value.EXCEEDS, UNSEEN: Value.NOT_OBSERVED}
    while left or page.locator("[name=agree]").count():
        page.wait_for_load_state()  # until the style sheet has left out the other categories
        for key in [key for key in left if manager.card(key).is_visible()]:
            manager.choose(key, left.pop(key))
            if key == UNSEEN:
                manager.write(manager.in_card(UNSEEN, "Why could it not be observed?"), NOT_SEEN)
            if not scripts:
                manager.use(manager.button("Save"))
            manager.saved()
        agree_or_go_on(manager)


def agree_or_go_on(manager: KeyboardUser) -> None:
    """Agrees with what is left of a category in sight; where there is none, the next category."""
    agree = manager.page.locator("[name=agree]")
    in_sight = agree.and_(manager.page.locator(":visible"))
    if in_sight.count():
        left = agree.count()
        manager.use(in_sight)
        expect(agree).to_have_count(left - 1)
    else:
        manager.use(manager.page.locator("section.is-current button[data-show]"))


def sign(manager: KeyboardUser) -> None:
    manager.use(manager.button("Check and sign off"))
    manager.heading(
        manager.say("What you are about to sign: %(name)s", name=manager.read(Text("Employee Zhang", "张em")))
    )
    confirmed = manager.read(RECOMMENDATIONS[Recommendation.CONFIRMED])
    manager.go(manager.page.get_by_role("radio", name=confirmed))
    manager.page.keyboard.press("Space")
    manager.write(manager.field("Two sentences for the committee"), "Solid in delivery.")
    name = manager.read(Text("Manager Zhang", "张ma"))
    manager.write(manager.field("Your name, as your signature"), name)
    manager.use(manager.button("Sign off"))
    expect(manager.page.get_by_role("region", name=manager.say("Signed off"))).to_contain_text(name)


def ask_for_pack(facilitator: KeyboardUser) -> None:
    page = facilitator.page
    bar = page.get_by_role("navigation", name=facilitator.say("Main"))
    facilitator.use(bar.get_by_role("link", name=facilitator.say("Committee")))
    facilitator.page.wait_for_url("**/calibration**")
    sessions = page.locator("main table a")
    if not page.locator("#pack").count():
        facilitator.use(sessions)
    expect(page.locator("#pack")).to_be_visible()
    facilitator.go(facilitator.field("Paper"))
    page.keyboard.press("ArrowDown")
    expect(facilitator.field("Paper")).to_have_value("Letter")
    facilitator.use(facilitator.button("Create the pack"))
    expect(page.locator("[data-pack-state=waiting]")).to_contain_text("Letter")
    facilitator.use(facilitator.button("Cancel the pack"))
    expect(page.locator("[data-pack-state=cancelled]")).to_be_visible()


def lock(site: Site) -> None:
    """The session ends; there is no page for it."""
    graph, context = site.company.graph, site.company.context(FACILITATOR)
    calibration.move(graph, context, SESSION, SessionAction.START)
    site.company.lock(SESSION)


def share(manager: KeyboardUser) -> None:
    manager.come_to(f"/reviews/{REVIEW}/sign")
    manager.use(manager.page.locator(f"main a[href$='/actions/{Action.SHARE.value}']"))
    manager.page.wait_for_url(f"**/actions/{Action.SHARE.value}")
    manager.use(manager.page.locator("main form [type=submit]"))
    manager.told("Done. The review's state is now: %(state)s.", state=manager.read(STATES[State.SHARED]))


def acknowledge(employee: KeyboardUser) -> None:
    employee.use(employee.page.get_by_role("main").get_by_role("link", name=re.compile(employee.say("Read it"))))
    employee.heading(employee.say("Your result"))
    employee.use(employee.button("Acknowledge: received, not agreed"))
    expect(employee.button("Acknowledge: received, not agreed")).to_have_count(0)
