"""16 clients at once, three reads to two saves, gunicorn with two workers; then the same without rendering."""

import http.client
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.floor import Floor
from tests.bench.people import review_id
from tests.bench.requests import JSON, Browser, Saves, statements_of
from tests.bench.watch import p95

CLIENTS, WORKERS, THREADS = 16, 2, 16
SECONDS, QUICK_SECONDS, WARM_SECONDS = 60, 6, 5
MIX = ("read", "save", "read", "save", "read")
PATIENCE = 120


@dataclass
class Client:
    """One person at one browser: what they ask for, and how it went."""

    read: str
    save: str
    saves: Saves
    headers: dict[str, str]
    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def mixed_load(bench: Bench) -> Iterator[Figure]:
    """Answers a second of the application and of its floor; the errors of both are counted."""
    house = bench.small
    people = [number * 60 // 3 * 3 + 3 for number in range(CLIENTS)]
    floor = bench.folder / "floor.pickle"
    write_floor(house, people, floor)
    with redis_server(bench.folder) as address:
        application = gunicorn("webapp.wsgi:app", settings_of(house, address))
        ours = _run(bench, application, [client_of(house, person, pages=True) for person in people])
    without = gunicorn("tests.bench.floor:app", {"BENCH_FLOOR": str(floor)})
    bare = _run(bench, without, [client_of(house, person, pages=False) for person in people])
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    times = [spent for client in ours for spent in client.milliseconds]
    errors = [error for client in ours for error in client.errors]
    assert times, f"no request was answered: {errors[:3]}"
    done, least = len(times), sum(len(client.milliseconds) for client in bare)
    note = f"{CLIENTS} clients, {seconds} s, {done:,} answers, p95 {p95(times):.0f} ms"
    yield Figure("mixed_load", done / seconds, "/s", Goal("ratio", least=0.5), least / seconds, note)
    note = "; ".join(sorted(set(errors))[:3])
    yield Figure("mixed_load_errors", len(errors), "errors", Goal("value", most=0), None, note)


def settings_of(house: House, redis: str) -> dict[str, str]:
    """What a server of the application needs to know of a company."""
    return {
        "PLUMBLINE_DATA": str(house.folder),
        "PLUMBLINE_TIME_ZONE": "Asia/Shanghai",
        "PLUMBLINE_WORKERS": str(WORKERS),
        "PLUMBLINE_REDIS_URL": redis,
        "NEO4J_URI": house.address.uri,
        "NEO4J_USER": house.address.user,
        "NEO4J_PASSWORD": house.address.password,
    }


def client_of(house: House, person: int, *, pages: bool = True) -> Client:
    """Somebody whose review is being written, at the application's pages or at the floor's."""
    saves = Saves(house, person)
    if pages:
        return Client(f"/reviews/{review_id(person)}", saves.path, saves, saves.headers)
    return Client(f"/read/{person}", f"/save/{person}", saves, {})


def write_floor(house: House, people: list[int], path: Path) -> None:
    """What each person's form and save send, for the server of statements alone."""
    reads, saves, size = {}, {}, 0
    for person in people:
        form = Browser(house, person).get(f"/reviews/{review_id(person)}")
        size = len(form())
        reads[person] = statements_of(house, form)
        saves[person] = statements_of(house, Saves(house, person).request())
    path.write_bytes(pickle.dumps(Floor(house.address, reads, saves, size)))


def _run(bench: Bench, server: AbstractContextManager[int], clients: list[Client]) -> list[Client]:
    """The clients after their time at the server; what the first seconds gave is not counted."""
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    with server as port:
        began = time.perf_counter() + WARM_SECONDS
        threads = [threading.Thread(target=work, args=(port, client, began, began + seconds)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return clients


def work(port: int, client: Client, began: float, end: float) -> None:
    """One client's requests over one connection, each after the answer to the one before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for step in cycle(MIX):
        now = time.perf_counter()
        if now >= end:
            return
        try:
            status = _ask(connection, client, step)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
            connection.close()
        if status != "200":
            client.errors.append(f"{step}: {status}")
        elif now >= began:
            client.milliseconds.append((time.perf_counter() - now) * 1000)


def _ask(connection: http.client.HTTPConnection, client: Client, step: str) -> str:
    """Sends one request; its status."""
    if step == "read":
        connection.request("GET", client.read, headers=client.headers)
    else:
        headers = {**client.headers, "Content-Type": JSON}
        connection.request("PUT", client.save, body=client.saves.body(), headers=headers)
    answer = connection.getresponse()
    answer.read()
    if step == "save" and answer.status == 200:
        client.saves.accepted()
    return str(answer.status)


@contextmanager
def gunicorn(app: str, settings: dict[str, str], workers: int = WORKERS) -> Iterator[int]:
    """gunicorn with the production's kind of worker on a free port, once it answers."""
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", str(THREADS), "--no-control-socket", "--log-level", "warning", app,
    ]  # fmt: skip
    with _ended(subprocess.Popen(command, env={**os.environ, **settings})):
        _await(port)
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as first:
            first.request("GET", "/")  # answered once a worker has planned its statements
            first.getresponse().read()
        yield port


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of the run's own, which two workers need to count sign-ins together; its address."""
    port = _free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with _ended(subprocess.Popen(command, stdout=subprocess.DEVNULL)):
        _await(port)
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(port: int) -> None:
    """Returns when something listens; raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")
