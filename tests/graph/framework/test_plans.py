"""No statement of the catalogue or of loading walks over all nodes of a label."""

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from graph.driver import Address, Graph
from graph.queries import Query, all_queries

FRAMEWORK = [q for q in all_queries() if q.name.startswith("framework/")]


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.mark.parametrize("q", FRAMEWORK, ids=lambda q: q.name)
def test_no_scan(q: Query, graph: Graph, engine: Address) -> None:
    graph.ping()
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
    ):
        plan = session.run("EXPLAIN " + q.text).consume().plan
    assert plan
    scans = {operator for operator in _operators(plan) if operator in ("NodeByLabelScan", "AllNodesScan")}
    assert not scans
