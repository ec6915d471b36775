"""Locking a session with all of its reviews: one facilitator confirms what becomes final, another does the same, and it
is locked. Whatever is recorded of one of its reviews in between voids the first confirmation."""

from enum import StrEnum
from typing import Any

from graph.audit.chain import compose
from graph.calibration.outcome import PersonOutcome, SessionOutcome, outcome
from graph.calibration.table import CONFIRM_LOCK, SessionAction, SessionState
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, Reason, Refused
from graph.queries import query
from graph.review.authority import seat_edge
from graph.review.enums import State

CONFIRM = query("calibration/confirm_lock")
LOCK = query("calibration/lock")


ATTEMPTS = 3
"""So often a confirmation is tried where something else is recorded of the session at the same moment."""


class Confirmed(StrEnum):
    """What a confirmation came to: the first of two, or, as the second, the lock."""

    FIRST = "first"
    LOCKED = "locked"


def confirm(graph: Graph, context: Context, session: str, covers: str) -> Confirmed:
    """Confirms what a session would lock; the second facilitator who does locks it, all of its reviews or none.

    `covers` is the digest of it as the page showed it: of two who confirm the same at once one is the second. Raises
    NotFound, Forbidden, Conflict where it is not in session or anything was recorded since, Refused:
    `session_all_signed` and `undecided` naming reviews, `second_facilitator` where nobody else could confirm.
    """
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _confirm_now(graph, context, outcome(graph, context, session), covers)
        except _Moved:
            continue
    return _confirm_now(graph, context, outcome(graph, context, session), covers)


class _Moved(Conflict):
    """Something was recorded of the session between reading and writing."""


def _confirm_now(graph: Graph, context: Context, now: SessionOutcome, covers: str) -> Confirmed:
    if now.reader_is != "facilitator":
        raise Forbidden(SessionAction.LOCK, "facilitator")
    if now.state is not SessionState.IN_SESSION or now.covers != covers:
        raise Conflict({"session": now.id, "state": now.state.value})
    if reasons := reasons_against(context, now):
        raise Refused(reasons)
    first = now.first
    if first is not None and first.by.id != context.actor and first.covers == covers:
        _lock(graph, context, now, first.by.id)
        return Confirmed.LOCKED
    if first is None or first.covers != covers:
        _confirm(graph, context, now)
    return Confirmed.FIRST


def reasons_against(context: Context, now: SessionOutcome) -> tuple[Reason, ...]:
    """What keeps a session from being locked: reviews that are not signed off, people who are not decided about, no
    second facilitator who could confirm."""
    unsigned, undecided = (tuple(one.review for one in those) for those in (now.unsigned, now.undecided))
    others = [
        one for one in now.members
        if one.role == "facilitator" and one.person.id in now.there and one.person.id != context.actor
    ]  # fmt: skip
    return (
        *((Reason("session_all_signed", unsigned),) if unsigned or not now.people else ()),
        *((Reason("undecided", undecided),) if undecided else ()),
        *(() if others else (Reason("second_facilitator"),)),
    )


def _confirm(graph: Graph, context: Context, now: SessionOutcome) -> None:
    facts = {"covers": now.covers, "reviews": len(now.people)}
    event = compose(context, now.id, now.seq, now.head, CONFIRM_LOCK, facts, relied_on=_edge(context, now))
    row = graph.write_one(
        CONFIRM, session=now.id, actor=context.actor, today=context.today.isoformat(), seq=now.seq, head=now.head,
        covers=now.covers, event=event.params(),
    )  # fmt: skip
    if row is None:
        raise _Moved({"session": now.id})


def _lock(graph: Graph, context: Context, now: SessionOutcome, confirmed_by: str) -> None:
    facts = {
        "from": now.state.value, "to": SessionState.LOCKED.value, "reviews": [one.review for one in now.people],
        "covers": now.covers, "confirmed_by": confirmed_by,
    }  # fmt: skip
    closing = compose(context, now.id, now.seq, now.head, SessionAction.LOCK, facts, relied_on=_edge(context, now))
    row = graph.write_one(
        LOCK, session=now.id, actor=context.actor, today=context.today.isoformat(), seq=now.seq, head=now.head,
        covers=now.covers, confirmed_by=confirmed_by, event=closing.params(),
        rows=[_lock_row(context, now, one) for one in now.people], to=State.CALIBRATED.value,
        **{"from": State.SIGNED_OFF.value},
    )  # fmt: skip
    if not row or row["locked"] != len(now.people):
        raise _Moved({"session": now.id})


def _lock_row(context: Context, now: SessionOutcome, one: PersonOutcome) -> dict[str, Any]:
    facts = {
        "from": State.SIGNED_OFF.value,
        "to": State.CALIBRATED.value,
        "revision": one.revision,
        "session": now.id,
        "as": "facilitator",
    }
    event = compose(context, one.review, one.seq, one.head, "lock", facts, relied_on=_edge(context, now))
    return {
        "review": one.review, "seq": one.seq, "head": one.head, "changed": len(one.changes), "event": event.params(),
    }  # fmt: skip


def _edge(context: Context, now: SessionOutcome) -> str:
    return seat_edge(context.actor, now.id, now.reader_is)
