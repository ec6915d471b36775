"""Constraints and indexes: applied in the order of their files, each a no-op where it stands already."""

import re

from graph.driver import Graph
from graph.errors import QueryContractError
from graph.queries import Query, query, schema_files

INDEXES = query("schema/indexes")
AWAIT_INDEXES = query("schema/await_indexes")
FILL_SECONDS = 120
"""How long a migration waits for new indexes over existing data."""

_NAME = re.compile(r"\bCREATE (?:CONSTRAINT|(?:FULLTEXT )?INDEX) (\w+) IF NOT EXISTS\b")


def migrate(graph: Graph) -> list[str]:
    """Brings the schema to what the files say and waits for the indexes; the names of what was added.

    Raises GraphUnavailable, or Conflict where stored data breaks a constraint.
    """
    missing = set(check(graph))
    if not missing:
        return []
    for statement in schema_files():
        if name_of(statement) in missing:
            graph.apply_schema(statement)
    graph.read_one(AWAIT_INDEXES, seconds=FILL_SECONDS)
    return [name for name in declared() if name in missing]


def check(graph: Graph) -> list[str]:
    """The names of constraints and indexes that are not there or not ready, in the order of their files."""
    ready = {row["name"] for row in graph.read_many(INDEXES) if row["state"] == "ONLINE"}
    return [name for name in declared() if name not in ready]


def declared() -> list[str]:
    """The name of each constraint and index, in the order of their files."""
    return [name_of(statement) for statement in schema_files()]


def name_of(statement: Query) -> str:
    """What a schema file creates; QueryContractError if it is not one `CREATE … IF NOT EXISTS`."""
    found = _NAME.findall(statement.text)
    if len(found) != 1:
        raise QueryContractError(f"{statement.name}: one CREATE … name IF NOT EXISTS per file")
    return str(found[0])
