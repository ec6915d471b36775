"""The tables that HR takes out of a cycle. What is read of others is logged as any reading is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from graph.audit.exports import log_export
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.cycle_export.rows import AnswersRow, ExportedReviewRow, PeopleRow
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.queries import query
from graph.review.enums import SIGNED, SIGNED_STATES

PEOPLE = query("cycle_export/people", PeopleRow)
ANSWERS = query("cycle_export/answers", AnswersRow)

BATCH = 200


@dataclass(frozen=True)
class CycleReviews:
    """A cycle and its reviews, a row each."""

    cycle: Cycle
    rows: tuple[ExportedReviewRow, ...]


def reviews(graph: Graph, context: Context, cycle: str) -> CycleReviews:
    """Every review of a cycle, without a word of anybody. Raises NotFound, Forbidden unless the actor is HR today."""
    row = cast(
        PeopleRow | None,
        graph.read_one(
            PEOPLE, cycle=cycle, actor=context.actor, today=context.today.isoformat(), signed=SIGNED_STATES,
        ),
    )  # fmt: skip
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    return CycleReviews(cycle_of(row["cycle"]), tuple(row["reviews"]))


def readable(context: Context, found: CycleReviews) -> tuple[str, ...]:
    """The reviews whose answers the actor may read: the signed ones of others."""
    return tuple(row["id"] for row in found.rows if row["state"] in SIGNED and row["person"]["id"] != context.actor)


def answers(graph: Graph, context: Context, ids: Sequence[str]) -> Iterator[AnswersRow]:
    """What was said in reviews that are signed and not the actor's own, one review after the other, as `ids` are."""
    who = {"actor": context.actor, "today": context.today.isoformat(), "signed": SIGNED_STATES}
    for start in range(0, len(ids), BATCH):
        batch = list(ids[start : start + BATCH])
        rows = {row["review"]: cast(AnswersRow, row) for row in graph.read_many(ANSWERS, reviews=batch, **who)}
        yield from (rows[one] for one in batch if one in rows)


def log(graph: Graph, context: Context, cycle: str, what: str, ids: Sequence[str]) -> None:
    """Logs in the actor's stream that they exported `what` of a cycle, and so read `ids` (once a day and review).

    Before the file is given out. Raises Conflict if the stream keeps moving.
    """
    edge = f"HAS_CAPACITY/{context.actor}>hr_admin"
    log_export(graph, context, ids, "export_cycle", {"cycle": cycle, "what": what}, edge=edge, capacity="hr_admin")
