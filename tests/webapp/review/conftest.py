"""The small company on a clean graph, and a browser for each of its people."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.driver import Graph
from tests.company import Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient


@pytest.fixture
def company(graph: Graph) -> Company:
    """The company with one open cycle."""
    return new_company(graph, NOW)


@pytest.fixture
def browser(app: Flask) -> Callable[[str], PageClient]:
    """Gives a browser in which the named person is signed in."""
    return lambda person: browser_of(app, person)
