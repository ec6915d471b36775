"""The names that data bears are known to the engine before any data bears them."""

import neo4j
import pytest

from graph import tokens
from graph.driver import Address, Graph
from graph.queries import all_queries

pytestmark = pytest.mark.heavy

UNKNOWN = ("01N50", "01N51", "01N52")


def test_names_are_read_from_statements_and_headers() -> None:
    names = tokens.names()
    assert {"Person", "Schema", "FrameworkVersion", "Words"} <= set(names.labels)
    assert {"REPORTS_TO", "AT", "TOWARDS", "READ"} <= set(names.types)
    assert {"ended_sessions", "comment_digest", "on_behalf_of", "order", "lock"} <= set(names.properties)
    assert not {"row", "draft_of", "event", "properties", "node"} & set(names.properties)


def test_after_a_migration_no_query_names_what_the_engine_does_not_know(engine: Address, graph: Graph) -> None:
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
    ):
        for query in all_queries():
            explained = session.run("EXPLAIN " + query.text).consume()
            assert not [
                notice.status_description for notice in explained.gql_status_objects if notice.gql_status in UNKNOWN
            ], query.name
