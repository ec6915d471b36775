"""A real Chromium, and the company on a port of its own."""

from collections.abc import Generator, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser

from graph.driver import Graph
from graph.review.enums import Party
from tests.browser.all_states import AllStates, build_all_states
from tests.browser.chromium import launched
from tests.browser.site import Site
from tests.browser.user import User, failed_tests
from tests.browser.writing import REFUSED, REVIEW
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, new_company
from webapp.settings import Settings, load

_runs = count(1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes what has failed for the windows that are closed after that."""
    report = yield
    if report.failed:
        failed_tests.add(item.nodeid)
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a worker; each reader has a window of their own in it."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings as on a developer's machine, with a mail server, that nobody asks: there is no worker."""
    environ = {
        "PLUMBLINE_DATA": str(tmp_path_factory.mktemp("data")),
        "PLUMBLINE_TIME_ZONE": "Asia/Shanghai",
        "PLUMBLINE_MAIL_SERVER": "smtp://127.0.0.1:9",
        "PLUMBLINE_MAIL_FROM": "no-reply@plumbline.example",
    }
    return load(environ)


@pytest.fixture(scope="module")
def site(graph: Graph, settings: Settings) -> Iterator[Site]:
    """The small company, just founded, on its port."""
    site = Site(new_company(graph), settings)
    yield site
    site.server.close()


@pytest.fixture(scope="module")
def all_states(site: Site, settings: Settings) -> Iterator[AllStates]:
    """The company with every page in each of its states."""
    all_states = build_all_states(site, settings)
    yield all_states
    all_states.close()


@pytest.fixture(scope="module")
def begun(site: Site) -> Site:
    """The site with one review to write; its writer, their colleague and manager can sign in."""
    for person in (EMPLOYEE, COLLEAGUE, MANAGER):
        site.give_account(person, "en")
    site.company.assign(REVIEW)
    return site


@pytest.fixture
def writer(begun: Site, chromium: Browser) -> Iterator[User]:
    """The employee, signed in, with the form open; no rating has words that a former test may have left."""
    begun.company.rate(REVIEW, EMPLOYEE, Party.SELF, comment=f"Before run {next(_runs)}.")
    with User(chromium, begun, EMPLOYEE) as user:
        user.tolerated = REFUSED
        user.context.clock.install()
        user.sign_in(f"/reviews/{REVIEW}")
        yield user
