"""Voting before the meeting: each member on each person and, where they want, on single required expectations.

Nobody but its author is given a vote before the session starts, nor how many there are: what reads votes until then
(these two statements, the author's tasks) reads the reader's own, and calibration/session none. A vote is no event. It
belongs to the revision it was given on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from graph.calibration import rows
from graph.calibration.table import SessionState
from graph.calibration.vote_models import (
    AskedExpectation,
    Ballot,
    BallotLine,
    Bar,
    CastVote,
    SavedVote,
    Vote,
    VoteDraft,
    VoteValue,
)
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import SIGNED_STATES, Action, Recommendation, Value
from graph.review.validation import WORDS
from graph.text import Text
from graph.worklists.mapping import review_row

BALLOT = query("calibration/ballot", rows.BallotRow)
SAVE_VOTES = query("calibration/save_votes")


def ballot(graph: Graph, context: Context, session: str, review: str = "") -> Ballot:
    """What the actor votes on in a session, with their own votes on `review`; nothing of a dissolved one.

    Raises NotFound, also where the actor does not sit in it.
    """
    row = cast(
        rows.BallotRow | None,
        graph.read_one(
            BALLOT, session=session, actor=context.actor, today=context.today.isoformat(), review=review,
            signing=Action.SIGN_OFF.value,
        ),
    )  # fmt: skip
    if row is None or row["session"]["state"] == SessionState.DISSOLVED:
        raise NotFound("session", session)
    stored = row["session"]
    votes = [_vote(one) for one in row["votes"]]
    return Ballot(
        session=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        meets_at=stored.get("meets_at") or "",
        reader_is=row["reader_is"],
        lines=tuple(_line(context, one) for one in row["reviews"]),
        expectations=tuple(AskedExpectation(e["id"], e["key"], Text.of(e, "name")) for e in row["expectations"]),
        votes={vote.expectation: vote for vote in votes},
    )


def save(
    graph: Graph,
    context: Context,
    session: str,
    review: str,
    revision: int,
    drafts: Sequence[VoteDraft],
    *,
    claimed: tuple[int, str] | None = None,
) -> tuple[SavedVote, ...]:
    """Saves votes of the actor's in one statement, each compared by its version. `revision` is the one that the page
    showed; `claimed` as in graph.workflow.saving.save_many.

    Raises NotFound where the actor does not sit in the session, it does not cover the review, or an expectation is not
    required of it; Refused `vote_on_oneself`, `vote_in_line`, `vote_of_author` where they may not vote on the person,
    `too_long` for a note.
    """
    if any(len(draft.note) > WORDS for draft in drafts):
        raise Refused((Reason("too_long", ("note",)),))
    session_version, session_key = claimed or (-1, "")
    found = graph.write_many(
        SAVE_VOTES, session=session, review=review, actor=context.actor, session_version=session_version,
        session_key=session_key, today=context.today.isoformat(), signing=Action.SIGN_OFF.value, signed=SIGNED_STATES,
        revision=revision, votes=[_draft_row(draft) for draft in drafts], now=to_iso(context.now),
    )  # fmt: skip
    if len(found) != len(drafts):
        raise NotFound("review", review)
    if any(row["bar"] for row in found):
        raise Refused((reason_of(Bar(found[0]["bar"])),))
    return tuple(_saved(row) for row in found)


def votes_by_review(found: Iterable[rows.CastVoteRow]) -> dict[str, list[CastVote]]:
    """The votes that a session may read, by review; those on the person as a whole first."""
    given: dict[str, list[CastVote]] = {}
    for row in sorted(found, key=lambda one: (one["expectation"] or "", one["by"])):
        vote = CastVote(row["by"], VoteValue(row["value"]), row["expectation"] or "")
        given.setdefault(row["review"], []).append(vote)
    return given


def reason_of(bar: Bar) -> Reason:
    """The rule by which somebody has no vote on a person."""
    match bar:
        case Bar.OWN:
            return Reason("vote_on_oneself")
        case Bar.LINE:
            return Reason("vote_in_line")
        case Bar.AUTHOR:
            return Reason("vote_of_author")


def _draft_row(draft: VoteDraft) -> dict[str, Any]:
    value = draft.value.value if draft.value else None
    return {
        "expectation": draft.expectation,
        "version": draft.version,
        "properties": {"value": value, "note": draft.note},
    }


def _line(context: Context, row: Mapping[str, Any]) -> BallotLine:
    bar = Bar(row["bar"]) if row["bar"] else None
    kept = bar is Bar.OWN  # a seat over one's own review is refused; sessions of before December 2026 may have one
    return BallotLine(
        review=review_row(context, row),
        revision=row["revision"],
        bar=bar,
        value=_value(row["value"]),
        before=_value(row["before"]) if not row["value"] else None,
        recommendation=None if kept else Recommendation.of(row["recommendation"]),
        required=() if kept else tuple((_rated(one["value"]), _rated(one["mine"])) for one in row["required"]),
    )


def _vote(row: rows.OwnVoteRow) -> Vote:
    saved_at = from_iso(row["saved_at"])
    return Vote(row["expectation"] or "", row["version"], _value(row["value"]), row["note"] or "", saved_at)


def _saved(row: Mapping[str, Any]) -> SavedVote:
    return SavedVote(
        expectation=row["expectation"],
        accepted=row["accepted"],
        open=row["open"],
        version=row["version"],
        value=_value(row["value"]),
        note=row["note"] or "",
        saved_at=from_iso(row["saved_at"]) if row["saved_at"] else None,
        language=row["language"] or "",
        time_zone=row["time_zone"] or "",
    )


def _value(stored: str | None) -> VoteValue | None:
    return VoteValue(stored) if stored else None


def _rated(stored: str | None) -> Value | None:
    return Value(stored) if stored else None
