"""Calibration sessions: reading one as a member, moving it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from graph.audit.chain import compose
from graph.calibration import packs, rows
from graph.calibration.models import (
    Discussed,
    Member,
    SeatConflict,
    Session,
    SessionList,
    SessionReview,
    Standing,
    Taken,
    Unseated,
)
from graph.calibration.notes import notes_of
from graph.calibration.table import SESSION_TABLE, SessionAction, SessionState
from graph.calibration.vote_models import CastVote
from graph.calibration.votes import votes_by_review
from graph.clock import day, from_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review import enums
from graph.review.authority import seat_edge
from graph.review.enums import Action, Recommendation, State, Value
from graph.review.mapping import decision_of, level_ref, person_ref
from graph.text import Text
from graph.worklists.mapping import review_row
from graph.worklists.models import SessionRow

SESSION = query("calibration/session", rows.SessionRow)
SESSIONS = query("calibration/sessions", rows.SessionsRow)
STANDING = query("calibration/standing", rows.StandingRow)
MOVE = query("calibration/move")
TOLD = sorted(each.value for each in (Action.SIGN_OFF, Action.RECALL, Action.SEND_BACK, *enums.OF_COMMITTEE))
"""What a session's page tells of a review since the newest pack."""
ALL = "*"


def sessions(graph: Graph, context: Context) -> SessionList:
    """The sessions in which the actor sits, for an HR admin all of them; the next meeting first."""
    row = graph.read_one(SESSIONS, actor=context.actor, today=context.today.isoformat(), states=enums.SIGNED_STATES)
    assert row
    return SessionList(
        tuple(
            SessionRow(
                s["id"], Text.of(s, "name"), s["state"], day(s["meets_on"]), s["reader_is"], s["covered"], s["signed"]
            )
            for s in row["sessions"]
        ),
        tuple(Unseated(one["id"], Text.of(one, "name"), one["reviews"]) for one in row["unseated"]),
    )


def session(
    graph: Graph, context: Context, session_id: str, review: str = "", rated: Iterable[str] | None = None
) -> Session:
    """A session as the actor sees it, without reviews that are cancelled, with the notes on one `review`; a dissolved
    one without reviews and packs, which its seats do not open any more. With `rated` the ratings of those reviews alone
    are read, which is most of what a large session takes.

    Raises NotFound, also where the actor does not sit in it.
    """
    row = graph.read_one(
        SESSION,
        session=session_id,
        actor=context.actor,
        today=context.today.isoformat(),
        signed=enums.SIGNED_STATES,
        review=review,
        rated=rated_of(rated),
        told=TOLD,
    )
    return session_of(context, session_id, row)


def rated_of(reviews: Iterable[str] | None) -> list[str]:
    """As calibration/session is told of which reviews the ratings are read; None: of all."""
    return [ALL] if reviews is None else sorted(reviews)


def session_of(context: Context, session_id: str, row: Mapping[str, Any] | None) -> Session:
    """The session that the row of calibration/session is. Raises NotFound for none."""
    if row is None:
        raise NotFound("session", session_id)
    stored = row["session"]
    opens = stored["state"] != SessionState.DISSOLVED
    cast = votes_by_review(row["votes"])
    return Session(
        id=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        meets_at=stored.get("meets_at") or "",
        seq=stored["seq"],
        head=stored["head"],
        reader_is=row["reader_is"],
        members=tuple(
            Member(person_ref(m), m["as"], _moment(m["here_at"]))
            for m in sorted(row["members"], key=lambda m: m["name"])
        ),
        reviews=tuple(
            _session_review(context, r, cast.get(r["id"], ()))
            for r in row["reviews"]
            if opens and r["state"] != State.CANCELLED
        ),
        packs=tuple(packs.job_of(context.actor, stored["id"], row["reader_is"], one) for one in row["packs"] if opens),
        beat_at=_moment(row["beat_at"]),
        notes=notes_of(row["notes"]),
        changes=stored.get("changes") or 0,
    )


def standing(graph: Graph, context: Context, session_id: str) -> Standing:
    """How a session stands. Raises NotFound for who neither sits in it nor is an HR admin today."""
    row = graph.read_one(
        STANDING, session=session_id, actor=context.actor, today=context.today.isoformat(), signed=enums.SIGNED_STATES
    )
    if row is None:
        raise NotFound("session", session_id)
    stored = row["session"]
    return Standing(
        id=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        seq=stored["seq"],
        head=stored["head"],
        seat=row["seat"] or "",
        hr=row["hr"],
        facilitators=row["facilitators"],
        covered=row["covered"],
        signed=row["signed_off"],
        own=row["own"],
        line=row["line"],
        conflicts=tuple(
            SeatConflict(one["review"], person_ref(one["member"]), person_ref(one["person"]))
            for one in row["conflicts"]
        ),
    )


def move(graph: Graph, context: Context, session_id: str, action: SessionAction, reason: str = "") -> SessionState:
    """Opens the votes, starts or dissolves a session; one that has been moved there already stays as it is.

    Raises NotFound, Conflict (the state has no such row, or somebody was faster), Forbidden, Refused.
    """
    now = standing(graph, context, session_id)
    row = next((r for r in SESSION_TABLE if r.action is action and now.state in r.states), None)
    may = next((who for r in SESSION_TABLE if r.action is action for who in r.who if who in now.capacities), None)
    if may is None:
        raise Forbidden(action.value, ", ".join(who for r in SESSION_TABLE if r.action is action for who in r.who))
    if row is None and now.state in {r.to for r in SESSION_TABLE if r.action is action}:
        return now.state
    if row is None or action in (SessionAction.LOCK, SessionAction.SEAT):
        raise Conflict({"session": now.id, "state": now.state.value})
    if blocked := reasons_against(now, action):
        raise Refused(blocked)
    if action is SessionAction.DISSOLVE and not reason.strip():
        raise Refused((Reason("reason"),))
    facts = {"from": now.state.value, "to": row.to.value}
    texts = {"reason": reason.strip()}
    edge = seat_edge(context.actor, now.id, now.seat) if may == now.seat else f"HAS_CAPACITY/{context.actor}>{may}"
    event = compose(context, now.id, now.seq, now.head, action.value, facts, relied_on=edge, texts=texts)
    moved = graph.write_one(
        MOVE,
        session=now.id,
        actor=context.actor,
        who=list(row.who),
        today=context.today.isoformat(),
        seq=now.seq,
        head=now.head,
        to=row.to.value,
        event=event.params(),
        words=[word.row() for word in event.words],
        **{"from": now.state.value},
    )
    if moved is None:
        raise Conflict({"session": now.id})
    return SessionState(moved["state"])


def reasons_against(now: Standing, action: SessionAction) -> tuple[Reason, ...]:
    """What stands in the way of a move: seats over one's own line, which may have moved since they were given, too few
    facilitators, nothing signed; of dissolving it, the actor's own review in the session and, once the committee may
    have changed ratings, one of a direct report or their manager: the manager's ratings would stand."""
    if action is SessionAction.DISSOLVE:
        if now.own:
            return (Reason("own_review"),)
        return (Reason("own_line"),) if now.line and now.state is SessionState.IN_SESSION else ()
    return (
        *(Reason("seat_conflict", (one.member.id, one.review)) for one in now.conflicts),
        *((Reason("two_facilitators"),) if now.too_few else ()),
        *((Reason("something_signed"),) if action is SessionAction.START and not now.signed else ()),
    )


def _session_review(context: Context, row: Mapping[str, Any], cast: Sequence[CastVote]) -> SessionReview:
    review = review_row(context, row)
    # A seat over one's own review is refused; sessions of before December 2026 may have one.
    own = review.person.id == context.actor
    signed = State(row["state"]) in enums.SIGNED and not own
    required = {key: [_value(one) for one in side] for key, side in row["required"].items()} if signed else {}
    return SessionReview(
        review=review,
        target=level_ref(row["target"]) if row["target"] else None,
        seq=row["seq"],
        head=row["head"],
        revision=row["revision"],
        recommendation=Recommendation.of(row["recommendation"]) if signed else None,
        required=tuple(zip(required["value"], required["mine"], strict=True)) if required else (),
        changed=row["changed"] if signed else 0,
        decision=decision_of(row["decision"]) if signed and row["decision"] else None,
        votes=tuple(cast) if signed else (),
        discussed=_discussed(row["discussed"]) if signed else None,
        given=tuple(required.get("given", ())),
        taken=None if own else _taken(row["taken"]),
        since=() if own else tuple(Action(action) for action in row["since"]),
    )


def _discussed(row: Mapping[str, Any]) -> Discussed | None:
    return Discussed(row["discussed_by"], from_iso(row["discussed_at"])) if row["discussed_at"] else None


def _value(stored: str | None) -> Value | None:
    return Value(stored) if stored else None


def _moment(stored: str | None) -> datetime | None:
    return from_iso(stored) if stored else None


def _taken(stored: Mapping[str, Any] | None) -> Taken | None:
    return Taken(stored["revision"], from_iso(stored["at"]), stored["seq"]) if stored else None
