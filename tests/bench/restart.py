"""`plumbline serve` on existing data: how long to the first full page, and how slow the first visit of a page is."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

from tests.bench.bench import SMALL, Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.people import review_id
from tests.bench.requests import cookie
from tests.bench.watch import middle, milliseconds

PATIENCE = 120
VISITS = 30
WAIT = 0.05
QUIET_SECONDS, QUIET_PERCENT = 3.0, 15.0


def restart_to_first_page(bench: Bench) -> Iterator[Figure]:
    """From the command to the start page of a signed-in person; then each page's first visit by its warm time."""
    with closing(House(bench.folder / "restart", SMALL)) as house:
        writer, manager = house.staff.writer(1), house.staff.manager(1)
        pages = {
            "/": manager,
            "/team": manager,
            f"/reviews/{review_id(writer)}": writer,
            f"/reviews/{review_id(writer)}/check": writer,
            f"/reviews/{review_id(writer)}/history": writer,
            f"/skills/{house.slug('Skill', 'skill-3')}": writer,
            f"/roles/{house.slug('Role', 'wide')}": writer,
            "/skills": writer,
            "/roles": writer,
            "/domains": writer,
            "/account": writer,
        }
        cookies = {path: cookie(house.app, person) for path, person in pages.items()}
    with serving(house.folder) as (port, _server):
        yield Figure("restart_to_first_page", _first_page(port, cookies["/"]), "s", Goal("value", most=9.0))
        yield _first_visits("first_visit", port, cookies)
    with serving(house.folder) as (port, server):
        _first_page(port, cookies["/"])
        _wait_for_plans(server)
        yield _first_visits("first_visit_planned", port, cookies)


def _first_page(port: int, value: str) -> float:
    """The seconds from now to the whole start page."""
    began = time.perf_counter()
    while not answers(port, value):
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError(f"`plumbline serve` gave no page within {PATIENCE} s")
        time.sleep(WAIT)
    return time.perf_counter() - began


def _wait_for_plans(server: int) -> None:
    """Returns when the engine of a server has done with planning ahead: it takes next to no processor time."""
    (engine,) = (one for one in psutil.Process(server).children() if any("host.py" in word for word in one.cmdline()))
    engine.cpu_percent()
    until = time.monotonic() + PATIENCE
    while engine.cpu_percent(QUIET_SECONDS) > QUIET_PERCENT:
        if time.monotonic() > until:
            raise TimeoutError(f"the engine still works after {PATIENCE} s")


def _first_visits(name: str, port: int, cookies: dict[str, str]) -> Figure:
    """The page whose first visit is slowest beside its warm time; the start page was met before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    worst: tuple[float, float, float, str] = (0, 0, 1, "")
    for path, value in list(cookies.items())[1:]:

        def visit(path: str = path, value: str = value) -> None:
            get(connection, path, value)

        first = milliseconds(visit)
        warm = middle([milliseconds(visit) for _ in range(VISITS)])
        worst = max(worst, (first / warm, first, warm, path))
    _, first, warm, path = worst
    return Figure(name, first, "ms", Goal("ratio", most=3.0), warm, f"the slowest of {len(cookies)}: {path}")


def answers(port: int, value: str) -> bool:
    """Whether the start page is there, whole."""
    try:
        get(http.client.HTTPConnection("127.0.0.1", port, timeout=30), "/", value)
    except (OSError, http.client.HTTPException, AssertionError):
        return False
    return True


def get(connection: http.client.HTTPConnection, path: str, value: str) -> None:
    """A page over a connection that stays open; raises AssertionError unless it is whole and 200."""
    connection.request("GET", path, headers={"Cookie": value})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{path}: {answer.status}"
    assert body.rstrip().endswith(b"</html>"), f"{path} is not whole"


@contextmanager
def serving(data: Path) -> Iterator[tuple[int, int]]:
    """`plumbline serve` over a data folder: its free port and its process, stopped afterwards as Ctrl-C does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    program = str(Path(sys.executable).parent / "plumbline")
    settings = {**os.environ, "PLUMBLINE_DATA": str(data), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai"}
    with subprocess.Popen([program, "serve", "--port", str(port)], env=settings, stdout=subprocess.DEVNULL) as server:
        try:
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
