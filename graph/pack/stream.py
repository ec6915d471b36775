"""Appending what was done with a pack to a person's stream."""

from collections.abc import Callable
from typing import Any

from graph.audit import repository as audit
from graph.driver import Graph
from graph.errors import Conflict

Row = dict[str, Any]

_ATTEMPTS = 12


def appended(graph: Graph, person: str, write: Callable[[int, str], Row | None]) -> Row | None:
    """What `write(seq, head)` gives, tried again while the stream of `person` moves meanwhile.

    None where it gives nothing although the stream stood still: what it is about is not there any more. Raises
    Conflict if the stream keeps moving.
    """
    at = audit.stream_head(graph, person)
    for _ in range(_ATTEMPTS):
        row = write(*at)
        if row is not None:
            return row
        now = audit.stream_head(graph, person)
        if now == at:
            return None
        at = now
    raise Conflict({"stream": person})
