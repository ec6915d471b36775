"""A session with two people to read, the application on the real clock, and worker processes."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from graph.calibration import service as calibration
from graph.calibration.packs import PackJob
from graph.driver import Address, Graph
from graph.pack import service
from graph.people import service as people
from graph.review.enums import State
from tests.company import COLLEAGUE, MEMBER, Company, company_after
from tests.webapp.pack.process import Worker
from tests.webapp.page_client import PASSWORD, PageClient
from webapp import create_app
from webapp.settings import Settings, load

NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Ground:
    """The company with its session `session-1`, and an application that workers of `data` work for."""

    company: Company
    settings: Settings
    app: Flask

    def browser(self, person: str) -> PageClient:
        client = PageClient(self.app)
        people.set_password(self.company.graph, self.company.context("set-up"), person, PASSWORD)
        return client.sign_in(person)

    def job(self, pack: str, person: str = MEMBER) -> PackJob:
        return service.pack(self.company.graph, self.company.context(person), pack)

    def only(self, person: str = MEMBER) -> PackJob:
        """The newest pack."""
        return calibration.session(self.company.graph, self.company.context(person), "session-1").packs[0]

    def stored(self) -> list[Path]:
        folder = Path(self.settings.pack_store.removeprefix("file://") or self.settings.data_folder / "packs")
        return sorted(folder.rglob("pk-*")) if folder.exists() else []


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph, NOW)


def _in_session(company: Company) -> None:
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.session("session-1", ["rv-employee", "rv-colleague"])


@pytest.fixture
def make_ground(met: Company, tmp_path: Path) -> Callable[..., Ground]:
    def make(**changed: Any) -> Ground:
        settings = load({"PLUMBLINE_DATA": str(tmp_path / "data")}).model_copy(update=changed)
        app = create_app(settings, met.graph)
        app.testing = True
        return Ground(met, settings, app)

    return make


@pytest.fixture
def ground(make_ground: Callable[..., Ground]) -> Ground:
    return make_ground()


@pytest.fixture
def start(engine: Address, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts workers; those that still run at the end are ended."""
    started: list[Worker] = []

    def begin(**environment: str) -> Worker:
        started.append(Worker(engine, tmp_path / "data", environment))
        return started[-1]

    yield begin
    for one in started:
        one.end()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis of our own, on a free port of this machine."""
    program = shutil.which("redis-server")
    if not program:
        pytest.skip("redis-server is not installed here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait()
