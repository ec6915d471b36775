"""Emptying the test graph, and only a graph that was empty when a test session first met it."""

import pytest

from graph.driver import Graph
from graph.queries import parse

MARKER = "PlumblineTests"
_HEADER = "// A test's own statement.\n// access: {}\n// params: {}\n// returns: {}\n"
_EMPTY = parse(
    "tests/empty",
    _HEADER.format("write", "marker", "nothing") + "MATCH (node) WHERE NOT $marker IN labels(node) DETACH DELETE node",
)
_COUNT = parse(
    "tests/count",
    _HEADER.format("read", "marker", "one (foreign, marked)")
    + "OPTIONAL MATCH (node) WHERE NOT 'Schema' IN labels(node) "
    "RETURN count(CASE WHEN NOT $marker IN labels(node) THEN 1 END) AS foreign, "
    "count(CASE WHEN $marker IN labels(node) THEN 1 END) AS marked",
)
_MARK = parse("tests/mark", _HEADER.format("write", "none", "nothing") + f"MERGE (:{MARKER})")


def mark(graph: Graph) -> None:
    """Marks a graph without data as ours to empty."""
    if graph.read_one(_COUNT, marker=MARKER) == {"foreign": 0, "marked": 0}:
        graph.write_one(_MARK)


def empty(graph: Graph) -> None:
    """Deletes all data. Fails the test if the graph was not marked as ours."""
    found = graph.read_one(_COUNT, marker=MARKER)
    if not found or not found["marked"]:
        pytest.fail("NEO4J_URI names a graph that holds data: tests would delete it. Name an empty one.")
    graph.write_one(_EMPTY, marker=MARKER)
