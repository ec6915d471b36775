"""What a soak stands on: a company of pairs in a data folder of its own, Redis, and a real `plumbline serve`."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph import schema
from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.review.enums import Party
from graph.text import Text
from tests.company import HIRED, MIDDLE, Company, build
from tests.soak.writers import name_of
from tests.webapp.page_client import PASSWORD

START_SECONDS = 180


@dataclass(frozen=True)
class Pair:
    """An employee, their manager, and the review that both write."""

    employee: str
    manager: str
    review: str


def build_company(folder: Path, pairs: int) -> tuple[list[Pair], dict[tuple[str, str], dict[str, int]]]:
    """Founds the company: each pair's review rated whole on both sides. Gives the pairs, and each side's versions."""
    with EmbeddedNeo4j(folder / "graph") as address:
        graph = Graph.open(address)
        try:
            schema.migrate(graph)
            company = build(graph, datetime.now(UTC))
            made = [_pair(company, number) for number in range(1, pairs + 1)]
            return made, {
                (pair.review, party.value): _versions(company, pair, party)
                for pair in made
                for party in (Party.SELF, Party.MANAGER)
            }
        finally:
            graph.close()


def _pair(company: Company, number: int) -> Pair:
    pair = Pair(f"soak-employee-{number}", f"soak-manager-{number}", f"rv-soak-{number}")
    context = company.context("set-up")
    for person in (pair.employee, pair.manager):
        name = Text(name_of(person), f"压测{number}")
        people.create_account(company.graph, context, NewAccount(person, person, name, f"{person}@plumbline.example"))
        people.set_password(company.graph, context, person, PASSWORD)
    placement = Placement(pair.employee, HIRED, level=MIDDLE, manager=pair.manager)
    people.place(company.graph, context, [placement], relied_on="soak")
    company.assign(pair.review, pair.employee)
    company.rate(pair.review, pair.employee, Party.SELF)
    company.rate(pair.review, pair.manager, Party.MANAGER)
    return pair


def _versions(company: Company, pair: Pair, party: Party) -> dict[str, int]:
    sheet = company.sheet(pair.review, pair.employee if party is Party.SELF else pair.manager)
    return {expectation: rating.version for (of, expectation), rating in sheet.ratings.items() if of is party}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis of our own; '' where there is none on this machine."""
    program = shutil.which("redis-server")
    if not program:
        yield ""
        return
    port = free_port()
    order = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with (folder / "redis.log").open("ab") as log, subprocess.Popen(order, stdout=log, stderr=log, cwd=folder) as child:
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            child.terminate()


@dataclass(frozen=True)
class Serving:
    """A running server: its process id, port, and the file in which it says what happens."""

    pid: int
    port: int
    log: Path


def environment(folder: Path, port: int, store: str, workers: int) -> dict[str, str]:
    """The settings of the server, and of commands beside it."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PLUMBLINE_", "NEO4J_"))}
    if "PLUMBLINE_JARS" in os.environ:
        given["PLUMBLINE_JARS"] = os.environ["PLUMBLINE_JARS"]
    return given | {
        "PLUMBLINE_DATA": str(folder),
        "PLUMBLINE_PORT": str(port),
        "PLUMBLINE_WORKERS": str(workers if store else 1),
        "PLUMBLINE_REDIS_URL": store,
        "PLUMBLINE_TIME_ZONE": "Asia/Shanghai",
    }


def command(*words: str) -> list[str]:
    """`plumbline` with these words, of this Python."""
    return [sys.executable, "-c", "from webapp.cli import main; main()", *words]


@contextmanager
def serving(folder: Path, settings: dict[str, str]) -> Iterator[Serving]:
    """`plumbline serve` until the end of the block, then asked to stop. Raises RuntimeError if it does not start."""
    log, port = folder / "serve.log", int(settings["PLUMBLINE_PORT"])
    with log.open("ab") as said, subprocess.Popen(command("serve"), env=settings, stdout=said, stderr=said) as server:
        try:
            _await_health(server, port, log)
            yield Serving(server.pid, port, log)
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(90)
            except subprocess.TimeoutExpired:
                server.kill()


def _await_health(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(START_SECONDS * 2):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"the server did not start; its last words:\n{log.read_text()[-2000:]}")
