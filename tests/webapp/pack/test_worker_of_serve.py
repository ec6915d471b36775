"""The worker that `serve` runs beside itself, and signs of life of any worker."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.driver import Address
from graph.embedded import EmbeddedNeo4j
from tests.soak.environment import environment, free_port, serving
from tests.webapp.pack.conftest import Ground
from tests.webapp.pack.process import Worker, until
from tests.webapp.pack.test_worker_outages import ask, made

pytestmark = pytest.mark.sweep


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


def test_signs_of_life_can_be_asked_for(
    ground: Ground, engine: Address, start: Callable[..., Worker], tmp_path: Path
) -> None:
    def check() -> tuple[int, str]:
        asked = Worker(engine, tmp_path / "data", {}, "--check")
        return asked.code(), asked.said()

    assert check() == (1, "Error: no worker has been running lately.\n")
    start()
    until(lambda: check() == (0, ""), "the worker is seen")
