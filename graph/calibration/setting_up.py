"""Setting up calibration sessions: who sits in them, over which reviews, when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from graph.audit.chain import GENESIS, compose
from graph.calibration import rows
from graph.calibration.table import SessionState
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, Reason, Refused
from graph.queries import query
from graph.review.enums import UNCALIBRATED_STATES
from graph.text import Text

CREATE = query("calibration/create", rows.SetUpRow)


@dataclass(frozen=True)
class NewSession:
    """A session to be created: `members` maps a person's id to 'member' or 'facilitator'. `meets_at` is the hour,
    such as 14:00, by the organisation's clocks; '' for none."""

    id: str
    name: Text
    meets_on: date
    reviews: tuple[str, ...]
    members: Mapping[str, str]
    meets_at: str = ""


def create(graph: Graph, context: Context, new: NewSession, relied_on: str) -> bool:
    """Creates a session in `set_up` for whoever runs the server; False if one with its id is already there (which is
    left as it is).

    Raises Refused and creates nothing: `unknown_review`, `unknown_person` (who left, too), `in_other_session` (review,
    session), `past_calibration` (reviews), `seat_conflict` (person, review) where somebody would sit over their own
    review or that of their direct report or manager.
    """
    return _create(graph, context, [new], relied_on, trusted=True) > 0


def set_up(graph: Graph, context: Context, sessions: Sequence[NewSession], capacity: str) -> int:
    """Creates sessions in `set_up` for an HR admin or a facilitator, all or none, in one statement; how many. None
    where they are already there: sent twice is done once.

    `capacity` is the one that the actor relies on. Raises Forbidden, Refused as `create`, and: `session_name`,
    `date_past`, `no_facilitator`, `no_review`, `own_review` where one is the actor's own.
    """
    reasons = [reason for one in sessions for reason in incomplete(one, context.today)]
    twice = _in_two(sessions)
    if reasons or twice:
        raise Refused((*dict.fromkeys(reasons), *twice))
    relied_on = f"HAS_CAPACITY/{context.actor}>{capacity}"
    return _create(graph, context, sessions, relied_on, trusted=False)


def incomplete(new: NewSession, today: date) -> tuple[Reason, ...]:
    """What a session lacks before it can be set up: `session_name`, `date_past`, `no_facilitator`, `no_review`."""
    return (
        *(() if new.name else (Reason("session_name"),)),
        *((Reason("date_past"),) if new.meets_on < today else ()),
        *(() if "facilitator" in new.members.values() else (Reason("no_facilitator"),)),
        *(() if new.reviews else (Reason("no_review"),)),
    )


def properties(new: NewSession) -> dict[str, Any]:
    """A session's own properties, as they are stored."""
    return {
        "id": new.id, "name_en": new.name.en, "name_zh": new.name.zh, "meets_on": new.meets_on.isoformat(),
        "meets_at": new.meets_at,
    }  # fmt: skip


def seats_of(members: Mapping[str, str]) -> list[dict[str, str]]:
    """Seats as statements take them."""
    return [{"person": person, "as": role} for person, role in sorted(members.items())]


def reasons_against(
    reviews: Iterable[rows.CoveredRow], people: Iterable[rows.SeatRow], new: NewSession
) -> list[Reason]:
    """Why a session cannot be as wanted, by what is found of its reviews and people."""
    found = list(reviews)
    nowhere = tuple(sorted(set(new.reviews) - {one["id"] for one in found}))
    nobody = tuple(sorted(set(new.members) - {one["id"] for one in people if not one["left"]}))
    past = tuple(one["id"] for one in found if one["past"] or not one["calibration"])
    return [
        *((Reason("unknown_review", nowhere),) if nowhere else ()),
        *((Reason("unknown_person", nobody),) if nobody else ()),
        *((Reason("past_calibration", past),) if past else ()),
        *(Reason("in_other_session", (one["id"], one["elsewhere"])) for one in found if one["elsewhere"]),
        *(Reason("seat_conflict", (seat, one["id"])) for one in found for seat in one["seated"]),
    ]


def _create(graph: Graph, context: Context, sessions: Sequence[NewSession], relied_on: str, *, trusted: bool) -> int:
    found = cast(
        list[rows.SetUpRow],
        graph.write_many(
            CREATE,
            rows=[_row(context, one, relied_on) for one in sessions],
            actor=context.actor,
            today=context.today.isoformat(),
            uncalibrated=UNCALIBRATED_STATES,
            trusted=trusted,
        ),
    )
    if any(not row["allowed"] for row in found):
        raise Forbidden("set_up_session", "facilitator, hr_admin")
    if all(row["known"] for row in found):
        return 0
    if not all(row["created"] for row in found):
        wanted = {one.id: one for one in sessions}
        reasons = [
            each for row in found for each in reasons_against(row["reviews"], row["people"], wanted[row["session"]])
        ]
        own = any(one["own"] for row in found for one in row["reviews"]) and not trusted
        raise Refused((*dict.fromkeys(reasons), *((Reason("own_review"),) if own else ())))
    return len(found)


def _row(context: Context, new: NewSession, relied_on: str) -> dict[str, Any]:
    reviews = sorted(set(new.reviews))
    facts = {"to": SessionState.SET_UP.value, "reviews": reviews, "members": dict(new.members)}
    event = compose(context, new.id, 0, GENESIS, "set_up", facts, relied_on=relied_on)
    state = {"state": SessionState.SET_UP.value, "seq": event.seq, "head": event.hash}
    return {
        "session": properties(new) | state,
        "reviews": reviews,
        "members": seats_of(new.members),
        "event": event.params(),
    }


def _in_two(sessions: Sequence[NewSession]) -> tuple[Reason, ...]:
    """The reviews that two of the new sessions would cover."""
    first: dict[str, str] = {}
    both = []
    for one in sessions:
        for review in one.reviews:
            if first.setdefault(review, one.id) != one.id:
                both.append(Reason("in_other_session", (review, first[review])))
    return tuple(both)
