"""Neo4j as tests start it: its graph is emptied again and again."""

from collections.abc import Callable
from pathlib import Path

from graph.embedded import EmbeddedNeo4j, Memory

KEEP_PLANS = {
    "dbms.cypher.min_replan_interval": "1h",
    "dbms.cypher.statistics_divergence_threshold": "1.0",
}
"""An emptied graph has other counts, by which Neo4j plans; each time it would plan every statement anew. In production
this would keep plans that were made when the graph was small."""
COLLECTOR = "Serial"
"""Takes a tenth less processor time than G1 for what tests do; what it costs, pauses under load, no test is about."""


def engine_in(
    folder: Path, memory: Memory, log: Callable[[str], None] = lambda _: None, port: int = 0
) -> EmbeddedNeo4j:
    """An engine with its data in `folder`, not yet started."""
    return EmbeddedNeo4j(folder, log, memory, port, settings=KEEP_PLANS, collector=COLLECTOR)
