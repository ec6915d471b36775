"""The driver module: shapes, access, errors and counts, on the engine."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import neo4j
import pytest

from graph.driver import Address, Graph
from graph.errors import GraphUnavailable, QueryContractError
from graph.planning import plan_queries
from graph.queries import Query, parse
from graph.sample_parameters import ID, samples
from tests.conftest import Ask


def query(statement: str, *, access: str = "read", params: str = "none", returns: str = "one (x)") -> Query:
    return parse(
        "tests/query", f"// A test.\n// access: {access}\n// params: {params}\n// returns: {returns}\n{statement}"
    )


ONE = query("RETURN 1 AS x")


@pytest.fixture
def lax(engine: Address) -> Iterator[Graph]:
    graph = Graph.open(engine)
    yield graph
    graph.close()


def test_one_row_many_rows_and_none(graph: Graph) -> None:
    assert graph.read_one(ONE) == {"x": 1}
    assert graph.read_one(query("UNWIND [] AS x RETURN x")) is None
    many = query("UNWIND $of AS x RETURN x, {y: [x]} AS m", params="of", returns="many (x, m)")
    assert graph.read_many(many, of=["a", None]) == [{"x": "a", "m": {"y": ["a"]}}, {"x": None, "m": {"y": [None]}}]


def test_writes_give_their_rows(clean_graph: Graph) -> None:
    made = query("CREATE (p:Person {id: $id}) RETURN p.id AS x", access="write", params="id")
    assert clean_graph.write_one(made, id="E-001") == {"x": "E-001"}
    silent = query("MATCH (p:Person {id: $id}) SET p.name = 'n'", access="write", params="id", returns="nothing")
    assert clean_graph.write_one(silent, id="E-001") is None
    several = query("MATCH (p:Person) SET p.login = p.id RETURN p.login AS x", access="write", returns="many (x)")
    assert clean_graph.write_many(several) == [{"x": "E-001"}]


def test_a_call_that_does_not_fit_its_query_is_refused(graph: Graph) -> None:
    before = graph.round_trips
    for wrong in (
        lambda: graph.read_many(ONE),
        lambda: graph.write_one(ONE),
        lambda: graph.read_one(ONE, x=1),
        lambda: graph.read_one(query("RETURN $a AS x", params="a")),
        lambda: graph.apply_schema(ONE),
    ):
        with pytest.raises(QueryContractError):
            wrong()
    assert graph.round_trips == before


@pytest.mark.parametrize(
    "broken",
    [
        query("RETURN 1 AS y"),
        query("UNWIND [1, 2] AS x RETURN x"),
        query("RETURN 1 AS x +"),
        query("RETURN date() AS x"),
        query("MATCH (n:Persn) RETURN n.id AS x"),
        query("MATCH (n:Person) RETURN n.logn AS x"),
        query("MATCH (:Person)-[:REPORT_TO]->(n:Person) RETURN n.id AS x"),
        query("CALL db.createLabel('Sneaked') RETURN 1 AS x"),
    ],
    ids=lambda broken: broken.text.splitlines()[-1],
)
def test_an_answer_that_does_not_fit_its_header_is_refused(graph: Graph, broken: Query) -> None:
    with pytest.raises(QueryContractError, match="tests/query"):
        graph.read_one(broken)


def test_a_statement_whose_time_is_over_while_it_waits_for_a_lock_is_no_fault_of_its_file(
    clean_graph: Graph, ask: Ask, engine: Address
) -> None:
    ask("write", "", "CREATE (:Person {id: 'a'})")
    late = replace(
        query("MATCH (p:Person {id: 'a'}) SET p.login = 'late' RETURN p.login AS x", access="write"), seconds=1
    )
    with _held(engine), pytest.raises(GraphUnavailable) as refused:
        clean_graph.write_one(late)
    assert refused.value.why == "timeout"
    assert clean_graph.write_one(replace(late, seconds=60)) == {"x": "late"}


def test_no_driver_type_leaves(clean_graph: Graph, ask: Ask) -> None:
    ask("write", "", "CREATE (:Person {id: 'a'})")
    with pytest.raises(QueryContractError, match="holds a Node"):
        clean_graph.read_one(query("MATCH (n:Person {id: 'a'}) RETURN n AS x"))


def test_warnings_are_failures_only_in_tests(lax: Graph) -> None:
    assert lax.read_one(query("MATCH (n:Persn) RETURN n.id AS x")) is None


def test_the_engine_knows_which_query_runs(lax: Graph) -> None:
    named = query("SHOW TRANSACTIONS YIELD metaData WHERE metaData.query = 'tests/query' RETURN metaData.query AS x")
    assert lax.read_one(named) == {"x": "tests/query"}


def test_each_thread_counts_its_own_round_trips(graph: Graph) -> None:
    graph.reset_round_trips()
    other: list[int] = []

    def elsewhere() -> None:
        graph.read_one(ONE)
        other.append(graph.round_trips)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    graph.read_one(ONE)
    graph.read_one(ONE)
    assert (graph.round_trips, other) == (2, [1])


def test_writers_that_deadlock_are_tried_again(clean_graph: Graph, ask: Ask) -> None:
    ask("write", "", "CREATE (:Person {id: 'a', n: 0}), (:Person {id: 'b', n: 0})")
    both = query(
        "MATCH (p:Person {id: $first}) SET p.n = p.n + 1 WITH p MATCH (q:Person {id: $second}) SET q.n = q.n + 1",
        access="write",
        params="first, second",
        returns="nothing",
    )
    errors: list[Exception] = []

    def fight(first: str, second: str) -> None:
        try:
            for _ in range(40):
                clean_graph.write_one(both, first=first, second=second)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=fight, args=pair) for pair in (("a", "b"), ("b", "a")) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    # Counted under the lock that SET takes first or not at all: what matters here is that nobody failed.
    assert len(ask("read", "n", "MATCH (p:Person) RETURN p.n AS n")) == 2


def test_no_two_statements_under_way_share_a_driver(clean_graph: Graph, ask: Ask, engine: Address) -> None:
    ask("write", "", "CREATE (:Person {id: 'a'})")
    waits = query("MATCH (p:Person {id: 'a'}) SET p.login = 'l' RETURN 1 AS x", access="write")
    graph = Graph.open(engine)
    with _held(engine):
        thread = threading.Thread(target=graph.write_one, args=(waits,))
        thread.start()
        with graph._drivers.one():
            until = time.monotonic() + 10
            while len(graph._drivers.all()) < 2 and time.monotonic() < until:
                time.sleep(0.01)
            assert len(graph._drivers.all()) == 2
            assert graph.read_one(ONE) == {"x": 1}
            assert len(graph._drivers.all()) == 3
    thread.join()
    graph.close()


def test_a_read_over_broken_connections_is_asked_again(lax: Graph, engine: Address) -> None:
    assert lax.read_one(ONE) == {"x": 1}
    assert _cut_off(engine) >= 1
    assert lax.read_one(ONE) == {"x": 1}


@contextmanager
def _held(engine: Address) -> Iterator[None]:
    """Another transaction keeps the lock of person a, as a frozen process would."""
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
        session.begin_transaction() as frozen,
    ):
        frozen.run("MATCH (p:Person {id: 'a'}) SET p.login = 'held'").consume()
        yield


def _cut_off(engine: Address) -> int:
    """Breaks every connection of the project to the engine; how many there were."""
    auth = (engine.user, engine.password)
    with neo4j.GraphDatabase.driver(engine.uri, auth=auth, user_agent="test") as other:
        found = other.execute_query(
            "CALL dbms.listConnections() YIELD connectionId, userAgent WHERE userAgent = 'plumbline' "
            "WITH collect(connectionId) AS ids CALL dbms.killConnections(ids) YIELD connectionId RETURN connectionId"
        )
        return len(found.records)


@pytest.mark.heavy
def test_warming_plans_every_file(graph: Graph) -> None:
    plan_queries(graph)


def test_who_asks_while_it_is_planned_waits_for_the_plan(graph: Graph) -> None:
    planned = graph._planning[ONE.name] = threading.Event()
    asked = threading.Thread(target=graph.read_one, args=(ONE,))
    asked.start()
    asked.join(0.3)
    assert asked.is_alive()
    del graph._planning[ONE.name]
    planned.set()
    asked.join(30)
    assert not asked.is_alive()


@pytest.mark.parametrize(
    ("statement", "params", "kinds"),
    [
        ("MATCH (n {id: $id}) WHERE n.s IN $states RETURN 1 AS x", "id, states", {"id": ID, "states": [ID] * 3}),
        ("UNWIND $rows AS row RETURN row.id AS x LIMIT $limit", "rows, limit", {"rows": [{"id": ID}], "limit": 1}),
        ("RETURN [p IN $pairs | p.a] AS x", "pairs", {"pairs": [{"id": ID}]}),
        ("RETURN $event.id AS x", "event", {"event": {"id": ID}}),
    ],
)
def test_a_query_is_warmed_with_values_like_the_real_ones(
    statement: str, params: str, kinds: dict[str, object]
) -> None:
    assert samples(query(statement, params=params)) == kinds


def test_an_engine_that_is_not_there_is_unavailable() -> None:
    graph = Graph.open(Address("bolt://127.0.0.1:1", "neo4j", "none"), patience=0.5)
    began = time.monotonic()
    with pytest.raises(GraphUnavailable):
        graph.read_one(ONE)
    with pytest.raises(GraphUnavailable):
        graph.ping()
    with pytest.raises(GraphUnavailable):
        plan_queries(graph)
    assert time.monotonic() - began < 5
    graph.close()


def test_a_wrong_password_is_unavailable_and_not_shown(engine: Address) -> None:
    graph = Graph.open(replace(engine, password="wrong-password"))
    with pytest.raises(GraphUnavailable) as error:
        graph.read_one(ONE)
    assert "wrong-password" not in str(error.value)
    assert engine.password not in repr(engine)
    graph.close()


def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(GraphUnavailable, match="ftp://nowhere"):
        Graph.open(Address("ftp://nowhere", "neo4j", "x"))
