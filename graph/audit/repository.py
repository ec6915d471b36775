"""The streams of people: statements in, rows out."""

from graph.audit.chain import Event
from graph.context import Context
from graph.driver import Graph
from graph.queries import query

LOG_READING = query("audit/log_reading")
APPEND = query("audit/append")
STREAM_HEAD = query("audit/stream_head")


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


def append(graph: Graph, context: Context, seq: int, head: str, event: Event) -> bool:
    """Appends to the actor's own stream; False if it moved since."""
    return graph.write_one(APPEND, actor=context.actor, seq=seq, head=head, event=event.params()) is not None


def stream_head(graph: Graph, person: str) -> tuple[int, str]:
    """(seq, head) of a person's stream."""
    row = graph.read_one(STREAM_HEAD, person=person)
    return (row["seq"], row["head"]) if row else (0, "")
