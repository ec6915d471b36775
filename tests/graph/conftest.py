"""The small company, built once for each test module."""

import pytest

from graph.driver import Graph
from tests.company import Company, new_company


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    """The company of tests.company in an emptied graph; tests of one module share it and use reviews of their own."""
    return new_company(graph)
