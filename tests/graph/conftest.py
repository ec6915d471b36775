"""The small company, built once for each test module."""

import pytest

from graph.driver import Graph
from tests.company import Company, build
from tests.emptied import empty


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    """The company of tests.company in an emptied graph; tests of one module share it and use reviews of their own."""
    empty(graph)
    return build(graph)
