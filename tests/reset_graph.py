"""Emptying the test graph, and only a graph that was empty when a test session first met it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import pytest

from graph.driver import Graph
from graph.queries import Query, parse

MARKER = "PlumblineTests"


def _statement(name: str, access: str, params: str, returns: str, text: str) -> Query:
    header = f"// A test's own statement.\n// access: {access}\n// params: {params}\n// returns: {returns}\n"
    return parse(f"tests/{name}", header + text)


BATCH = 2000
"""Nodes that are deleted at once: 500 rounds of a race leave more than one transaction has memory for."""
_EMPTY = _statement(
    "empty", "write", "marker, batch", "one (deleted)",
    "MATCH (node) WHERE NOT $marker IN labels(node) WITH node LIMIT $batch DETACH DELETE node "
    "RETURN count(*) AS deleted",
)  # fmt: skip
_COUNT = _statement(
    "count", "read", "marker", "one (foreign, marked)",
    "OPTIONAL MATCH (node) WHERE NOT 'Schema' IN labels(node) "
    "RETURN count(CASE WHEN NOT $marker IN labels(node) THEN 1 END) AS foreign, "
    "count(CASE WHEN $marker IN labels(node) THEN 1 END) AS marked",
)  # fmt: skip
_MARK = _statement("mark", "write", "none", "nothing", f"MERGE (:{MARKER})")
_NODES = _statement(
    "nodes", "read", "marker", "many (id, labels, properties)",
    "MATCH (node) WHERE NOT $marker IN labels(node) "
    "RETURN elementId(node) AS id, labels(node) AS labels, properties(node) AS properties",
)  # fmt: skip
_EDGES = _statement(
    "edges", "read", "none", "many (id, edge)",
    "MATCH (start)-[edge]->(end) "
    "RETURN elementId(edge) AS id, [type(edge), elementId(start), elementId(end), properties(edge)] AS edge",
)  # fmt: skip
_DELETE_NODES = _statement(
    "delete_nodes", "write", "ids", "nothing", "MATCH (node) WHERE elementId(node) IN $ids DETACH DELETE node"
)
_DELETE_EDGES = _statement(
    "delete_edges", "write", "ids", "nothing", "MATCH ()-[edge]->() WHERE elementId(edge) IN $ids DELETE edge"
)
_SET = _statement(
    "set", "write", "nodes", "nothing",
    "UNWIND $nodes AS one MATCH (node) WHERE elementId(node) = one.id SET node = {} "
    "WITH collect([node, one.properties]) AS pairs UNWIND pairs AS pair WITH pair[0] AS node, pair[1] AS properties "
    "SET node = properties",
)  # fmt: skip
"""What is unique is let go first: a test may have swapped it, and the engine refuses a swap, one SET after another."""


@dataclass(frozen=True)
class Content:
    """All that a graph holds but its marker: labels and properties of nodes, edges whole, by Neo4j's own ids."""

    labels: Mapping[str, list[str]]
    properties: Mapping[str, dict[str, Any]]
    edges: Mapping[str, list[Any]]


_bases: WeakKeyDictionary[Graph, dict[Hashable, Content]] = WeakKeyDictionary()


def mark(graph: Graph) -> None:
    """Marks a graph without data as ours to empty."""
    if graph.read_one(_COUNT, marker=MARKER) == {"foreign": 0, "marked": 0}:
        graph.write_one(_MARK)


def empty(graph: Graph) -> None:
    """Deletes all data. Fails the test if the graph was not marked as ours."""
    _check_ours(graph)
    while (graph.write_one(_EMPTY, marker=MARKER, batch=BATCH) or {"deleted": 0})["deleted"]:
        pass


def restore(graph: Graph, base: Hashable, make: Callable[[], object]) -> None:
    """Leaves in the graph what `make` made of it when `base` was first asked for, and nothing else.

    What is there already of it stays, so that hundreds of tests do not each make it anew; what tests added is deleted,
    and what they changed is set back. Where some of it is gone, it is made again. Fails the test if the graph was not
    marked as ours.
    """
    _check_ours(graph)
    bases = _bases.setdefault(graph, {})
    if base not in bases or not _set_back(graph, bases[base]):
        make()
        bases[base] = _content(graph)


def _set_back(graph: Graph, base: Content) -> bool:
    """Whether the graph holds the base again; not where some of it is gone or has another kind."""
    now = _content(graph)
    kept = {id_: labels for id_, labels in now.labels.items() if id_ in base.labels}
    edges = {id_: edge for id_, edge in now.edges.items() if id_ in base.edges}
    if kept != base.labels or edges != base.edges:
        return False
    if now.labels.keys() != kept.keys():
        added = list(now.labels.keys() - kept.keys())
        for start in range(0, len(added), BATCH):
            graph.write_one(_DELETE_NODES, ids=added[start : start + BATCH])
    if between := [
        id_ for id_, edge in now.edges.items() if id_ not in base.edges and {edge[1], edge[2]} <= kept.keys()
    ]:
        graph.write_one(_DELETE_EDGES, ids=between)
    changed = [id_ for id_, properties in base.properties.items() if now.properties[id_] != properties]
    if changed:
        graph.write_one(_SET, nodes=[{"id": id_, "properties": base.properties[id_]} for id_ in changed])
    return True


def _content(graph: Graph) -> Content:
    nodes = graph.read_many(_NODES, marker=MARKER)
    return Content(
        {row["id"]: sorted(row["labels"]) for row in nodes},
        {row["id"]: row["properties"] for row in nodes},
        {row["id"]: row["edge"] for row in graph.read_many(_EDGES)},
    )


def _check_ours(graph: Graph) -> None:
    found = graph.read_one(_COUNT, marker=MARKER)
    if not found or not found["marked"]:
        pytest.fail("NEO4J_URI names a graph that holds data: tests would delete it. Name an empty one.")
