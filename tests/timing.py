"""Whether the time of an answer tells what may not be known: `python -m tests.timing`.

Prints the median and the 95th percentile, in milliseconds, of requests that differ in one thing only: the account or
the object exists, or does not. Both of a pair are asked in turn, so that what slows the machine slows both. Not a test:
a busy machine would fail it. What a test can count is in tests/webapp/test_times.py.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from graph import schema
from graph.calibration import service as calibration
from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j, Memory
from graph.people import service as people
from graph.planning import plan_queries
from graph.review.enums import State
from tests.access_world import World, build_world
from tests.company import COLLEAGUE, EMPLOYEE, MEMBER
from tests.reset_graph import mark
from tests.webapp.page_client import PASSWORD
from tests.webapp.raw_client import RawClient
from webapp.extensions import limiter

TIMES = 200
WARM = 20
Request = Callable[[], object]


def main(times: int) -> None:
    """Measures and prints every pair."""
    with TemporaryDirectory() as folder, _graph(Path(folder)) as graph:
        measure(graph, Path(folder) / "data", times)


def measure(graph: Graph, folder: Path, times: int) -> None:
    """Prints every pair on an empty graph."""
    world = build_world(graph, folder)
    limiter.enabled = False
    people.set_password(graph, world.company.context("set-up"), EMPLOYEE, PASSWORD)
    print(f"{'':46}{'exists':>16}{'does not':>16}\n{'':46}{'median':>8}{'p95':>8}{'median':>8}{'p95':>8}")
    for name, there, not_there in [*_objects(world), *_sign_ins(world)]:
        one, other = _in_turn(there, not_there, times)
        print(f"{name:46}" + "".join(f"{figure:8.2f}" for times in (one, other) for figure in _of(times)), flush=True)


@contextmanager
def _graph(folder: Path) -> Iterator[Graph]:
    with EmbeddedNeo4j(folder / "engine", memory=Memory(384, 64)) as address:
        graph = Graph.open(address)
        schema.migrate(graph)
        mark(graph)
        plan_queries(graph)
        yield graph
        graph.close()


def _in_turn(one: Request, other: Request, times: int) -> tuple[list[float], list[float]]:
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(WARM + times):
        for request, taken in zip((one, other), found, strict=True):
            began = time.perf_counter()
            request()
            if turn >= WARM:
                taken.append((time.perf_counter() - began) * 1000)
    return found


def _of(taken: Sequence[float]) -> tuple[float, float]:
    return median(taken), quantiles(taken, n=20)[18]


def _sign_ins(world: World) -> Iterator[tuple[str, Request, Request]]:
    def sign_in(login: str) -> Request:
        client = RawClient(world.app, world.company.graph, "", "")

        def request() -> None:
            sent = {"csrf_token": client.token, "login": login, "password": "a wrong password"}
            answer = client.client.post("/sign-in", data=sent)
            assert "Wrong sign-in name or password" in answer.text

        return request

    yield "sign-in, wrong password: account", sign_in(EMPLOYEE), sign_in("emplozee")
    yield "sign-in, wrong password: one without password", sign_in(COLLEAGUE), sign_in("colleagve")


def pairs(world: World) -> Iterator[tuple[str, str, str, str]]:
    """What there is and somebody may not know: its name, who asks, its address, and one of the same length that nothing
    has."""
    pack = calibration.session(world.company.graph, world.company.context(MEMBER), "theirs").packs[0].id
    signed = world.places[State.SIGNED_OFF]
    parts = [
        (f"{state.value} review: /reviews/<id>", f"/reviews/{place['review']}", place["review"])
        for state, place in world.places.items()
    ]
    parts += [
        ("its report", f"/reviews/{signed['review']}/report.pdf", signed["review"]),
        ("its history", f"/reviews/{signed['review']}/history", signed["review"]),
        ("an action on it", f"/reviews/{signed['review']}/actions/cancel", signed["review"]),
        ("a session", "/calibration/theirs", "theirs"),
        ("a person in it", f"/calibration/theirs/people/{signed['review']}", "theirs"),
        ("a pack", f"/packs/{pack}/pack.pdf", pack),
    ]
    for name, path, part in parts:
        yield name, "colleague", path, path.replace(part, _other(part))
    yield "a session of others", "member elsewhere", "/calibration/theirs", "/calibration/theirx"


def _objects(world: World) -> Iterator[tuple[str, Request, Request]]:
    for name, persona, there, not_there in pairs(world):
        client = world.raw_client(persona)
        yield name, asks(client, there), asks(client, not_there)


def asks(client: RawClient, path: str) -> Request:
    """Asks for what the client may not know, or what is not there."""

    def request() -> None:
        assert client.send("GET", path).status_code == 404, path

    return request


def _other(name: str) -> str:
    """A name of the same length that nothing has."""
    return name[:-1] + ("x" if name[-1] != "x" else "y")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
