"""Every endpoint of the application behaves as the table of personas says, and none is without a line in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from graph.driver import Graph
from graph.queries import parse
from graph.review.enums import Party, State
from tests.access_world import PERSONAS, STATES, World, build_world, new_app
from tests.budget import Budget, in_fifths
from tests.company import EMPLOYEE
from tests.meta.access_table import OF_OTHERS, PLAIN, REVIEW, Line, lines_of
from tests.webapp.existence_leaks import Probe, beside_nothing, existence_leaks
from webapp.access import routes, signed_in
from webapp.extensions import limiter

pytestmark = pytest.mark.heavy

SIGNING_OUT = {"people.sign_out", "people.sign_out_everywhere"}
SNAPSHOT = parse(
    "tests/snapshot",
    "// Where each review stands.\n// access: read\n// params: none\n// returns: many (id, seq, state, head, written)\n"
    "MATCH (review:Review) WHERE review.id > '' RETURN review.id AS id, review.seq AS seq, review.state AS state, "
    "review.head AS head, COLLECT { MATCH (review)-[:HAS_ASSESSMENT]->(side) RETURN [side.id, side.draft] "
    "ORDER BY side.id } AS written ORDER BY review.id",
)


@pytest.fixture(scope="module")
def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> World:
    return build_world(graph, tmp_path_factory.mktemp("data"))


def sign_of(response: TestResponse, method: str) -> str:
    """The sign of the table for an answer; the number for one that the table does not know."""
    code = response.status_code
    if code == 401 or (code == 302 and method == "GET" and response.headers["Location"].startswith("/sign-in")):
        return "s"
    if 300 <= code < 400:
        return ">" if method == "GET" else "+"
    if code == 200 or (code == 422 and method != "GET"):
        return "+"
    return {409: "!", 403: "3", 404: "4"}.get(code, str(code))


def differences(world: World, persona: str, lines: Iterable[Line], at: int, values: dict[str, str]) -> Iterator[str]:
    """What the persona finds otherwise than the table says in its column `at`, and whether what is refused wrote."""
    raw_client, place, graph = world.raw_client(persona), list(PERSONAS).index(persona), world.company.graph
    before = graph.read_many(SNAPSHOT)
    for line in lines:
        path, expected = line.path.format(**values), line.cells[at][place]
        with world.app.test_request_context():
            endpoint, _values = world.app.url_map.bind("").match(path.partition("?")[0], method=line.method)
        if endpoint != line.endpoint:
            yield f"{line.method} {path}: leads to {endpoint}, not {line.endpoint}"
        may_write = line.method != "GET" and expected == "+"
        if may_write and graph.read_many(SNAPSHOT) != before:
            yield f"{persona}: before {line.method} {path}: refused, and yet something changed"
        answer = raw_client.send(line.method, path, line.sends)
        found = sign_of(answer, line.method)
        if found != expected:
            yield f"{persona}: {line.method} {path} ({line.sends}): {found}, not {expected}"
        elif found == ">" and raw_client.arrives(answer).status_code != 200:
            yield f"{persona}: {line.method} {path}: is led to a page that is not open"
        if may_write:
            before = graph.read_many(SNAPSHOT)
        if line.endpoint in SIGNING_OUT:
            raw_client = world.raw_client(persona)
    if graph.read_many(SNAPSHOT) != before:
        yield f"{persona}: refused, and yet something changed"


def assert_none(found: Iterable[str]) -> None:
    listed = list(found)
    assert not listed, "\n" + "\n".join(listed)


def unlisted(app: Flask, lines: Iterable[Line]) -> set[tuple[str, str]]:
    """Endpoints and methods without a line."""
    return _endpoints(app) - {(line.endpoint, line.method) for line in lines}


def without_route(app: Flask, lines: Iterable[Line]) -> set[tuple[str, str]]:
    """Lines whose endpoint and method the application does not have."""
    return {(line.endpoint, line.method) for line in lines} - _endpoints(app)


def _endpoints(app: Flask) -> set[tuple[str, str]]:
    return {(route.endpoint, method) for route in routes(app) for method in route.methods}


@pytest.mark.parametrize("persona", PERSONAS)
def test_who_gets_in_where(world: World, persona: str) -> None:
    assert_none(differences(world, persona, PLAIN, 0, {}))


@pytest.mark.sweep
@pytest.mark.parametrize(("persona", "state"), in_fifths(list(PERSONAS), STATES))
def test_who_gets_in_where_at_a_review(world: World, persona: str, state: State) -> None:
    assert_none(differences(world, persona, REVIEW, STATES.index(state), world.places[state]))


@pytest.mark.parametrize("persona", PERSONAS)
def test_what_is_of_others_stays_closed(world: World, persona: str) -> None:
    assert_none(differences(world, persona, OF_OTHERS, 0, world.other))


SIGNED_IN = [persona for persona in PERSONAS if persona != "stranger"]


@pytest.mark.parametrize("persona", SIGNED_IN)
def test_what_may_not_be_known_answers_like_what_is_not_there(world: World, persona: str) -> None:
    asks, place = Probe(world.raw_client(persona), world.company.graph), list(PERSONAS).index(persona)
    assert_none(existence_leaks(asks, OF_OTHERS, 0, place, world.other))


@pytest.mark.sweep
@pytest.mark.parametrize("persona", SIGNED_IN)
def test_a_review_that_may_not_be_known_answers_like_one_that_is_not_there(
    world: World, budget: Budget, persona: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", False)  # more codes than one person may try in a minute
    asks, place = Probe(world.raw_client(persona), world.company.graph), list(PERSONAS).index(persona)
    for at, state in enumerate(STATES):
        if not budget.every_reader and (at + place) % 3 != 1:  # others than those of the test above
            continue
        assert_none(f"{state}: {fault}" for fault in existence_leaks(asks, REVIEW, at, place, world.places[state]))


@pytest.mark.parametrize("persona", SIGNED_IN)
def test_sessions_packs_and_cycles_of_others_answer_like_those_that_are_not_there(world: World, persona: str) -> None:
    asks, place = Probe(world.raw_client(persona), world.company.graph), list(PERSONAS).index(persona)
    pairs = list(beside_nothing(PLAIN))
    assert {line.endpoint for line, _nothing in pairs} >= {"calibration.session", "pack.ask", "pack.pdf", "cycle.cycle"}
    for line, nothing in pairs:
        if line.cells[0][place] == nothing.cells[0][place] != "s":
            assert asks.seen(line, {}) == asks.seen(nothing, {}), f"{persona}: {line.method} {line.path}"


def test_every_route_has_a_line_and_every_line_a_route(world: World) -> None:
    assert unlisted(world.app, PLAIN + REVIEW) == set()
    assert without_route(world.app, PLAIN + REVIEW + OF_OTHERS) == set()


def test_the_guard_sees_a_new_route_and_a_line_too_many(world: World, tmp_path: Path) -> None:
    app = new_app(world.company.graph, tmp_path)
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret", methods=["GET", "POST"])
    assert unlisted(app, PLAIN + REVIEW) == {("forgotten", "GET"), ("forgotten", "POST")}
    line = lines_of("gone.page GET /gone - ssssssssssssss")
    assert without_route(app, PLAIN + line) == {("gone.page", "GET")}
    with pytest.raises(ValueError, match=r"\[13\] signs"):
        lines_of("gone.page GET /gone - sssssssssssss")


def test_the_guard_sees_another_answer_and_a_write(world: World, tmp_path: Path) -> None:
    app = new_app(world.company.graph, tmp_path)
    company, review = world.company, world.places[State.SELF_DRAFT]["review"]

    def careless(review_id: str) -> tuple[str, int]:
        company.rate(review_id, EMPLOYEE, Party.SELF)
        return "", 403

    app.add_url_rule("/careless/<review_id>", "careless", signed_in(careless), methods=["POST"])
    app.add_url_rule("/open", "open", signed_in(lambda: "in"))
    seen = replace(world, app=app)
    lines = lines_of("""
open     GET  /open              - s3333333333333
careless POST /careless/{review} - s3333333333333
""")
    found = list(differences(seen, "colleague", lines, 0, {"review": review}))
    assert found == [
        "colleague: GET /open (-): +, not 3",
        "colleague: refused, and yet something changed",
    ]
