"""Which names of a graph's data no migration makes."""

from graph import tokens
from tests.conftest import Ask


def undeclared_names(ask: Ask) -> set[str]:
    """Labels, relationship types and properties that data bears and `graph.tokens` does not know of."""
    rows = ask("read", "name", "MATCH (n) WHERE NOT 'PlumblineTests' IN labels(n) UNWIND labels(n) AS name RETURN name")
    rows += ask("read", "name", "MATCH (n) UNWIND keys(n) AS name RETURN DISTINCT name")
    rows += ask("read", "name", "MATCH ()-[r]->() UNWIND keys(r) + type(r) AS name RETURN DISTINCT name")
    names = tokens.names()
    return {row["name"] for row in rows} - {*names.labels, *names.types, *names.properties}
