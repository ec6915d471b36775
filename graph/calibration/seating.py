"""Seating another facilitator in a session in progress, where one of those who are to lock it cannot."""

from typing import cast

from graph.audit.chain import compose
from graph.calibration import rows
from graph.calibration.candidates import Candidates, StoredSession
from graph.calibration.table import SessionAction, SessionState
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query

SEATED = query("calibration/seat", rows.SeatedRow)


def seat(graph: Graph, context: Context, now: StoredSession, person: str, reason: str) -> bool:
    """Seats a facilitator, somebody new or one of the members, in a session in progress, for an HR admin; False where
    they are one already.

    An HR admin who facilitates it does not, and who seated a facilitator does not become one: whoever gives one of the
    two confirmations of a lock does not choose who gives the other.

    Raises Refused: `reason`; `unknown_person` for nobody, or who has left; `seat_conflict` (person, review) where they
    would sit over their own review or that of their direct report or manager; `own_review` where the session covers the
    actor's own, `seats_over_line` where it covers that of their direct report or manager; `facilitates_it` and
    `seat_of_oneself`; `seated_another` for who seated one of its facilitators. Forbidden, NotFound, Conflict where it
    is not in session or moved since.
    """
    if now.state is not SessionState.IN_SESSION:
        raise Conflict({"session": now.id, "state": now.state.value})
    if not reason.strip():
        raise Refused((Reason("reason"),))
    facts = {"members_in": {person: "facilitator"}}
    relied_on, texts = f"HAS_CAPACITY/{context.actor}>hr_admin", {"reason": reason.strip()}
    event = compose(context, now.id, now.seq, now.head, SessionAction.SEAT, facts, relied_on=relied_on, texts=texts)
    row = cast(
        rows.SeatedRow | None,
        graph.write_one(
            SEATED, session=now.id, actor=context.actor, today=context.today.isoformat(), seq=now.seq, head=now.head,
            person=person, event=event.params(), words=[word.row() for word in event.words],
        ),
    )  # fmt: skip
    if row is None:
        raise NotFound("session", now.id)
    if not row["allowed"]:
        raise Forbidden(SessionAction.SEAT, "hr_admin")
    if not row["stands"]:
        raise Conflict({"session": now.id})
    if row["known"] and row["there"]:
        return False
    if not row["seated"]:
        raise Refused(_reasons(context, person, row))
    return True


def reasons_against(context: Context, known: Candidates) -> tuple[Reason, ...]:
    """Why the actor seats nobody in this session, whoever it is: `own_review`, `seats_over_line`,
    `facilitates_it`."""
    here = [one for one in known.reviews if one.here]
    own = any(one.person.id == context.actor for one in here)
    line = any(one.person.id in known.near and one.able for one in here)
    facilitates = known.session is not None and known.session.seats.get(context.actor) == "facilitator"
    return (
        *((Reason("own_review"),) if own else ()),
        *((Reason("seats_over_line"),) if line else ()),
        *((Reason("facilitates_it"),) if facilitates else ()),
    )


def _reasons(context: Context, person: str, row: rows.SeatedRow) -> tuple[Reason, ...]:
    return (
        *((Reason("own_review"),) if row["own"] else ()),
        *((Reason("seats_over_line"),) if row["related"] else ()),
        *((Reason("facilitates_it"),) if row["facilitates"] else ()),
        *((Reason("seat_of_oneself"),) if person == context.actor else ()),
        *(() if row["there"] else (Reason("unknown_person", (person,)),)),
        *((Reason("seated_another"),) if row["chose"] and person != context.actor else ()),
        *(Reason("seat_conflict", (person, review)) for review in row["conflicts"]),
    )
