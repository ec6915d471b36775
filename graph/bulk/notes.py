"""Extending due dates and reminding: acts of HR that keep the state, one event a review, in batches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, cast

from graph.audit.chain import compose
from graph.bulk.models import Outcome
from graph.bulk.reminding import to_remind
from graph.bulk.rows import ManyRow, ReviewsRow
from graph.clock import to_iso
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import DATES, Cycle
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import UNSIGNED, State

REVIEWS = query("bulk/reviews", ReviewsRow)
NOTE_MANY = query("bulk/note_many")
EXTEND_CYCLE = query("bulk/extend_cycle")

BATCH = 500
SELF_OPEN = frozenset({State.ASSIGNED, State.SELF_DRAFT})
MOVABLE = DATES[1:]
"""The days of an open cycle that can move, only later; the opening day is past, or what people were told."""


@dataclass(frozen=True)
class Reviews:
    """Reviews of a cycle with the end of the cycle's stream."""

    cycle: Cycle
    seq: int
    head: str
    rows: tuple[ManyRow, ...]


def read(graph: Graph, context: Context, cycle: str, ids: Collection[str] = ()) -> Reviews:
    """A cycle with its reviews, or with those of `ids`. Raises NotFound, Forbidden unless the actor is HR today."""
    row = cast(
        ReviewsRow | None,
        graph.read_one(REVIEWS, cycle=cycle, actor=context.actor, today=context.today.isoformat(), ids=list(ids)),
    )
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    stored = row["cycle"]
    return Reviews(cycle_of(stored), stored.get("seq") or 0, stored.get("head") or "", tuple(row["reviews"]))


def extend(
    graph: Graph,
    context: Context,
    cycle: str,
    ids: Collection[str],
    self_due: date | None,
    manager_due: date | None,
) -> Outcome:
    """Moves due dates of some reviews to later days; a day that is not later leaves a review as it is.

    Each review whose dates move says so to its holder until they act. Refused one by one: `not_later`, `past_due`
    (nobody waits for it), `own_review`, `moved` (somebody was faster).
    """
    found = read(graph, context, cycle, ids)
    refused: dict[str, tuple[Reason, ...]] = {}
    changes: dict[str, dict[str, Any]] = {}
    for row in found.rows:
        new = _later(row, self_due, manager_due)
        if row["person"]["id"] == context.actor:
            refused[row["id"]] = (Reason("own_review"),)
        elif State(row["state"]) not in UNSIGNED:
            refused[row["id"]] = (Reason("past_due"),)
        elif not new:
            refused[row["id"]] = (Reason("not_later"),)
        else:
            changes[row["id"]] = new
    return _noted(graph, context, found, "extend", changes, refused)


def extend_cycle(graph: Graph, context: Context, cycle: str, days: Mapping[str, date]) -> tuple[str, ...]:
    """Moves days of an open cycle to later ones; the reviews whose due dates are to move with them, by `extend`.

    Raises Refused `not_later` (a day), `date_order`, `cycle_not_open`; Conflict where the cycle moved meanwhile.
    """
    found = read(graph, context, cycle)
    _check_days(found.cycle, days)
    facts = {name: day.isoformat() for name, day in days.items()}
    edge = f"HAS_CAPACITY/{context.actor}>hr_admin"
    event = compose(context, cycle, found.seq, found.head, "extend_cycle", facts, relied_on=edge)
    done = graph.write_one(
        EXTEND_CYCLE, cycle=cycle, actor=context.actor, today=context.today.isoformat(), days=facts, seq=found.seq,
        head=found.head, event=event.params(),
    )  # fmt: skip
    if done is None:
        raise Conflict({"cycle": cycle})
    self_due, manager_due = days.get("self_due"), days.get("manager_due")
    living = [
        row["id"] for row in found.rows if State(row["state"]) in UNSIGNED and row["person"]["id"] != context.actor
    ]
    return tuple(living) if self_due or manager_due else ()


def remind(graph: Graph, context: Context, cycle: str, ids: Collection[str]) -> Outcome:
    """Reminds whoever holds each of some reviews: it stands on their start page until they act.

    `told` says whom, with their reviews: whoever sends mail begins there. Refused one by one: what
    `reminding.to_remind` says, and `moved`.
    """
    found = read(graph, context, cycle, ids)
    refused: dict[str, tuple[Reason, ...]] = {}
    changes: dict[str, dict[str, Any]] = {}
    told: dict[str, list[str]] = {}
    for row in found.rows:
        holder = to_remind(context, found.cycle, State(row["state"]), row["person"], row["manager"])
        if isinstance(holder, Reason):
            refused[row["id"]] = (holder,)
        else:
            changes[row["id"]] = {"reminded_at": to_iso(context.now), "reminded": holder}
            told.setdefault(holder, []).append(row["id"])
    outcome = _noted(graph, context, found, "remind", changes, refused)
    done = set(outcome.done)
    reached = {who: tuple(one for one in reviews if one in done) for who, reviews in told.items()}
    return Outcome(outcome.done, outcome.refused, told={who: reviews for who, reviews in reached.items() if reviews})


def _later(row: ManyRow, self_due: date | None, manager_due: date | None) -> dict[str, Any]:
    """What of a review's dates moves; its manager never has to sign before the self-assessment is due."""
    state = State(row["state"])
    new: dict[str, str] = {}
    if self_due and state in SELF_OPEN and self_due.isoformat() > row["self_due"]:
        new["self_due"] = self_due.isoformat()
    wanted = max(row["manager_due"], manager_due.isoformat() if manager_due else "", new.get("self_due", ""))
    if state in UNSIGNED and wanted > row["manager_due"]:
        new["manager_due"] = wanted
    return dict(new)


def _check_days(cycle: Cycle, days: Mapping[str, date]) -> None:
    if cycle.state != "open":
        raise Refused((Reason("cycle_not_open"),))
    reasons = [Reason("not_later", (name,)) for name, day in days.items() if day < getattr(cycle, name)]
    if not any(day > getattr(cycle, name) for name, day in days.items()):
        reasons = [Reason("not_later", tuple(days)[:1])]
    after = [(name, days.get(name, getattr(cycle, name))) for name in DATES]
    reasons += [
        Reason("date_order", (name, before))
        for (before, first), (name, day) in pairwise(after)
        if day < first and getattr(cycle, name) >= getattr(cycle, before)  # what was out of order before may stay so
    ]
    if reasons:
        raise Refused(tuple(reasons))


def _noted(
    graph: Graph,
    context: Context,
    found: Reviews,
    action: str,
    changes: Mapping[str, dict[str, Any]],
    refused: Mapping[str, tuple[Reason, ...]],
) -> Outcome:
    rows = [row for row in found.rows if row["id"] in changes]
    done: dict[str, None] = {}
    for start in range(0, len(rows), BATCH):
        batch = list(_events(context, action, rows[start : start + BATCH], changes))
        written = graph.write_many(
            NOTE_MANY, cycle=found.cycle.id, actor=context.actor, today=context.today.isoformat(), rows=batch
        )
        done |= dict.fromkeys(one["review"] for one in written)
    moved = {row["id"]: (Reason("moved"),) for row in rows if row["id"] not in done}
    return Outcome(tuple(done), {**refused, **moved})


def _events(
    context: Context, action: str, rows: Sequence[ManyRow], changes: Mapping[str, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    edge = f"HAS_CAPACITY/{context.actor}>hr_admin"
    for row in rows:
        new = changes[row["id"]]
        marked = {**new, "extended_at": to_iso(context.now)} if action == "extend" else new
        event = compose(context, row["id"], row["seq"], row["head"], action, dict(new), relied_on=edge)
        yield {"review": row["id"], "changes": marked, "event": event.params()}
