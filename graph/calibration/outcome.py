"""What a session decides about everybody in it; of a locked one, what was locked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from graph.audit.canonical import content_hash
from graph.audit.exports import log_export, log_readings
from graph.calibration import rows
from graph.calibration.models import Member
from graph.calibration.table import SessionState
from graph.clock import from_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound
from graph.queries import query
from graph.review.authority import seat_edge
from graph.review.enums import SIGNED, Recommendation, State, Value
from graph.review.mapping import decision_of, level_ref, person_ref
from graph.review.models import Decision, LevelRef, PersonRef
from graph.text import Text

OUTCOME = query("calibration/outcome", rows.OutcomeRow)


@dataclass(frozen=True)
class RatingChange:
    """A rating that the committee changed: the manager's value, its own, the code of the reason, and the sentence that
    the employee reads ('' once erased)."""

    skill: Text
    before: Value | None
    value: Value
    reason_code: str
    text: str
    at: datetime


@dataclass(frozen=True)
class PersonOutcome:
    """What a session decides about one person. `revision` is that of the review when it was locked, else of today;
    `revised` tells that the review has a newer one than was locked, `read_today` that the reader read it today."""

    review: str
    person: PersonRef
    manager: PersonRef | None
    level: LevelRef
    state: State
    seq: int
    head: str
    revision: int
    revised: bool
    discussed: bool
    recommendation: Recommendation | None
    decision: Decision | None
    changes: tuple[RatingChange, ...]
    read_today: bool

    @property
    def signed(self) -> bool:
        """Whether it can be locked as far as its manager is concerned."""
        return self.state is State.SIGNED_OFF

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled after the lock: until then it would not be in the session's outcome."""
        return self.state is State.CANCELLED

    @property
    def says_something(self) -> bool:
        """Whether the outcome says more of the review than whose it is: a recommendation, a decision, a change."""
        return bool(self.recommendation or self.decision or self.changes)

    @property
    def readable(self) -> bool:
        """Whether its current revision is signed, so that members may read it."""
        return self.state in SIGNED


@dataclass(frozen=True)
class TakenOut:
    """Somebody who was taken out of the session after its start, when, and why ('' once erased, and where the reader
    was taken out with them)."""

    review: str
    person: PersonRef
    level: LevelRef
    at: datetime
    reason: str


@dataclass(frozen=True)
class Confirmation:
    """That a facilitator confirmed what a session would lock; `covers` is the digest of it."""

    by: PersonRef
    at: datetime
    covers: str


@dataclass(frozen=True)
class SessionOutcome:
    """What a session decides. `reader_is` is '' for an HR admin without a seat; `there` are the members who have not
    left. `first` is the first confirmation of two, where somebody gave one who is still a facilitator of it.
    `taken_out` are those who came out of it after its start, but for the reader.
    """

    id: str
    name: Text
    state: SessionState
    meets_on: date
    seq: int
    head: str
    changes: int
    reader_is: str
    members: tuple[Member, ...]
    there: frozenset[str]
    people: tuple[PersonOutcome, ...]
    first: Confirmation | None
    locked_at: datetime | None
    taken_out: tuple[TakenOut, ...] = ()

    @property
    def covers(self) -> str:
        """The digest of what a lock would make final: each review as it stands, with all that was recorded of it."""
        return content_hash({"reviews": sorted([one.review, one.revision, one.seq, one.head] for one in self.people)})

    @property
    def unsigned(self) -> tuple[PersonOutcome, ...]:
        """Those whose review is not signed off."""
        return tuple(one for one in self.people if not one.signed)

    @property
    def undecided(self) -> tuple[PersonOutcome, ...]:
        """Those who are signed off and not decided about."""
        return tuple(one for one in self.people if one.signed and one.decision is None)


def outcome(graph: Graph, context: Context, session: str) -> SessionOutcome:
    """What a session decides, without the reader's own review and those that are cancelled.

    Raises NotFound where the actor neither sits in it nor, once it is locked, is an HR admin; also once it is
    dissolved.
    """
    row = cast(
        rows.OutcomeRow | None,
        graph.read_one(OUTCOME, session=session, actor=context.actor, today=context.today.isoformat()),
    )
    if row is None:
        raise NotFound("session", session)
    stored = row["session"]
    members = {one["id"]: Member(person_ref(one), one["as"]) for one in row["members"]}
    there = frozenset(one["id"] for one in row["members"] if not one["left"])
    return SessionOutcome(
        id=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        seq=stored["seq"],
        head=stored["head"],
        changes=stored.get("changes") or 0,
        reader_is=row["reader_is"] or "",
        members=tuple(members.values()),
        there=there,
        people=tuple(_person(one) for one in row["people"]),
        first=_confirmation(stored, members, there),
        locked_at=from_iso(stored["locked_at"]) if stored.get("locked_at") else None,
        taken_out=tuple(one for event in row["taken_out"] for one in _taken_out(event)),
    )


def _confirmation(
    stored: Mapping[str, Any], members: Mapping[str, Member], there: frozenset[str]
) -> Confirmation | None:
    by = members.get(stored.get("lock_confirmed_by") or "")
    if by is None or by.role != "facilitator" or by.person.id not in there:
        return None
    return Confirmation(by.person, from_iso(stored["lock_confirmed_at"]), stored["lock_confirmed"])


def _person(row: rows.PersonOutcomeRow) -> PersonOutcome:
    decided, locked = row["decision"], row["locked_revision"]
    return PersonOutcome(
        review=row["id"],
        person=person_ref(row["person"]),
        manager=person_ref(row["manager"]) if row["manager"] else None,
        level=level_ref(row["level"]),
        state=State(row["state"]),
        seq=row["seq"],
        head=row["head"],
        revision=locked or row["revision"],
        revised=locked is not None and row["revision"] > locked,
        discussed=row["discussed"],
        recommendation=Recommendation.of(row["recommendation"]),
        decision=decision_of(decided) if decided else None,
        changes=tuple(_change(one) for one in row["changes"]),
        read_today=row["read_today"],
    )


def _taken_out(row: rows.TakenOutRow) -> Iterator[TakenOut]:
    """Whom an event took out."""
    for one in row["people"]:
        person, level = person_ref(one["person"]), level_ref(one["level"])
        yield TakenOut(one["review"], person, level, from_iso(row["at"]), row["reason"] or "")


def _change(row: rows.RatingChangeRow) -> RatingChange:
    return RatingChange(
        skill=Text.of(row["skill"], "name"),
        before=Value(row["before"]) if row["before"] else None,
        value=Value(row["value"]),
        reason_code=row["reason_code"] or "",
        text=row["text"] or "",
        at=from_iso(row["at"]),
    )


def log_reading(graph: Graph, context: Context, outcome: SessionOutcome) -> None:
    """Records that the actor reads the ratings on a page of the outcome: those that were changed (once a day and
    review). Raises Conflict if their stream keeps moving."""
    unread = [one.review for one in outcome.people if one.changes and not one.read_today]
    edge, capacity = _right(context, outcome)
    log_readings(graph, context, unread, edge=edge, capacity=capacity)


def log_download(graph: Graph, context: Context, outcome: SessionOutcome, form: str) -> None:
    """Records that the actor takes the outcome away as a file, and so reads the reviews of which it says something: not
    those that are not signed off (once a day and review).

    Before the file is given out. Raises Conflict if their stream keeps moving.
    """
    facts, (edge, capacity) = {"session": outcome.id, "form": form}, _right(context, outcome)
    reviews = [one.review for one in outcome.people if one.says_something]
    log_export(graph, context, reviews, "download_outcome", facts, edge=edge, capacity=capacity)


def _right(context: Context, outcome: SessionOutcome) -> tuple[str, str]:
    """The edge by which the actor reads an outcome, and the capacity that it gives: their seat, else that of HR."""
    if outcome.reader_is:
        return seat_edge(context.actor, outcome.id, outcome.reader_is), outcome.reader_is
    return f"HAS_CAPACITY/{context.actor}>hr_admin", "hr_admin"
