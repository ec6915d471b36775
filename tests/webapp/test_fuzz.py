"""Requests that no page would send: nothing answers 5xx, tells of its inside, or acts without a token.

Each endpoint of the application gets its share from each persona, so that a new one is among them by itself. How many
there are in all says tests.budget. The same code meets the same requests, as hypothesis draws them from
a seed that is the persona's and the endpoint's.
"""

import io
import re
from binascii import crc32
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, got_request_exception
from hypothesis import HealthCheck, Phase, given, seed, settings
from werkzeug.test import create_environ, run_wsgi_app

from graph.driver import Graph
from graph.queries import parse
from graph.review.enums import Party, State
from tests.access_world import PERSONAS, World, build_world, new_app
from tests.budget import Budget
from tests.meta.access_table import OF_OTHERS, PLAIN, REVIEW
from tests.webapp.fuzz_strategies import INSIDE, METHODS, UNSAFE, FuzzRequest, Known, requests
from webapp.access import public, routes
from webapp.extensions import csrf, limiter

REFUSED = {308, 400, 401, 403, 404, 405, 413, 415}
"""308: two slashes in a row lead to the address with one."""
CHANCE = re.compile(r'nonce[-=]"?[\w+/=-]+|plumbline=[^;]*|csrf[_-]token" (?:value|content)="[^"]*"')
"""What an answer carries of the random generator, in which any short word may stand."""
SNAPSHOT = parse(
    "tests/everything",
    "// All that is stored, for a digest.\n// access: read\n// params: none\n// returns: many (kind, kept, edges)\n"
    "MATCH (node) RETURN labels(node) AS kind, properties(node) AS kept, "
    "COLLECT { MATCH (node)-[edge]->(to) RETURN [type(edge), properties(edge), to.id] } AS edges",
)


@pytest.fixture(scope="module")
def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world, with its errors answered as in production and no limit on attempts, which would end the fuzz early."""
    found = build_world(graph, tmp_path_factory.mktemp("data"))
    found.app.config["PROPAGATE_EXCEPTIONS"] = False
    limiter.enabled = False
    yield found
    limiter.enabled = True


PAGES_OF = {
    "stranger": (),
    "employee": (State.SELF_DRAFT, State.SHARED),
    "manager": (State.MANAGER_DRAFT, State.SIGNED_OFF),
    "hr": (State.SIGNED_OFF,),
    "head above": (State.CHALLENGED,),
    "auditor": (),
}
"""Whose pages are read for what their forms ask."""


@pytest.fixture(scope="module")
def known(world: World) -> Known:
    """What the pages of several personas name, and every id that an address of the access table carries."""
    fields: dict[str, set[str]] = {}
    for persona, states in PAGES_OF.items():
        raw_client, places = world.raw_client(persona), [{}, *(world.places[state] for state in states)]
        for place in places:
            for line in REVIEW if place else PLAIN:
                is_file = ".pdf" in line.path or ".xlsx" in line.path or "static" in line.endpoint
                if line.method == "GET" and not is_file:
                    _harvest(raw_client.send("GET", line.path.format(**place)).text, fields)
    fields.pop("csrf_token", None)
    ids = {value for place in (*world.places.values(), world.other) for value in place.values()} | {world.asked}
    ids |= {
        part
        for line in (*PLAIN, *REVIEW, *OF_OTHERS)
        for part in re.split(r"[/?=&]", line.path)
        if part and "{" not in part
    }
    ids |= set(PERSONAS.values()) - {""}
    return Known(tuple(sorted(ids)), {name: tuple(sorted(values))[:6] for name, values in fields.items()})


def _harvest(page: str, fields: dict[str, set[str]]) -> None:
    for tag in re.findall(r"<(?:input|textarea|select|button)\b[^>]*>", page):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name:
            fields.setdefault(name.group(1), set()).add(value.group(1) if value else "")


@dataclass
class Gate:
    """Sends fuzzed requests as one persona and collects what must not be."""

    world: World
    persona: str
    sent: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.raised: list[BaseException] = []
        self.refresh()

    def send(self, fuzzed: FuzzRequest, token: str) -> int:
        """The status of the answer to one request; a fault is noted."""
        self.sent += 1
        self.raised.clear()
        try:
            parts, line, given = run_wsgi_app(self.world.app, self._environ(fuzzed, token), buffered=True)
        except Exception as error:  # what goes past the error pages is a fault like any other
            self.faults.append(f"{self.persona}: {error!r}: {fuzzed!r}")
            return 500
        status, heads, whole = int(line.split()[0]), str(given), b"".join(parts)
        said = b"" if whole.startswith(b"%PDF") else whole
        text = CHANCE.sub("", heads + said.decode("utf-8", "replace"))
        if status >= 500 or self.raised:
            self.faults.append(f"{self.persona}: {status} {self.raised[:1]!r}: {fuzzed!r}")
        elif told := INSIDE.search(text):
            self.faults.append(f"{self.persona}: {status} tells {told.group(0)!r}: {fuzzed!r}")
        elif "x-injected" in heads.lower():
            self.faults.append(f"{self.persona}: {status} a header was put in: {fuzzed!r}")
        return status

    def _environ(self, fuzzed: FuzzRequest, token: str) -> dict[str, Any]:
        environ = create_environ("/", method="POST")
        environ |= {
            "PATH_INFO": fuzzed.path.decode("latin-1"),
            "QUERY_STRING": fuzzed.query.decode("latin-1"),
            "CONTENT_LENGTH": fuzzed.length or str(len(fuzzed.body)),
            "REQUEST_METHOD": fuzzed.method,
            "wsgi.input": io.BytesIO(fuzzed.body),
            "HTTP_COOKIE": self.cookie,
        }
        for name, value in fuzzed.headers:
            key = "HTTP_" + name.upper().replace("-", "_")
            environ[key] = f"{self.cookie}; {value}" if name == "Cookie" else value
        if token:
            environ["HTTP_X_CSRFTOKEN"] = token
        if fuzzed.type is not None:
            environ["CONTENT_TYPE"] = fuzzed.type
        return environ

    def refresh(self) -> None:
        """Signs in anew where a request has signed the persona out."""
        self.raw_client = self.world.raw_client(self.persona)
        kept = self.raw_client.client.get_cookie("plumbline")
        assert kept is not None
        self.cookie = f"plumbline={kept.value}"


def run(
    gate: Gate,
    known: Known,
    methods: tuple[str, ...],
    each: float,
    then: Callable[[FuzzRequest, int], None],
    token: bool,
) -> None:
    """Sends `each` requests at every endpoint; of less than one, one at some, at others as another persona."""
    step, start = max(1, round(1 / each)), list(PERSONAS).index(gate.persona)

    def note(_sender: Flask, exception: BaseException, **_extra: object) -> None:
        gate.raised.append(exception)

    with got_request_exception.connected_to(note, gate.world.app):
        in_order = sorted(routes(gate.world.app), key=lambda route: (route.rule, route.methods))
        for route in in_order[start % step :: step]:

            @seed(crc32(f"{gate.persona} {route.rule} {route.methods} {token}".encode()))
            @settings(
                max_examples=ceil(each),
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            )
            @given(requests(route, known, methods))
            def each_request(fuzzed: FuzzRequest) -> None:
                then(fuzzed, gate.send(fuzzed, gate.raw_client.token if token else ""))

            each_request()
            gate.refresh()


def digest(graph: Graph) -> str:
    """A digest of all that is stored."""
    rows = sorted(
        repr((row["kind"], sorted(row["kept"].items()), sorted(map(repr, row["edges"]))))
        for row in graph.read_many(SNAPSHOT)
    )
    return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()


@pytest.fixture(scope="module")
def each(budget: Budget, world: World) -> tuple[float, float]:
    """Requests for each endpoint and persona, without a token and with it; less than one leaves some out by turns."""
    share = budget.requests / len(PERSONAS) / len(routes(world.app))
    return share / 3, share * 2 / 3


@pytest.mark.sweep
@pytest.mark.parametrize("persona", PERSONAS)
def test_no_request_without_a_token_does_anything(
    world: World, known: Known, each: tuple[float, float], persona: str
) -> None:
    gate = Gate(world, persona)
    before = digest(world.company.graph)

    def refused(fuzzed: FuzzRequest, status: int) -> None:
        if status not in REFUSED:
            gate.faults.append(f"{persona}: {status} without a token: {fuzzed!r}")

    run(gate, known, UNSAFE, each[0], refused, token=False)
    print(f"{gate.sent} requests without a token as {persona}")
    assert not gate.faults, "\n" + "\n".join(gate.faults)
    assert digest(world.company.graph) == before


@pytest.mark.sweep
@pytest.mark.parametrize("persona", PERSONAS)
def test_nothing_breaks_and_nothing_tells_of_the_inside(
    world: World, known: Known, each: tuple[float, float], persona: str
) -> None:
    gate = Gate(world, persona)
    run(gate, known, METHODS, each[1], lambda fuzzed, status: None, token=True)
    print(f"{gate.sent} requests with a token as {persona}")
    assert not gate.faults, "\n" + "\n".join(gate.faults)


def test_the_guard_sees_what_breaks_what_tells_and_what_acts(world: World, tmp_path: Path) -> None:
    graph = world.company.graph
    app = new_app(graph, tmp_path)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def acting() -> str:
        world.company.rate(world.places[State.SELF_DRAFT]["review"], PERSONAS["employee"], Party.SELF)
        return ""

    for name, view in {"breaks": lambda: str(int("x")), "tells": lambda: "ValueError", "acts": acting}.items():
        app.add_url_rule(f"/{name}", name, csrf.exempt(public(view)), methods=["POST"])
    gate, before = Gate(replace(world, app=app), "employee"), digest(graph)
    found = {name: gate.send(FuzzRequest("POST", b"/" + name.encode(), b"", None, b"", (), None), "") for name in
             ("breaks", "tells", "acts")}  # fmt: skip
    assert found == {"breaks": 500, "tells": 200, "acts": 200}
    assert [fault.split(": POST")[0] for fault in gate.faults] == [
        "employee: 500 []",
        "employee: 200 tells 'ValueError'",
    ]
    assert digest(graph) != before
