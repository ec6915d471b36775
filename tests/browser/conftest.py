"""A real Chromium, and the company on a port of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from graph.driver import Graph
from tests.browser.chromium import launched
from tests.browser.house import House, furnish
from tests.browser.site import Site
from tests.company import build
from tests.emptied import empty
from webapp.settings import Settings, load


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a module; each reader has a window of their own in it."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings as on a developer's machine."""
    return load({"PLUMBLINE_DATA": str(tmp_path_factory.mktemp("data")), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai"})


@pytest.fixture(scope="module")
def site(graph: Graph, settings: Settings) -> Iterator[Site]:
    """The small company, just founded, on its port."""
    empty(graph)
    site = Site(build(graph), settings)
    yield site
    site.server.close()


@pytest.fixture(scope="module")
def house(site: Site, settings: Settings) -> Iterator[House]:
    """The company with every page in each of its states."""
    house = furnish(site, settings)
    yield house
    house.close()
