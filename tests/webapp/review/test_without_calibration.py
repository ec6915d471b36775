"""A cycle without calibration: once signed, a review waits for its manager, and everybody's pages say so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.driver import Graph
from graph.people.absence import Absence, set_absences
from graph.review.enums import State
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PageClient, words

Browser = Callable[[str], PageClient]


@pytest.fixture
def company(graph: Graph) -> Company:
    """The company in a cycle without calibration, with one review signed off."""
    made = new_company(graph, NOW, calibration=False)
    made.bring("rv-1", State.SIGNED_OFF)
    return made


def test_the_manager_is_asked_to_share_it(company: Company, browser: Browser) -> None:
    manager = browser(MANAGER)
    home = manager.get("/")
    assert "Share the result with Employee Zhang" in [words(each) for each in home.all("h3")]
    assert "Waiting for others" not in home.text
    team = manager.get("/team")
    assert "1 review is waiting for you" in team.text
    assert "facilitator" not in team.text
    shared = manager.get("/reviews/rv-1/actions/share")
    manager.post("/reviews/rv-1/actions/share", {each.get("name", ""): each.get("value", "") for each in
                 shared.by_id("main").iter("input") if each.get("type") == "hidden"})  # fmt: skip
    assert company.sheet("rv-1", EMPLOYEE).head.state is State.SHARED


def test_neither_signing_nor_sharing_speaks_of_a_committee(company: Company, browser: Browser) -> None:
    company.bring("rv-2", State.MANAGER_DRAFT, COLLEAGUE)
    manager = browser(MANAGER)
    for language in ("en", "zh"):
        manager.get("/account")
        manager.post("/account/preferences", {"language": language, "time_zone": "Asia/Shanghai"})
        for page in ("/reviews/rv-2/sign", "/reviews/rv-1/actions/share"):
            text = manager.get(page).text
            assert not [word for word in ("ommittee", "alibration", "委员会", "校准") if word in text], (page, language)
    assert "It is the outcome, and the employee reads it." in _sign_page(manager)
    company = new_company(company.graph, NOW)
    company.bring("rv-3", State.MANAGER_DRAFT)
    assert "Two sentences for the committee" in _sign_page(manager, "rv-3")


def _sign_page(manager: PageClient, review: str = "rv-2") -> str:
    manager.get("/account")
    manager.post("/account/preferences", {"language": "en", "time_zone": "Asia/Shanghai"})
    return manager.get(f"/reviews/{review}/sign").text


def test_hr_and_the_employee_read_that_it_waits_for_the_manager(company: Company, browser: Browser) -> None:
    cycle = browser(HR).get(f"/cycles/{company.cycle.id}")
    assert "facilitator" not in cycle.text
    assert "Manager Zhang" in cycle.text
    assert "Waiting for Manager Zhang to share it" in browser(EMPLOYEE).get("/reviews/rv-1").text


def test_without_a_manager_nobody_can_move_it(company: Company, browser: Browser) -> None:
    left = NOW.date() - timedelta(days=1)
    set_absences(company.graph, [Absence(MANAGER, leaves_on=left)])
    assert "the manager has left" in browser(HR).get(f"/cycles/{company.cycle.id}").text
