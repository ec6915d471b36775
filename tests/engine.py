"""Neo4j as tests start it: it lives shortly, and its graph is emptied again and again."""

from collections.abc import Callable
from pathlib import Path

from graph.embedded import EmbeddedNeo4j, Memory
from graph.embedded.fetch import ensure, jar_folder
from graph.embedded.jars import read_lock
from graph.embedded.process import archive_of

KEEP_PLANS = {
    "dbms.cypher.min_replan_interval": "1h",
    "dbms.cypher.statistics_divergence_threshold": "1.0",
}
"""An emptied graph has other counts, by which Neo4j plans; each time it would plan every statement anew. In production
this would keep plans that were made when the graph was small."""
ONE_COMPILER = "-XX:TieredStopAtLevel=1"
"""The second compiler pays after hours, not in minutes."""


def engine_in(
    folder: Path, memory: Memory, log: Callable[[str], None] = lambda _: None, port: int = 0
) -> EmbeddedNeo4j:
    """An engine with its data in `folder`, not yet started."""
    options = [ONE_COMPILER]
    archive = archive_of(ensure(read_lock(), jar_folder(), log))
    if archive.exists():
        options += [f"-XX:SharedArchiveFile={archive}", "-Xlog:cds=off"]
    return EmbeddedNeo4j(folder, log, memory, port, java_options=options, settings=KEEP_PLANS)
