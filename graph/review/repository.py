"""Reviews in the graph: statements in, records out; no rule."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.act import Act
from graph.audit.canonical import canonical
from graph.audit.chain import Event, digest
from graph.clock import from_iso, to_iso
from graph.driver import Graph
from graph.errors import NotFound
from graph.queries import query
from graph.review.commands import Done, EvidenceDraft, Pin, RatingDraft, Saved
from graph.review.effects import Effects
from graph.review.reading import Situation, situation
from graph.review.records import Evidence, Part, Party, Value
from graph.review.states import RESULT_VISIBLE, Capacity, Row, State

SHEET = query("review/sheet")
SAVE_RATINGS = query("review/save_ratings")
ADVANCE = query("review/advance")
NOTE = query("review/note")
ADD_EVIDENCE = query("review/add_evidence")
PIN_TEXTS = query("review/pin_texts")


def read(graph: Graph, act: Act, review: str) -> Situation:
    """The review with nothing withheld. Raises NotFound."""
    row = graph.read_one(
        SHEET,
        review=review,
        actor=act.actor,
        today=act.today.isoformat(),
        decided_states=sorted(state.value for state in RESULT_VISIBLE),
    )
    if row is None:
        raise NotFound("review", review)
    return situation(row, act.actor, act.now)


def save(
    graph: Graph, act: Act, review: str, party: Party, open_states: Iterable[State], drafts: Sequence[RatingDraft],
    claimed: tuple[int, str] | None,
) -> tuple[list[tuple[Saved, bool]], dict[str, Any]]:  # fmt: skip
    """Saves drafts in one statement; each result with whether the actor may write here at all, and the review's
    head (state, revision, seq, head) as it stood then ({} if nothing matched). `claimed`: see
    service.save_many.
    """
    session_version, session_key = claimed or (-1, "")
    rows = graph.write_many(
        SAVE_RATINGS,
        review=review,
        actor=act.actor,
        session_version=session_version,
        session_key=session_key,
        today=act.today.isoformat(),
        party=party.value,
        open_states=sorted(state.value for state in open_states),
        ratings=[_rating_row(act, draft) for draft in drafts],
        now=to_iso(act.now),
    )
    saved = [(_saved(row), bool(row["allowed"])) for row in rows]
    head = {key: rows[0][key] for key in ("state", "revision", "seq", "head")} if rows else {}
    return saved, head


def advance(graph: Graph, act: Act, row: Row, now: Situation, effects: Effects, event: Event) -> Done | None:
    """Takes one row of the table; None if anything moved since `now` was read."""
    edge = dict(now.edges.get(row.who, {}))
    side = now.sheet.assessments.get(effects.draft_of) if effects.draft_of else None
    found = graph.write_one(
        ADVANCE,
        review=now.head.id,
        actor=act.actor,
        today=act.today.isoformat(),
        who=row.who.value,
        edge={key: edge.get(key, "") for key in ("kind", "from", "session", "start")},
        from_states=[now.head.state.value],
        to=effects.to.value,
        seq=now.head.seq,
        head=now.head.head,
        draft_of=side.id if side else "",
        draft=side.draft if side else None,
        revision=effects.revision,
        changes=effects.changes,
        drop=effects.drop,
        event=event.params(),
        words=[word.row() for word in event.words],
        copies=effects.copies,
        moves=effects.moves,
        pin=effects.pin,
        signature=effects.signature,
        adjustment=effects.adjustment,
        withdrawn=effects.withdrawn,
    )
    return Done(State(found["state"]), found["seq"], found["revision"]) if found else None


def note(
    graph: Graph, act: Act, now: Situation, states: Iterable[State], event: Event, changes: dict[str, Any]
) -> Done | None:
    """Appends an event of the employee that keeps the state; None if anything moved since."""
    found = graph.write_one(
        NOTE,
        review=now.head.id,
        actor=act.actor,
        states=sorted(state.value for state in states),
        seq=now.head.seq,
        head=now.head.head,
        event=event.params(),
        words=[word.row() for word in event.words],
        changes=changes,
    )
    return Done(State(found["state"]), found["seq"], found["revision"]) if found else None


def add_evidence(
    graph: Graph, act: Act, review: str, open_states: Iterable[State], draft: EvidenceDraft
) -> Evidence | None:
    """Adds a piece and its supports, unless the same piece supports them all already; None if the review is not open to
    the actor."""
    salt = act.ids()
    piece = {"title": draft.title, "url": draft.url, "note": draft.note}
    kept = {
        **piece,
        "id": act.ids(),
        "added_at": to_iso(act.now),
        "salt": salt,
        "digest": digest(salt, canonical(piece)),
    }
    found = graph.write_one(
        ADD_EVIDENCE,
        review=review,
        actor=act.actor,
        open_states=sorted(state.value for state in open_states),
        evidence=kept,
        expectations=list(draft.expectations),
        now=to_iso(act.now),
    )
    if not found:
        return None
    return Evidence(found["id"], draft.title, draft.url, draft.note, act.now.replace(microsecond=0), kept["digest"])


def pin_texts(graph: Graph, pin: Pin) -> dict[tuple[Part, str], tuple[str, str, str]]:
    """(part, skill key) -> (expectation id, text_en, text_zh) at a pin; empty if there is no such published place."""
    rows = graph.read_many(PIN_TEXTS, version=pin.version, level=pin.level, target=pin.target)
    return {(Part(r["part"]), r["skill"]): (r["id"], r["text_en"] or "", r["text_zh"] or "") for r in rows}


def relied_on(now: Situation, who: Capacity) -> str:
    """The name of the edge that gives the actor the capacity."""
    return now.edges[who]["name"]


def _rating_row(act: Act, draft: RatingDraft) -> dict[str, Any]:
    salt = act.ids()
    return {
        "expectation": draft.expectation,
        "version": draft.version,
        "evidence": list(draft.evidence) if draft.evidence is not None else None,
        "kept": {
            "value": draft.value.value if draft.value else None,
            "comment": draft.comment,
            "reason": draft.reason,
            "salt": salt,
            "comment_digest": digest(salt, draft.comment),
            "reason_digest": digest(salt, draft.reason),
            "agreed": draft.agreed,
            "seen": draft.seen,
        },
    }


def _saved(row: dict[str, Any]) -> Saved:
    return Saved(
        expectation=row["expectation"],
        accepted=row["accepted"],
        state=State(row["state"]),
        version=row["version"] or 0,
        value=Value(row["value"]) if row["value"] else None,
        comment=row["comment"] or "",
        reason=row["reason"] or "",
        saved_at=from_iso(row["saved_at"]) if row["saved_at"] else None,
        author=row["author"] or "",
        draft=row["draft"] or 0,
        language=row["language"] or "",
        time_zone=row["time_zone"] or "",
    )
