"""Recording that somebody reads several reviews at once, on a page or in a file that they take away."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from graph.audit.chain import Event, compose
from graph.audit.rows import UnreadRow
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound
from graph.queries import query

UNREAD = query("audit/unread", UnreadRow)
LOG_READINGS = query("audit/log_readings")

LOG_BATCH = 500
_ATTEMPTS = 8


def log_export(
    graph: Graph, context: Context, reviews: Sequence[str], action: str, facts: Mapping[str, Any], *, edge: str,
    capacity: str,
) -> None:  # fmt: skip
    """Records in the actor's stream the `action` with its facts and how many reviews the file holds, and that they read
    each of these (once a day and review), in the capacity that `edge` gives.

    Raises Conflict if the stream keeps moving, NotFound where the actor has none.
    """
    starts = range(0, len(reviews), LOG_BATCH) or [0]
    for start in starts:
        batch = list(reviews[start : start + LOG_BATCH])
        of = {"of": len(reviews)} if start == starts[-1] and reviews else {}
        _log(graph, context, batch, action, {**facts, "reviews": len(batch), **of}, edge, capacity)


def log_readings(graph: Graph, context: Context, reviews: Sequence[str], *, edge: str, capacity: str) -> None:
    """Records that the actor read each of some reviews on a page, as `log_export` does of a file."""
    for start in range(0, len(reviews), LOG_BATCH):
        _log(graph, context, list(reviews[start : start + LOG_BATCH]), "", {}, edge, capacity)


def _log(
    graph: Graph, context: Context, ids: list[str], action: str, facts: Mapping[str, Any], edge: str, capacity: str
) -> None:
    on = context.today.isoformat()
    for _ in range(_ATTEMPTS):
        row = cast(UnreadRow | None, graph.read_one(UNREAD, actor=context.actor, reviews=ids, on=on))
        if row is None:
            raise NotFound("person", context.actor)
        seq, head, events = row["seq"], row["head"], list[Event]()
        for one in row["unread"]:
            read = {"review": one["id"], "revision": one["revision"], "as": capacity}
            events.append(compose(context, context.actor, seq, head, "read_review", read, relied_on=edge))
            seq, head = events[-1].seq, events[-1].hash
        if action:
            events.append(compose(context, context.actor, seq, head, action, dict(facts), relied_on=edge))
        if not events:
            return
        done = graph.write_one(
            LOG_READINGS, actor=context.actor, seq=row["seq"], head=row["head"], on=on, reviews=ids,
            events=[one.params() for one in events], last=events[-1].params(),
        )  # fmt: skip
        if done is not None:
            return
    raise Conflict({"stream": context.actor})
