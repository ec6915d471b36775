"""Changing a session: whom it covers and who sits in it until it starts; from then on people only come out of it."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from graph.audit.chain import compose
from graph.calibration import rows
from graph.calibration.candidates import StoredSession
from graph.calibration.setting_up import NewSession, incomplete, properties, reasons_against, seats_of
from graph.calibration.table import CHANGE, TAKE_OUT, SessionState
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import UNCALIBRATED_STATES

CHANGED = query("calibration/change", rows.ChangedRow)
TAKEN_OUT = query("calibration/take_out")
CHANGEABLE = frozenset({SessionState.SET_UP, SessionState.PRE_VOTE})
"""The states in which people come in and out, seats and the day change."""


def change(graph: Graph, context: Context, now: StoredSession, wanted: NewSession, relied_on: str) -> bool:
    """Makes a session that has not started what is wanted; False where it is that already.

    `now` is the session as the page showed it. Raises Refused as `graph.calibration.setting_up.set_up`, Forbidden,
    NotFound, Conflict where it has started or moved since. A day that was there before may lie in the past.
    """
    facts, texts = _differences(now, wanted)
    if not facts and not texts:
        return False
    if now.state not in CHANGEABLE:
        raise Conflict({"session": now.id, "state": now.state.value})
    reasons = [one for one in incomplete(wanted, context.today) if one.rule != "date_past" or "meets_on" in facts]
    if reasons:
        raise Refused(tuple(reasons))
    event = compose(context, now.id, now.seq, now.head, CHANGE, facts, relied_on=relied_on, texts=texts)
    row = cast(
        rows.ChangedRow | None,
        graph.write_one(
            CHANGED, session=now.id, actor=context.actor, today=context.today.isoformat(),
            uncalibrated=UNCALIBRATED_STATES, seq=now.seq, head=now.head,
            properties={key: value for key, value in properties(wanted).items() if key != "id"},
            reviews=sorted(set(wanted.reviews)), members=seats_of(wanted.members), event=event.params(),
            words=[word.row() for word in event.words],
        ),
    )  # fmt: skip
    _refuse_change(now, row, wanted)
    return True


def _refuse_change(now: StoredSession, row: rows.ChangedRow | None, wanted: NewSession) -> None:
    if row is None:
        raise NotFound("session", now.id)
    if not row["allowed"]:
        raise Forbidden(CHANGE, "facilitator, hr_admin")
    if not row["stands"]:
        raise Conflict({"session": now.id})
    if not row["changed"]:
        own = (Reason("own_review"),) if row["own"] else ()
        raise Refused((*reasons_against(row["reviews"], row["people"], wanted), *own))


def take_out(
    graph: Graph, context: Context, now: StoredSession, reviews: Collection[str], reason: str, relied_on: str
) -> bool:
    """Takes reviews out of a session in progress: their words stay, what the committee changed becomes history, the
    manager's values stand. False where none of them is in it any more.

    Raises Refused: `reason`, `own_review` where the session covers the actor's own, `not_own_report` for a direct
    report's or the manager's review, `last_review` where none would be left; Forbidden, NotFound, Conflict where it is
    not in session or moved since.
    """
    covered = sorted(now.reviews & set(reviews))
    if not covered:
        return False
    if now.state is not SessionState.IN_SESSION:
        raise Conflict({"session": now.id, "state": now.state.value})
    if not reason.strip():
        raise Refused((Reason("reason"),))
    facts = {"reviews_out": covered}
    texts = {"reason": reason.strip()}
    event = compose(context, now.id, now.seq, now.head, TAKE_OUT, facts, relied_on=relied_on, texts=texts)
    row = graph.write_one(
        TAKEN_OUT, session=now.id, actor=context.actor, today=context.today.isoformat(), seq=now.seq, head=now.head,
        reviews=covered, event=event.params(), words=[word.row() for word in event.words],
    )  # fmt: skip
    if row is None:
        raise NotFound("session", now.id)
    if not row["allowed"]:
        raise Forbidden(TAKE_OUT, "facilitator, hr_admin")
    if not row["stands"]:
        raise Conflict({"session": now.id})
    if not row["taken"]:
        if row["own"]:
            raise Refused((Reason("own_review"),))
        raise Refused((Reason("not_own_report") if row["related"] else Reason("last_review"),))
    return True


def _differences(now: StoredSession, wanted: NewSession) -> tuple[dict[str, Any], dict[str, str]]:
    """What an event says of a change: reviews and seats in and out, the day, and the name in words."""
    seats, reviews = dict(wanted.members), set(wanted.reviews)
    facts = {
        "reviews_in": sorted(reviews - now.reviews),
        "reviews_out": sorted(now.reviews - reviews),
        "members_in": _seats_beside(seats, now.seats),
        "members_out": sorted(set(now.seats) - set(seats)),
        "meets_on": wanted.meets_on.isoformat() if wanted.meets_on != now.meets_on else "",
    }
    if wanted.meets_at != now.meets_at:
        facts["meets_at"] = wanted.meets_at or "none"
    names = {"name_en": (now.name.en, wanted.name.en), "name_zh": (now.name.zh, wanted.name.zh)}
    texts = {key: new for key, (old, new) in names.items() if old != new}
    if any(not new for new in texts.values()):
        facts["name_ends"] = sorted(key for key, new in texts.items() if not new)
    return {key: value for key, value in facts.items() if value}, texts


def _seats_beside(seats: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    return {person: role for person, role in sorted(seats.items()) if before.get(person) != role}
