"""Calibration sessions: creating one, reading it as a member, moving it, locking it with all of its reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from graph.audit.chain import GENESIS, compose
from graph.calibration import packs, rows
from graph.calibration.models import Member, Session, SessionReview
from graph.calibration.table import SESSION_TABLE, SessionAction, SessionState
from graph.clock import day, from_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review import enums
from graph.review.enums import Recommendation, State, Value
from graph.review.mapping import level_ref, person_ref
from graph.text import Text
from graph.worklists.mapping import review_row
from graph.worklists.models import SessionRow

CREATE = query("calibration/create", rows.SetUpRow)
SESSION = query("calibration/session", rows.SessionRow)
SESSIONS = query("calibration/sessions")
SEATS = query("calibration/seats")
MOVE = query("calibration/move")
LOCK = query("calibration/lock")

FACILITATORS = 2


@dataclass(frozen=True)
class NewSession:
    """A session to be created: `members` maps a person's id to 'member' or 'facilitator'."""

    id: str
    name: Text
    meets_on: date
    reviews: tuple[str, ...]
    members: Mapping[str, str]


def create(graph: Graph, context: Context, new: NewSession, relied_on: str) -> bool:
    """Creates a session in `set_up`; False if one with its id is already there (which is left as it is).

    Raises Refused and creates nothing: `unknown_review`, `unknown_person` (who left, too), `in_other_session` (review,
    session), `past_calibration` (reviews), `seat_conflict` (person, review) where somebody would sit over their own
    review or that of their direct report or manager.
    """
    reviews = sorted(set(new.reviews))
    facts = {"to": SessionState.SET_UP.value, "reviews": reviews, "members": dict(new.members)}
    event = compose(context, new.id, 0, GENESIS, "set_up", facts, relied_on=relied_on)
    session = {
        "id": new.id,
        "name_en": new.name.en,
        "name_zh": new.name.zh,
        "meets_on": new.meets_on.isoformat(),
        "state": SessionState.SET_UP.value,
        "seq": event.seq,
        "head": event.hash,
    }
    row = graph.write_one(
        CREATE,
        session=session,
        reviews=reviews,
        members=[{"person": person, "as": role} for person, role in sorted(new.members.items())],
        today=context.today.isoformat(),
        event=event.params(),
    )
    if row is None or row["known"]:
        return False
    if not row["created"]:
        raise Refused(_reasons_against(new, cast(rows.SetUpRow, row)))
    return True


def _reasons_against(new: NewSession, row: rows.SetUpRow) -> tuple[Reason, ...]:
    found = row["reviews"]
    nowhere = tuple(sorted(set(new.reviews) - {one["id"] for one in found}))
    nobody = tuple(sorted(set(new.members) - {one["id"] for one in row["people"] if not one["left"]}))
    past = tuple(one["id"] for one in found if one["past"] or not one["calibration"])
    return (
        *((Reason("unknown_review", nowhere),) if nowhere else ()),
        *((Reason("unknown_person", nobody),) if nobody else ()),
        *((Reason("past_calibration", past),) if past else ()),
        *(Reason("in_other_session", (one["id"], one["elsewhere"])) for one in found if one["elsewhere"]),
        *(Reason("seat_conflict", (seat, one["id"])) for one in found for seat in one["seated"]),
    )


def sessions(graph: Graph, context: Context) -> tuple[SessionRow, ...]:
    """The sessions in which the actor sits, the next meeting first."""
    rows = graph.read_many(SESSIONS, actor=context.actor, states=enums.SIGNED_STATES)
    return tuple(
        SessionRow(
            s["id"], Text.of(s, "name"), s["state"], day(s["meets_on"]), s["reader_is"], s["covered"], s["signed"]
        )
        for s in (row["session"] for row in rows)
    )


def session(graph: Graph, context: Context, session_id: str) -> Session:
    """A session as the actor sees it, without reviews that are cancelled; a dissolved one without reviews and packs,
    which its seats do not open any more.

    Raises NotFound, also where the actor does not sit in it.
    """
    row = graph.read_one(
        SESSION, session=session_id, actor=context.actor, today=context.today.isoformat(), signed=enums.SIGNED_STATES
    )
    if row is None:
        raise NotFound("session", session_id)
    stored = row["session"]
    opens = stored["state"] != SessionState.DISSOLVED
    return Session(
        id=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        seq=stored["seq"],
        head=stored["head"],
        reader_is=row["reader_is"],
        members=tuple(Member(person_ref(m), m["as"]) for m in sorted(row["members"], key=lambda m: m["name"])),
        reviews=tuple(_session_review(context, r) for r in row["reviews"] if opens and r["state"] != State.CANCELLED),
        packs=tuple(packs.job_of(context.actor, stored["id"], row["reader_is"], one) for one in row["packs"] if opens),
        beat_at=from_iso(row["beat_at"]) if row["beat_at"] else None,
    )


def move(graph: Graph, context: Context, session_id: str, action: SessionAction, reason: str = "") -> SessionState:
    """Opens the votes, starts or dissolves a session.

    Raises NotFound, Conflict (the state has no such row, or somebody was faster), Forbidden, Refused.
    """
    now = session(graph, context, session_id)
    row = next((r for r in SESSION_TABLE if r.action is action and now.state in r.states), None)
    if row is None or action is SessionAction.LOCK:
        raise Conflict({"session": now.id, "state": now.state.value})
    if now.reader_is not in row.who:
        raise Forbidden(action.value, ", ".join(row.who))
    if action in (SessionAction.OPEN_VOTES, SessionAction.START) and now.state is SessionState.SET_UP:
        _check_seats(graph, context, now)
    if _blocked(now, action, reason):
        raise Refused((Reason(row.guard),))
    facts = {"from": now.state.value, "to": row.to.value}
    texts = {"reason": reason.strip()}
    event = compose(context, now.id, now.seq, now.head, action.value, facts, relied_on=_edge(context, now), texts=texts)
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


def lock(graph: Graph, context: Context, session_id: str, seq: int) -> int:
    """Locks a session and every review it covers, all or none; the number of reviews.

    `seq` is the session's as the lock page showed it. Raises NotFound, Forbidden, Refused naming the reviews that are
    not signed off, Conflict where anything changed since.
    """
    now = session(graph, context, session_id)
    if now.reader_is != "facilitator":
        raise Forbidden("lock", "facilitator")
    if now.state is not SessionState.IN_SESSION or now.seq != seq:
        raise Conflict({"session": now.id, "state": now.state.value})
    unsigned = tuple(r.review.id for r in now.reviews if r.review.state is not State.SIGNED_OFF)
    if unsigned or not now.reviews:
        raise Refused((Reason("session_all_signed", unsigned),))
    closing = compose(
        context, now.id, now.seq, now.head, "lock",
        {"from": now.state.value, "to": SessionState.LOCKED.value, "reviews": [r.review.id for r in now.reviews]},
        relied_on=_edge(context, now),
    )  # fmt: skip
    row = graph.write_one(
        LOCK,
        session=now.id,
        actor=context.actor,
        seq=now.seq,
        head=now.head,
        event=closing.params(),
        rows=[_lock_row(context, now, r) for r in now.reviews],
        to=State.CALIBRATED.value,
        **{"from": State.SIGNED_OFF.value},
    )
    if not row or row["locked"] != len(now.reviews):
        raise Conflict({"session": now.id})
    return len(now.reviews)


def _lock_row(context: Context, now: Session, one: SessionReview) -> dict[str, Any]:
    facts = {
        "from": State.SIGNED_OFF.value,
        "to": State.CALIBRATED.value,
        "revision": one.revision,
        "session": now.id,
        "as": "facilitator",
    }
    event = compose(context, one.review.id, one.seq, one.head, "lock", facts, relied_on=_edge(context, now))
    return {"review": one.review.id, "seq": one.seq, "head": one.head, "event": event.params()}


def _session_review(context: Context, row: Mapping[str, Any]) -> SessionReview:
    review = review_row(context, row)
    # A seat over one's own review is refused; sessions of before December 2026 may have one.
    signed = State(row["state"]) in enums.SIGNED and review.person.id != context.actor
    return SessionReview(
        review=review,
        target=level_ref(row["target"]) if row["target"] else None,
        seq=row["seq"],
        head=row["head"],
        revision=row["revision"],
        recommendation=Recommendation.of(row["recommendation"]) if signed else None,
        required=tuple((_value(one["value"]), _value(one["mine"])) for one in row["required"]) if signed else (),
        changed=row["changed"] if signed else 0,
    )


def _check_seats(graph: Graph, context: Context, now: Session) -> None:
    """Once more what `create` asked: lines may have moved since."""
    conflicts = graph.read_many(SEATS, session=now.id, today=context.today.isoformat())
    if conflicts:
        raise Refused(tuple(Reason("seat_conflict", (one["member"], one["review"])) for one in conflicts))


def _value(stored: str | None) -> Value | None:
    return Value(stored) if stored else None


def _blocked(now: Session, action: SessionAction, reason: str) -> bool:
    """Whether what the row's guard asks is not so."""
    if action is SessionAction.OPEN_VOTES:
        return sum(member.role == "facilitator" for member in now.members) < FACILITATORS
    if action is SessionAction.START:
        return not now.signed
    return action is SessionAction.DISSOLVE and not reason.strip()


def _edge(context: Context, now: Session) -> str:
    return f"MEMBER_OF/{context.actor}>{now.id}/{now.reader_is}"
