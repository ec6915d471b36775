"""Packs go on after a while without Neo4j."""

import signal
from collections.abc import Callable, Iterator

import pytest

from graph import schema
from graph.calibration.packs import PackState
from graph.driver import Address, Graph
from graph.embedded import EmbeddedNeo4j
from graph.pack import service
from tests.company import MEMBER
from tests.reset_graph import mark
from tests.webapp.pack.conftest import Ground
from tests.webapp.pack.process import Worker, until
from webapp.worker import application

pytestmark = pytest.mark.sweep

Start = Callable[..., Worker]


@pytest.fixture(scope="module")
def engine(spare: EmbeddedNeo4j) -> Address:
    """The spare one instead of the one that all others share."""
    return spare.start()


@pytest.fixture(scope="module")
def graph(engine: Address) -> Iterator[Graph]:
    """Its graph, with the schema."""
    graph = Graph.open(engine)
    schema.migrate(graph)
    mark(graph)
    yield graph
    graph.close()


def ask(ground: Ground) -> str:
    context = ground.company.context(MEMBER)
    return service.ask(ground.company.graph, context, "session-1", "en", "A4").id


def made(ground: Ground, pack: str) -> None:
    until(lambda: not ground.job(pack).unfinished, "the pack is made", 240)
    assert (ground.job(pack).state, ground.job(pack).why) == (PackState.READY, "")


def test_a_pack_outlives_an_outage_of_neo4j(spare: EmbeddedNeo4j, ground: Ground, start: Start) -> None:
    pack = ask(ground)
    worker = start()
    until(lambda: ground.job(pack).state is PackState.MAKING and ground.job(pack).of > 0, "a worker begins")
    worker.process.send_signal(signal.SIGSTOP)
    spare.stop()
    worker.process.send_signal(signal.SIGCONT)
    until(lambda: "the worker waits" in worker.said() or "waits:" in worker.said(), "the worker notices")
    assert worker.process.poll() is None
    spare.start()
    made(ground, pack)
    assert len(ground.stored()) == 1
    assert worker.end() == 0


@pytest.mark.proof
def test_an_engine_that_comes_back_plans_ahead_again(spare: EmbeddedNeo4j, ground: Ground, engine: Address) -> None:
    app = application(ground.settings.model_copy(update={"public_catalogue": True}), engine)
    graph: Graph = app.extensions["plumbline"].graph
    assert app.test_client().get("/skills").status_code == 200
    spare.stop()
    assert app.test_client().get("/skills").status_code == 503
    assert graph.away.is_set()
    spare.start()
    until(lambda: not graph.away.is_set(), "it is planned anew")
    assert app.test_client().get("/skills").status_code == 200
    graph.close()
