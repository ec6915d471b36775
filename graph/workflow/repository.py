"""Transitions in the graph: statements in, records out; no rule."""

from collections.abc import Iterable
from typing import Any

from graph.audit.chain import Event
from graph.clock import from_iso
from graph.context import Context
from graph.driver import Graph
from graph.queries import query
from graph.review.enums import Capacity, Part, Recommendation, State
from graph.review.full_review import FullReview
from graph.review.models import PersonRef, SignOff
from graph.text import Text
from graph.workflow.commands import Done, Pin
from graph.workflow.effects import Effects
from graph.workflow.table import Row

ADVANCE = query("workflow/advance")


NOTE = query("workflow/note")


PIN_TEXTS = query("workflow/pin_texts")


def advance(graph: Graph, context: Context, row: Row, now: FullReview, effects: Effects, event: Event) -> Done | None:
    """Takes one row of the table; None if anything moved since `now` was read."""
    edge = dict(now.edges.get(row.who, {}))
    side = now.sheet.assessments.get(effects.draft_of) if effects.draft_of else None
    row_after = graph.write_one(
        ADVANCE,
        review=now.head.id,
        actor=context.actor,
        today=context.today.isoformat(),
        who=row.who.value,
        edge={key: edge.get(key, "") for key in ("kind", "from", "session", "start")},
        **{"from": now.head.state.value},
        to=effects.to.value,
        seq=now.head.seq,
        head=now.head.hash,
        draft_of=side.id if side else "",
        draft=side.draft if side else None,
        revision=effects.revision,
        changes=effects.changes,
        event=event.params(),
        words=[word.row() for word in event.words],
        copies=effects.copies,
        moves=effects.moves,
        pin=effects.pin,
        signature=effects.signature,
        adjustment=effects.adjustment,
        decision=effects.decision,
        overruled=effects.overruled,
        new_revision=row.new_revision,
        place=effects.place,
        opens=effects.opens,
    )
    if row_after is None:
        return None
    return Done(State(row_after["state"]), row_after["seq"], row_after["revision"], _signed(now, effects))


def note(
    graph: Graph, context: Context, now: FullReview, states: Iterable[State], event: Event, changes: dict[str, Any]
) -> Done | None:
    """Appends an event of the employee that keeps the state; None if anything moved since."""
    row_after = graph.write_one(
        NOTE,
        review=now.head.id,
        actor=context.actor,
        states=sorted(state.value for state in states),
        seq=now.head.seq,
        head=now.head.hash,
        event=event.params(),
        words=[word.row() for word in event.words],
        changes=changes,
    )
    return Done(State(row_after["state"]), row_after["seq"], row_after["revision"]) if row_after else None


PinTexts = dict[tuple[Part, str], tuple[str, str, str]]


def pin_texts(graph: Graph, pin: Pin) -> tuple[str, PinTexts]:
    """The key of the role at a pin, and (part, skill key) -> (expectation id, text_en, text_zh); ('', {}) where there
    is no such published place, or nothing is expected at its level."""
    rows = graph.read_many(PIN_TEXTS, version=pin.version, level=pin.level, target=pin.target)
    role = next((str(r["role"]) for r in rows if r["part"] == Part.CURRENT), "")
    texts = {(Part(r["part"]), r["skill"]): (r["id"], r["text_en"] or "", r["text_zh"] or "") for r in rows}
    return (role, texts) if role else ("", {})


def relied_on(now: FullReview, who: Capacity) -> str:
    """The name of the edge that gives the actor the capacity."""
    return now.edges[who]["name"]


def _signed(now: FullReview, effects: Effects) -> SignOff | None:
    """The signature that the effects write, by its signer as the review's manager of today."""
    if not effects.signature:
        return None
    signature = effects.signature[0]
    signer = now.head.manager if now.head.manager and now.head.manager.id == now.actor else None
    return SignOff(
        id=signature["id"],
        revision=signature["revision"],
        content_hash=signature["content_hash"],
        code=signature["code"],
        name=signature["name"],
        capacity=signature["capacity"],
        at=from_iso(signature["at"]),
        by=signer or PersonRef(now.actor, Text(signature["name"], "")),
        sentences=signature["sentences"],
        recommendation=Recommendation(signature["recommendation"]),
    )
