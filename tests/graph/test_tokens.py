"""The names that data bears are known to the engine before any data bears them; tests/meta/test_cypher.py asks it."""

from graph import tokens


def test_names_are_read_from_statements_and_headers() -> None:
    names = tokens.names()
    assert {"Person", "Schema", "FrameworkVersion", "Words"} <= set(names.labels)
    assert {"REPORTS_TO", "AT", "TOWARDS", "READ"} <= set(names.types)
    assert {"ended_sessions", "comment_digest", "on_behalf_of", "order", "lock"} <= set(names.properties)
    assert not {"row", "draft_of", "event", "properties", "node"} & set(names.properties)
