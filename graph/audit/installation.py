"""The stream of the installation: its set-up, and drafts of cycles and frameworks.

A draft can be removed with all that it says, and a stream of its own would go with it. Once a cycle is being opened, or
a version is published, what follows stands in the stream of that cycle or framework.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph, Row
from graph.errors import Conflict
from graph.queries import query

INSTALLATION_HEAD = query("audit/installation_head")
STREAM = "installation"
_ATTEMPTS = 20


def append(
    graph: Graph,
    context: Context,
    action: str,
    facts: Mapping[str, Any],
    relied_on: str,
    write: Callable[[Mapping[str, Any]], Row | None],
) -> Row | None:
    """What `write` answers, which does something and appends the event that it is given, in one statement.

    `write` answers nothing where the stream has moved, or what it is about; it is called again for the first alone.
    Raises Conflict if the stream keeps moving.
    """
    before = _head(graph)
    for _ in range(_ATTEMPTS):
        event = compose(context, STREAM, *before, action, facts, relied_on=relied_on)
        row = write(event.params())
        if row is not None:
            return row
        now = _head(graph)
        if now == before:
            return None
        before = now
    raise Conflict({"stream": STREAM})


def _head(graph: Graph) -> tuple[int, str]:
    row = graph.read_one(INSTALLATION_HEAD)
    assert row
    return row["seq"], row["head"]
