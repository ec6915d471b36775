"""Without scripts a manager looks through a review that waits, and only what they type or ask for begins it."""

from collections.abc import Callable

import pytest

from graph.review.enums import Action, Part, Party, State
from tests.company import EMPLOYEE, MANAGER, Company
from tests.webapp.page_client import Page, PageClient, words
from tests.webapp.review.test_manager import form_of
from webapp.review.cards import key_of

ASSESS = "/reviews/rv-1/assess"
Browser = Callable[[str], PageClient]


def buttons(page: Page, name: str) -> list[str]:
    """What the form's buttons of a name send."""
    return [each.get("value", "") for each in page.all("button") if each.get("name") == name]


def state(company: Company) -> State:
    return company.sheet("rv-1", MANAGER).head.state


@pytest.fixture(params=["nothing yet", "an early draft"])
def waiting(company: Company, request: pytest.FixtureRequest) -> Company:
    company.assign("rv-1")
    if request.param == "an early draft":
        company.rate("rv-1", MANAGER, Party.MANAGER)
    company.submit("rv-1")
    return company


def test_looking_through_the_categories_leaves_it_to_the_employee(waiting: Company, browser: Browser) -> None:
    manager = browser(MANAGER)
    page = manager.get(ASSESS)
    onward = [then for then in buttons(page, "then") if then == "stay" or then.startswith("category:")]
    assert len(onward) > 2
    for then in onward:
        manager.post(ASSESS, form_of(page) | {"then": then})
    assert state(waiting) is State.SELF_SUBMITTED
    waiting.do("rv-1", EMPLOYEE, Action.WITHDRAW)


def test_a_word_begins_it(waiting: Company, browser: Browser) -> None:
    manager = browser(MANAGER)
    key = key_of(waiting.sheet("rv-1", MANAGER).to_rate(Part.CURRENT)[0])
    page = manager.get(ASSESS)
    manager.post(ASSESS, form_of(page) | {f"{key}-comment": "A word of mine.", "then": "stay"})
    assert state(waiting) is State.MANAGER_DRAFT


def test_agreeing_begins_it(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    manager = browser(MANAGER)
    page = manager.get(ASSESS)
    manager.post(ASSESS, form_of(page) | {"agree": buttons(page, "agree")[0]})
    assert state(company) is State.MANAGER_DRAFT


def test_going_on_with_an_early_draft_begins_it(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    company.rate("rv-1", MANAGER, Party.MANAGER)
    company.submit("rv-1")
    manager = browser(MANAGER)
    page = manager.get(ASSESS)
    (button,) = [each for each in page.all("button") if words(each) == "Continue with my early draft"]
    manager.follow(manager.post(ASSESS, form_of(page) | {button.get("name", ""): button.get("value", "")}))
    assert state(company) is State.MANAGER_DRAFT
