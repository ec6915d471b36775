"""Packs go on: without Neo4j for a while, without the worker that `serve` runs beside itself; and one can ask for signs
of life."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph import schema
from graph.calibration.packs import PackState
from graph.driver import Address, Graph
from graph.embedded import EmbeddedNeo4j
from graph.pack import service
from tests.company import MEMBER
from tests.reset_graph import mark
from tests.soak.environment import environment, free_port, serving
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


def test_serve_starts_its_worker_again_and_takes_it_along(ground: Ground, engine: Address) -> None:
    data = ground.settings.data_folder
    data.mkdir(parents=True, exist_ok=True)
    given = environment(data, free_port(), "", 1)
    given |= {"NEO4J_URI": engine.uri, "NEO4J_USER": engine.user, "NEO4J_PASSWORD": engine.password}
    with serving(data, given) as server:
        first = beside(server.pid)
        first.kill()
        until(lambda: beside(server.pid).pid != first.pid, "another worker is started")
        pack = ask(ground)
        made(ground, pack)
        second, workers = beside(server.pid), psutil.Process(server.pid).children()
        psutil.Process(server.pid).kill()
        assert psutil.wait_procs([second, *workers], timeout=60)[1] == []


@pytest.mark.proof
def test_the_engine_of_serve_outlives_a_web_worker(tmp_path: Path) -> None:
    with serving(tmp_path, environment(tmp_path, free_port(), "", 1)) as server:
        own = words_of(psutil.Process(server.pid))
        first = child(server.pid, lambda words: words == own)
        first.terminate()
        psutil.wait_procs([first], timeout=60)
        assert child(server.pid, lambda words: words == own).pid != first.pid
        assert EmbeddedNeo4j.running(tmp_path / "graph")
        assert beside(server.pid).is_running()


def beside(server: int) -> psutil.Process:
    """The worker that a server runs beside itself, as soon as there is one."""
    return child(server, lambda words: "--beside" in words)


def child(server: int, wanted: Callable[[list[str]], bool]) -> psutil.Process:
    """The child of a server whose words are wanted, as soon as there is one."""
    found: list[psutil.Process] = []

    def look() -> bool:
        found[:] = [one for one in psutil.Process(server).children() if wanted(words_of(one))]
        return bool(found)

    until(look, "the server has such a child")
    return found[0]


def words_of(process: psutil.Process) -> list[str]:
    try:
        return [str(word) for word in process.cmdline()]
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def test_signs_of_life_can_be_asked_for(ground: Ground, engine: Address, start: Start, tmp_path: Path) -> None:
    def check() -> tuple[int, str]:
        asked = Worker(engine, tmp_path / "data", {}, "--check")
        return asked.code(), asked.said()

    assert check() == (1, "Error: no worker has been running lately.\n")
    start()
    until(lambda: check() == (0, ""), "the worker is seen")
