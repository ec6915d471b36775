"""Reviews in the graph: statements in, records out; no rule."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, cast

from graph.audit.canonical import canonical
from graph.audit.chain import digest
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound
from graph.queries import query
from graph.review.drafts import EvidenceDraft, RatingDraft, Saved
from graph.review.enums import RESULT_VISIBLE, Party, State, Value
from graph.review.full_review import FullReview
from graph.review.mapping import full_review
from graph.review.models import Evidence
from graph.review.rows import SheetRow

SHEET = query("review/sheet", SheetRow)
SAVE_RATINGS = query("review/save_ratings")
ADD_EVIDENCE = query("review/add_evidence")
DECIDED_STATES = sorted(state.value for state in RESULT_VISIBLE)
"""Where a review of an earlier cycle counts as decided, as a parameter of statements."""


def read(graph: Graph, context: Context, review: str, barring: AbstractSet[str]) -> FullReview:
    """The review with nothing withheld; `barring` is as in `full_review`. Raises NotFound."""
    row = graph.read_one(
        SHEET,
        review=review,
        actor=context.actor,
        today=context.today.isoformat(),
        decided_states=DECIDED_STATES,
    )
    return review_of(context, review, row, barring)


def review_of(context: Context, review: str, row: Mapping[str, Any] | None, barring: AbstractSet[str]) -> FullReview:
    """The review that the row of review/sheet is. Raises NotFound for none."""
    if row is None:
        raise NotFound("review", review)
    return full_review(cast(SheetRow, row), context.actor, context.now, barring)


def save(
    graph: Graph,
    context: Context,
    review: str,
    party: Party,
    open_states: Iterable[State],
    drafts: Sequence[RatingDraft],
    claimed: tuple[int, str] | None,
) -> tuple[list[tuple[Saved, bool]], dict[str, Any]]:
    """Saves drafts in one statement; each result with whether the actor may write here at all, and the review's
    head (state, revision, seq, head) as it stood then ({} if nothing matched), with whether its cycle is open to it and
    the day on which it opens ('' if that has come). `claimed`: see graph.workflow.saving.save_many.
    """
    session_version, session_key = claimed or (-1, "")
    rows = graph.write_many(
        SAVE_RATINGS,
        review=review,
        actor=context.actor,
        session_version=session_version,
        session_key=session_key,
        today=context.today.isoformat(),
        party=party.value,
        open_states=sorted(state.value for state in open_states),
        ratings=[_rating_row(context, draft) for draft in drafts],
        now=to_iso(context.now),
    )
    saved = [(_saved(row), bool(row["allowed"])) for row in rows]
    head = {key: rows[0][key] for key in ("state", "revision", "seq", "head", "open", "opens_on")} if rows else {}
    return saved, head


def add_evidence(
    graph: Graph, context: Context, review: str, open_states: Iterable[State], draft: EvidenceDraft
) -> Evidence | None:
    """Adds a piece and its supports, unless the same piece supports them all already; None if the review or its cycle
    is not open to the actor."""
    salt = context.new_id()
    piece = {"title": draft.title, "url": draft.url, "note": draft.note}
    stored = {
        **piece,
        "id": context.new_id(),
        "added_at": to_iso(context.now),
        "salt": salt,
        "digest": digest(salt, canonical(piece)),
    }
    row = graph.write_one(
        ADD_EVIDENCE,
        review=review,
        actor=context.actor,
        open_states=sorted(state.value for state in open_states),
        evidence=stored,
        expectations=list(draft.expectations),
        now=to_iso(context.now),
    )
    if not row:
        return None
    return Evidence(row["id"], draft.title, draft.url, draft.note, context.now.replace(microsecond=0), stored["digest"])


def _rating_row(context: Context, draft: RatingDraft) -> dict[str, Any]:
    salt = context.new_id()
    return {
        "expectation": draft.expectation,
        "version": draft.version,
        "evidence": list(draft.evidence) if draft.evidence is not None else None,
        "properties": {
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
