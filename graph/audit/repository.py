"""Events and signatures in the graph: statements in, rows out."""

from collections.abc import Sequence
from typing import Any

from graph.audit.chain import Event
from graph.audit.rows import EventsRow, SignedRow
from graph.context import Context
from graph.driver import Graph
from graph.queries import query

LOG_READING = query("audit/log_reading")
STREAM_HEAD = query("audit/stream_head")
STREAMS = query("audit/streams")
EVENTS = query("audit/events", EventsRow)
SIGNED = query("audit/signed", SignedRow)


def log_reading(graph: Graph, context: Context, seq: int, head: str, event: Event, review: str) -> bool:
    """Appends the reading to the reader's stream; False if the stream moved since."""
    row = graph.write_one(
        LOG_READING,
        actor=context.actor,
        seq=seq,
        head=head,
        event=event.params(),
        review=review,
        on=context.today.isoformat(),
    )
    return row is not None


def stream_head(graph: Graph, person: str) -> tuple[int, str]:
    """(seq, head) of a person's stream."""
    row = graph.read_one(STREAM_HEAD, person=person)
    return (row["seq"], row["head"]) if row else (0, "")


def streams(graph: Graph) -> list[dict[str, Any]]:
    """Every stream: stream, kind, seq, head, and a review's state and revision."""
    return graph.read_many(STREAMS)


def events(graph: Graph, of: Sequence[str]) -> list[dict[str, Any]]:
    """The events of some streams in order, each with its words."""
    return graph.read_many(EVENTS, streams=list(of))


def signed(graph: Graph, reviews: Sequence[str]) -> list[dict[str, Any]]:
    """What was signed in some reviews, with the ratings of both sides."""
    return graph.read_many(SIGNED, reviews=list(reviews))
