"""What a verification reads: statements in, rows out."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.driver import Graph
from graph.queries import query
from graph.verification import rows

STREAMS = query("verification/streams")
EVENTS = query("verification/events", rows.EventsRow)
LOOSE = query("verification/loose")
REVIEWS = query("verification/reviews", rows.ReviewRow)
PEOPLE = query("verification/people", rows.PersonRow)
SESSIONS = query("verification/sessions", rows.SessionRow)
VERSIONS = query("verification/versions")


def streams(graph: Graph) -> list[dict[str, Any]]:
    """Every stream: stream, kind, seq, head, and a review's state and revision."""
    return graph.read_many(STREAMS)


def events(graph: Graph, owners: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The events that hang on some owners of streams (stream, kind), but reviews."""
    return graph.read_many(EVENTS, streams=[{"stream": one["stream"], "kind": one["kind"]} for one in owners])


def loose(graph: Graph) -> list[dict[str, Any]]:
    """Events, signatures and assessments that hang on nothing: stream, seq, what."""
    return graph.read_many(LOOSE)


def reviews(graph: Graph, ids: Sequence[str]) -> list[Any]:
    """What pages read of some reviews, with their events."""
    return graph.read_many(REVIEWS, reviews=list(ids))


def people(graph: Graph, ids: Sequence[str]) -> list[Any]:
    """What some people are by their edges."""
    return graph.read_many(PEOPLE, people=list(ids))


def sessions(graph: Graph, ids: Sequence[str]) -> list[Any]:
    """Seats and reviews of some sessions."""
    return graph.read_many(SESSIONS, sessions=list(ids))


def versions(graph: Graph) -> list[dict[str, Any]]:
    """Every published framework version."""
    return graph.read_many(VERSIONS)
