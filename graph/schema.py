"""Constraints and indexes, applied in the order of their files, the names that data bears, and the words by which the
catalogue is searched; each a no-op where it stands already.

A stamp in the graph says which version of all this it has: to look at a schema costs a cold engine seconds.
"""

import hashlib
import re

from graph import tokens
from graph.driver import Graph
from graph.errors import QueryContractError
from graph.framework import search_words
from graph.people import deputies
from graph.people import search as people_search
from graph.queries import Query, query, schema_files

INDEXES = query("schema/indexes")
AWAIT_INDEXES = query("schema/await_indexes")
MAKE_NAMES = query("schema/make_names")
STAMP = query("schema/stamp")
SET_STAMP = query("schema/set_stamp")
ONLINE = "ONLINE"
FILL_SECONDS = 120
"""How long a migration waits for new indexes over existing data."""

_NAME = re.compile(r"\bCREATE (?:CONSTRAINT|(?:FULLTEXT |TEXT )?INDEX) (\w+) IF NOT EXISTS\b")
_DROPPED = re.compile(r"\bDROP (?:CONSTRAINT|INDEX) (\w+) IF EXISTS\b")


def ensure(graph: Graph) -> list[str]:
    """Migrates unless the graph's stamp says that its schema is the present one; the names of what was added.

    Who drops an index by hand is not noticed here: `migrate` looks. Raises what `migrate` raises.
    """
    stamp = graph.read_one(STAMP)
    return [] if stamp and stamp["version"] == version() else migrate(graph)


def migrate(graph: Graph) -> list[str]:
    """Brings the schema to what the files say and waits for the indexes; the names of what was added.

    Raises GraphUnavailable, or Conflict where stored data breaks a constraint.
    """
    states = _states(graph)
    missing = {name for name in declared() if states.get(name) != ONLINE}
    for statement in schema_files():
        if name_of(statement) in (states if drops(statement) else missing):
            graph.apply_schema(statement)
    if missing:
        graph.read_one(AWAIT_INDEXES, seconds=FILL_SECONDS)
    names = tokens.names()
    graph.write_one(MAKE_NAMES, labels=names.labels, types=names.types, properties=names.properties)
    search_words.fill(graph)
    people_search.fill(graph)
    deputies.fill(graph)
    graph.write_one(SET_STAMP, version=version())  # last: a migration that was cut short has no stamp, or the old one
    return [name for name in declared() if name in missing]


def version() -> str:
    """What the stamp of a graph says whose schema is that of the files."""
    texts = [f"{statement.name}\n{statement.text}" for statement in schema_files()]
    return hashlib.sha256("\n".join([*texts, repr(tokens.names()), str(search_words.FORM)]).encode()).hexdigest()


def check(graph: Graph) -> list[str]:
    """The names of constraints and indexes that are not there or not ready, in the order of their files."""
    states = _states(graph)
    return [name for name in declared() if states.get(name) != ONLINE]


def declared() -> list[str]:
    """The name of each constraint and index, in the order of their files."""
    return [name_of(statement) for statement in schema_files() if not drops(statement)]


def drops(statement: Query) -> bool:
    """Whether a schema file takes away what an earlier release had."""
    return bool(_DROPPED.search(statement.text))


def name_of(statement: Query) -> str:
    """What a schema file creates or drops; QueryContractError if it is not one such statement."""
    names = [*_NAME.findall(statement.text), *_DROPPED.findall(statement.text)]
    if len(names) != 1:
        raise QueryContractError(f"{statement.name}: one CREATE … name IF NOT EXISTS, or DROP … name IF EXISTS, a file")
    return str(names[0])


def _states(graph: Graph) -> dict[str, str]:
    return {row["name"]: row["state"] for row in graph.read_many(INDEXES)}
