"""Times do not tell what there is: who may not know a thing costs the graph what a thing costs that is not there.

Counted, not timed: statements, and what the engine looks at for each. tests/timing.py takes the times.
"""

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from werkzeug.test import TestResponse

from graph.driver import Address, Graph, Row
from graph.queries import Query
from graph.review.enums import State
from tests.access_world import World, build_world
from tests.timing import pairs
from tests.webapp.raw_client import RawClient

pytestmark = pytest.mark.heavy

MOST = 200
"""Database hits more than for what is not there: whether the reader can be anything to it is asked first, and takes
some hundred. Everything about one review takes thousands."""


@pytest.fixture(scope="module")
def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> World:
    return build_world(graph, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def session(engine: Address, graph: Graph) -> Iterator[neo4j.Session]:
    """A session in which the statements of an answer are profiled."""
    with (
        neo4j.GraphDatabase.driver(
            engine.uri, auth=(engine.user, engine.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session(database=engine.database) as session,
    ):
        yield session


class Counting:
    """Sends requests and counts what they cost the graph."""

    def __init__(self, world: World, session: neo4j.Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self._session, self._asked = session, list[tuple[Query, dict[str, Any]]]()
        run = world.company.graph._run

        def noted(q: Query, params: dict[str, Any]) -> list[Row]:
            self._asked.append((q, params))
            return run(q, params)

        monkeypatch.setattr(world.company.graph, "_run", noted)

    def cost(
        self, raw_client: RawClient, method: str, path: str, sends: str
    ) -> tuple[TestResponse, list[tuple[str, int]]]:
        """The answer, and its statements with their database hits."""
        self._asked.clear()
        answer = raw_client.send(method, path, sends)
        return answer, [(q.name, self._hits(q, params)) for q, params in list(self._asked)]

    def _hits(self, q: Query, params: dict[str, Any]) -> int:
        with self._session.begin_transaction() as asked:
            profile = asked.run("PROFILE " + q.text, params).consume().profile
            asked.rollback()
        assert profile
        return total(profile)


def total(profile: dict[str, Any]) -> int:
    """The database hits of a plan."""
    return int(profile.get("dbHits", 0)) + sum(total(child) for child in profile.get("children", ()))


def timed_requests(world: World) -> list[tuple[str, str, str, str, str, str]]:
    """Name, persona, method, address, address of nothing, body: the pairs that are timed, and what is sent to them."""
    found = [(name, persona, "GET", path, other, "-") for name, persona, path, other in pairs(world)]
    review, code = world.places[State.SIGNED_OFF]["review"], world.places[State.SIGNED_OFF]["code"]
    for name, path, sends in (("a rating", "ratings", "self"), ("a piece of evidence", "evidence", "piece")):
        at = (f"/reviews/{review}/{path}", f"/reviews/{review[:-1]}x/{path}")
        found.append((name, "colleague", "PUT" if path == "ratings" else "POST", *at, sends))
    for persona in ("former manager", "framework editor"):
        found.append(
            (f"a review, for a {persona}", persona, "GET", f"/reviews/{review}", f"/reviews/{review[:-1]}x", "-")
        )
    found.append(("a file held against a code", "colleague", "POST", f"/verify/{code}", f"/verify/{code[:-1]}x", "-"))
    return found


def told_by_cost(
    counting: Counting, raw_client: RawClient, method: str, path: str, other: str, sends: str
) -> list[str]:
    """What the cost of an answer tells."""
    answer, there = counting.cost(raw_client, method, path, sends)
    nothing, not_there = counting.cost(raw_client, method, other, sends)
    assert (answer.status_code, nothing.status_code) == (404, 404), f"{method} {path}"
    if [name for name, _hits in there] != [name for name, _hits in not_there]:
        return [f"{method} {path}: {there}, not {not_there}"]
    both = [(name, hits, than) for (name, hits), (_name, than) in zip(there, not_there, strict=True)]
    return [f"{method} {path}: {name} hits {hits}, not {than}" for name, hits, than in both if hits - than > MOST]


def test_what_may_not_be_known_costs_what_nothing_costs(
    world: World, session: neo4j.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, found = Counting(world, session, monkeypatch), list[str]()
    for _name, persona, method, path, other, sends in timed_requests(world):
        found += told_by_cost(counting, world.raw_client(persona), method, path, other, sends)
    assert not found, "\n" + "\n".join(found)
