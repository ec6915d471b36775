"""What a session is set up or changed with: reviews that can still be calibrated, people who can sit over them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from graph.calibration import rows
from graph.calibration.table import SessionState
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.people.search import email_key, plain
from graph.queries import query
from graph.review.authority import seat_edge
from graph.review.enums import UNCALIBRATED_STATES, State
from graph.review.mapping import level_ref, person_ref
from graph.review.models import LevelRef, PersonRef
from graph.text import Text

CANDIDATES = query("calibration/candidates", rows.CandidatesRow)
MOST_MEANT = 6
"""So many people are offered for a name that was typed."""
_WHOSE = ("set_up_session", "facilitator, hr_admin")
_SOUGHT = 200
"""For so many names that were typed people are looked for: each is held against everybody there is."""


@dataclass(frozen=True)
class Candidate:
    """A review that a session could cover: whose, at which level, whether it is signed off, and the other open session
    that covers it. `able` is False once it can no longer be calibrated."""

    id: str
    person: PersonRef
    mail: str
    manager: PersonRef | None
    level: LevelRef
    department: str
    signed: bool
    able: bool
    here: bool
    elsewhere: tuple[str, Text] | None


@dataclass(frozen=True)
class Seat:
    """Somebody who sits in the session (`role`, '' for nobody yet) or was named; `near` are their direct reports and
    their manager."""

    person: PersonRef
    mail: str
    role: str
    left: bool
    near: frozenset[str]

    def conflicts_with(self, one: Candidate) -> bool:
        """Whether they may not sit over a review: their own, or of somebody in a direct line."""
        return one.person.id == self.person.id or one.person.id in self.near


@dataclass(frozen=True)
class StoredSession:
    """A session as it stands; `seats` maps a person's id to 'member' or 'facilitator'; `seated_by` are those who
    seated a facilitator in it after its start."""

    id: str
    name: Text
    state: SessionState
    meets_on: date
    meets_at: str
    seq: int
    head: str
    seats: Mapping[str, str]
    reviews: frozenset[str]
    seated_by: frozenset[str]


@dataclass(frozen=True)
class Candidates:
    """What there is to choose from. `capacity` is what the actor relies on: 'hr_admin' or 'facilitator'; `by_seat`: the
    latter by their seat in the session. `near` are the actor's direct reports and their manager, `found` people by the
    words that were typed for them, the first few of each."""

    capacity: str
    by_seat: bool
    near: frozenset[str]
    session: StoredSession | None
    cycle: str
    cycles: tuple[tuple[str, Text], ...]
    reviews: tuple[Candidate, ...]
    seats: tuple[Seat, ...]
    found: Mapping[str, tuple[PersonRef, ...]]
    facilitators: tuple[PersonRef, ...]

    def seat_of(self, typed: str) -> Seat | None:
        """Who is meant by an id or an email address; None where it is nobody's, or several people's."""
        named = [one for one in self.seats if typed == one.person.id or (one.mail and email_key(typed) == one.mail)]
        return named[0] if len(named) == 1 else None

    def edge(self, actor: str) -> str:
        """The edge that the actor relies on."""
        if self.by_seat and self.session:
            return seat_edge(actor, self.session.id, "facilitator")
        return f"HAS_CAPACITY/{actor}>{self.capacity}"


def candidates(
    graph: Graph, context: Context, *, session: str = "", cycle: str = "", chosen: Iterable[str] = (),
    typed: Collection[str] = (),
) -> Candidates:  # fmt: skip
    """What to choose from for a new session, or for one that is there, in one statement. `chosen` are reviews whatever
    their cycle, `typed` what stands for people: ids, email addresses, names.

    Raises NotFound for a session that the actor may not change, Forbidden for its members, and where they
    may not set up any.
    """
    row = cast(
        rows.CandidatesRow,
        graph.read_one(
            CANDIDATES, actor=context.actor, today=context.today.isoformat(), session=session, cycle=cycle,
            chosen=sorted(set(chosen)), named=sorted(set(typed)), meant=MOST_MEANT, before=UNCALIBRATED_STATES,
            mails=sorted({key for one in typed if "@" in one and (key := email_key(one))}),
            sought=sorted({words for one in typed if _is_name(words := plain(one))})[:_SOUGHT],
        ),
    )  # fmt: skip
    if not row["allowed"] or (session and row["session"] is None):
        raise NotFound("session", session) if session and not row["seat"] else Forbidden(*_WHOSE)
    found: dict[str, list[PersonRef]] = {}
    for one in row["found"]:
        found.setdefault(one["words"], []).append(person_ref(one["person"]))
    return Candidates(
        capacity="hr_admin" if "hr_admin" in row["capacities"] else "facilitator",
        by_seat=row["seat"] == "facilitator",
        near=frozenset(row["near"]),
        session=_stored(row),
        cycle=row["cycle"]["id"] if row["cycle"] else "",
        cycles=tuple((one["id"], Text.of(one, "name")) for one in row["cycles"]),
        reviews=tuple(_candidate(one) for one in row["reviews"]),
        seats=tuple(_seat(one) for one in row["people"]),
        found={words: tuple(people) for words, people in found.items()},
        facilitators=tuple(person_ref(one) for one in row["facilitators"]),
    )


def _is_name(words: str) -> bool:
    """Whether enough was typed to look for it in names: two Chinese characters, three letters."""
    return len(words) > (2 if words.isascii() else 1)


def _stored(row: rows.CandidatesRow) -> StoredSession | None:
    stored = row["session"]
    if stored is None:
        return None
    return StoredSession(
        id=stored["id"],
        name=Text.of(stored, "name"),
        state=SessionState(stored["state"]),
        meets_on=date.fromisoformat(stored["meets_on"]),
        meets_at=stored.get("meets_at") or "",
        seq=stored["seq"],
        head=stored["head"],
        seats={one["id"]: one["as"] for one in row["people"] if one["as"]},
        reviews=frozenset(one["id"] for one in row["reviews"] if one["here"]),
        seated_by=frozenset(stored["seated_by"]),
    )


def _candidate(row: rows.CandidateRow) -> Candidate:
    other = row["elsewhere"]
    return Candidate(
        id=row["id"],
        person=person_ref(row["person"]),
        mail=row["mail"] or "",
        manager=person_ref(row["manager"]) if row["manager"] else None,
        level=level_ref(row["level"]),
        department=row["department"] or "",
        signed=row["state"] == State.SIGNED_OFF,
        able=row["state"] in UNCALIBRATED_STATES,
        here=row["here"],
        elsewhere=(other["id"], Text.of(other, "name")) if other else None,
    )


def _seat(row: rows.NamedSeatRow) -> Seat:
    return Seat(person_ref(row), row["mail"] or "", row["as"] or "", row["left"], frozenset(row["near"]))


def equal_parts(reviews: Sequence[Candidate], most: int) -> tuple[tuple[Candidate, ...], ...]:
    """The reviews by role and level in as few parts of at most `most` as there must be, none more than one larger than
    another."""
    if not reviews:
        return ()
    ordered = sorted(reviews, key=lambda one: (one.level.role_slug, one.level.rank, one.level.id, one.person.id))
    parts = -(-len(ordered) // max(1, most))
    return tuple(tuple(ordered[len(ordered) * n // parts : len(ordered) * (n + 1) // parts]) for n in range(parts))
