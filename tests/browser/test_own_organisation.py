"""An organisation sets itself up from its own files and takes a cycle from its opening to its close, in browsers only:
people from a workbook as WeCom writes it, a framework from a matrix with merged headings.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from graph.driver import Graph
from graph.organisation import set_up
from tests.browser.own_organisation import (
    EMPLOYEE,
    HR_LOGIN,
    KEY,
    MANAGER,
    STAFF,
    Installation,
    accept,
    act,
    add_late_joiner,
    assess_and_sign,
    assess_oneself,
    import_framework,
    import_people,
    invite,
    leaver_is_cancelled,
    open_cycle,
    read_report,
    set_up_organisation,
    sign_in_again,
)
from tests.browser.user import User
from tests.budget import some_of
from tests.company import new_company
from tests.reset_graph import empty
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]


@pytest.fixture(params=some_of(["en", "zh"], 1))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def installation(graph: Graph, settings: Settings) -> Iterator[Installation]:
    new_company(graph)
    empty(graph)
    installation = Installation(graph, settings)
    assert set_up.offer(graph, installation.context("command line"), KEY)
    yield installation
    installation.server.close()


@pytest.fixture
def window(chromium: Browser, installation: Installation, language: str) -> Iterator[Callable[[], User]]:
    """Opens browser windows, each of its own; they are closed at the end, and complain then."""
    opened: list[User] = []

    def open_one() -> User:
        opened.append(User(chromium, installation, "", language).__enter__())
        return opened[-1]

    yield open_one
    for user in opened:
        user.__exit__(None, None, None)


def test_from_a_set_up_address_to_a_closed_cycle(
    installation: Installation, window: Callable[[], User], tmp_path: Path
) -> None:
    hr = window()
    set_up_organisation(hr)
    import_people(hr, [row[:7] for row in STAFF])
    import_framework(hr)
    import_people(hr, STAFF)
    links = invite(hr)
    employee, manager = (accept(window(), links[person]) for person in (EMPLOYEE, MANAGER))

    cycle = open_cycle(hr, installation)
    assess_oneself(employee)
    add_late_joiner(hr, cycle)
    review = assess_and_sign(manager)
    installation.days_later(40)
    for user, login in ((hr, HR_LOGIN), (employee, EMPLOYEE), (manager, MANAGER)):
        sign_in_again(user, login)
    act(manager, review, "share")
    employee.page.goto(f"/reviews/{review}/result")
    employee.page.locator("form[action$='/acknowledge'] button").click()
    expect(employee.page.get_by_role("status").first).to_be_visible()
    read_report(employee, review, tmp_path)

    hr.page.goto(f"/cycles/{cycle}/close")
    expect(hr.page.locator("#living")).to_be_visible()
    late = leaver_is_cancelled(hr, cycle)
    assert late != review
    installation.days_later(20)
    sign_in_again(hr, HR_LOGIN)
    act(hr, review, "close")
    hr.page.goto(f"/cycles/{cycle}/close")
    hr.page.locator("main form button").click()
    hr.page.goto(f"/cycles/{cycle}/close")
    expect(hr.page.locator("main form")).to_have_count(0)
    expect(hr.page.locator("#living")).to_have_count(0)
