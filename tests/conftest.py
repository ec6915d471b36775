"""The engine and the graph that all tests share: Neo4j itself, embedded, or the server that NEO4J_URI names."""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from graph import schema
from graph.driver import Address, Graph, Row
from graph.embedded import EmbeddedNeo4j, Memory
from graph.people import passwords
from graph.queries import parse
from tests import made_once
from tests.budget import PROOF, TEST, Budget
from tests.engine import engine_in
from tests.reset_graph import empty, mark
from tests.soak.environment import free_port

Ask = Callable[..., list[Row]]

PAGES = Path(__file__).parent / "webapp"
HEAP_MB = 1024
"""What half an hour of every statement and its plans needs; with 384 an engine ended by OutOfMemoryError."""
_HEADER = "// A test's own statement.\n// access: {}\n// params: {}\n// returns: {}\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--proof`: sweeps go all the way (tests.budget)."""
    parser.addoption("--proof", action="store_true", help="all of each sweep, as `make proof` runs it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what only `make proof` runs, marks the tests of one feature's pages, and orders the rest for the
    workers, each of which begins with an equal part: the outages first, so that one of them runs them on one spare
    engine; and in each part what takes long before what does not, so that all end at the same time."""
    for item in items:
        if item.path.parent.parent == PAGES:
            item.add_marker("pages")
    if not config.getoption("--proof"):
        proofs = [item for item in items if item.get_closest_marker("proof")]
        items[:] = [item for item in items if item not in proofs]
        config.hook.pytest_deselected(items=proofs)
    items.sort(key=lambda item: "spare" not in getattr(item, "fixturenames", ()))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    ends = [len(items) * number // workers for number in range(workers + 1)]
    slow = {item.path for item in items for name in ("browser", "heavy", "sweep") if item.get_closest_marker(name)}
    for start, end in pairwise(ends):
        items[start:end] = sorted(items[start:end], key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Leaves what was imported and collected out of each later search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder of what all workers share (tests.made_once), and keeps the driver from writing down the engine's
    remarks, ten kilobytes each and several a statement, which pytest would keep in memory:
    `graph.neo4j_notifications` reads them where they are data."""
    logging.getLogger("neo4j.notifications").setLevel(logging.CRITICAL)
    if not hasattr(config, "workerinput"):
        folder = os.environ[made_once.FOLDER] = tempfile.mkdtemp()
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """`-n auto` means two at most: each worker has a Neo4j of its own."""
    return min(2, os.cpu_count() or 1)


@pytest.fixture(scope="session")
def budget(request: pytest.FixtureRequest) -> Budget:
    """How much of each sweep runs."""
    return PROOF if request.config.getoption("--proof") else TEST


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hashes passwords by argon2id at its least cost: at the product's, 0.17 s of processor time each, six hundred
    hashes of the tests' people would take a minute and a half. tests/graph/people/test_passwords.py asks for the
    product's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobody.cache_clear()
        yield


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Where this session's Neo4j is; one for each worker."""
    named = os.environ.get("NEO4J_URI")
    if named:
        environ = os.environ
        yield Address(
            named,
            environ.get("NEO4J_USER", "neo4j"),
            environ.get("NEO4J_PASSWORD", ""),
            environ.get("NEO4J_DATABASE", "neo4j"),
        )
        return
    with engine_in(tmp_path_factory.mktemp("engine"), Memory(HEAP_MB, 64), print) as address:
        yield address


@pytest.fixture(scope="session")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedNeo4j]:
    """An engine that tests of outages stop and start again, always on the same port."""
    spare = engine_in(tmp_path_factory.mktemp("spare"), Memory(256, 32), port=free_port())
    yield spare
    spare.stop()


@pytest.fixture(scope="session")
def graph(engine: Address) -> Iterator[Graph]:
    """The graph with its schema; the engine's warnings are failures."""
    graph = Graph.open(engine, strict=True)
    schema.migrate(graph)
    mark(graph)
    yield graph
    graph.close()


@pytest.fixture
def clean_graph(graph: Graph) -> Graph:
    """The graph without data. Only a graph that was empty when a test session first met it is ever emptied."""
    empty(graph)
    return graph


@pytest.fixture
def ask(graph: Graph) -> Ask:
    """Runs a test's own statement: `ask("read", "x", "MATCH … RETURN … AS x", key=value)` gives the rows."""

    def run(access: str, columns: str, statement: str, **params: object) -> list[Row]:
        returns = f"many ({columns})" if columns else "nothing"
        query = parse("tests/ask", _HEADER.format(access, ", ".join(params) or "none", returns) + statement)
        if not columns:
            graph.write_one(query, **params)
            return []
        return graph.read_many(query, **params) if access == "read" else graph.write_many(query, **params)

    return run
