"""What the queries of sessions return inside their columns; a test compares the keys with the query's text."""

from typing import TypedDict

from graph.review.rows import LevelInListRow, NamedRow, Node, PersonRow
from graph.text import NamePair

MemberRow = TypedDict(
    "MemberRow", {"id": str, "name": str | None, "name_zh": str | None, "as": str, "here_at": str | None}
)
"""Somebody in the session, and when they last had one of its pages open."""


class PackRow(TypedDict):
    """A pack of the session, who asked for it, which reviews it holds and whether all may still be read."""

    pack: Node
    asker: PersonRow | None
    reviews: list[str]
    open: bool


class CastVoteRow(TypedDict):
    """A vote that the session may read; `expectation` is None for the person as a whole."""

    review: str
    by: str
    value: str
    expectation: str | None


class NoteRow(TypedDict):
    """A member's note on the person that was asked for; no text once it was erased."""

    by: str
    version: int
    text: str | None
    saved_at: str


class SessionRow(TypedDict):
    """A session as one of its members sees it."""

    session: Node
    reader_is: str
    members: list[MemberRow]
    reviews: list[Node]
    votes: list[CastVoteRow]
    notes: list[NoteRow]
    packs: list[PackRow]
    beat_at: str | None


OutcomeMemberRow = TypedDict(
    "OutcomeMemberRow", {"id": str, "name": str | None, "name_zh": str | None, "as": str, "left": bool}
)
"""Somebody in the session, and whether they left."""


class RatingChangeRow(TypedDict):
    """A rating that the committee changed."""

    skill: NamePair
    before: str | None
    value: str
    reason_code: str | None
    text: str | None
    at: str


class PersonOutcomeRow(TypedDict):
    """What a session decides about one person; `locked_revision` is the review's when the session was locked,
    `read_today` whether the reader read it today."""

    id: str
    state: str
    seq: int
    head: str
    revision: int
    locked_revision: int | None
    discussed: bool
    person: PersonRow
    manager: PersonRow | None
    level: LevelInListRow
    recommendation: str | None
    decision: Node | None
    changes: list[RatingChangeRow]
    read_today: bool


class NamedReviewRow(TypedDict):
    """A review that an event took out."""

    review: str
    person: PersonRow
    level: LevelInListRow


class TakenOutRow(TypedDict):
    """An event that took people out of a session in progress; no reason once it was erased, and none
    for whoever is among them."""

    at: str
    reason: str | None
    people: list[NamedReviewRow]


class OutcomeRow(TypedDict):
    """What a session decides."""

    session: Node
    reader_is: str | None
    hr: bool
    members: list[OutcomeMemberRow]
    people: list[PersonOutcomeRow]
    taken_out: list[TakenOutRow]


class CoveredRow(TypedDict):
    """A review that a session is to cover: whether it can no longer be calibrated, whether its cycle has calibration,
    whether it is the actor's own, the open session it is in already, and the members who may not sit over it."""

    id: str
    calibration: bool
    own: bool
    past: bool
    elsewhere: str | None
    seated: list[str]


class SeatRow(TypedDict):
    """Somebody who is to sit in a session, and whether they left."""

    id: str
    left: bool


class SetUpRow(TypedDict):
    """What came of setting up a session, or what stood in the way."""

    session: str
    allowed: bool
    known: bool
    reviews: list[CoveredRow]
    people: list[SeatRow]
    created: bool


class CandidateRow(TypedDict):
    """A review that a session could cover, or covers (`here`); `elsewhere` is another open one that does."""

    id: str
    state: str
    person: PersonRow
    mail: str | None
    manager: PersonRow | None
    level: LevelInListRow
    department: str | None
    here: bool
    elsewhere: NamedRow | None


NamedSeatRow = TypedDict(
    "NamedSeatRow",
    {
        "id": str, "name": str | None, "name_zh": str | None, "mail": str | None, "as": str | None, "left": bool,
        "near": list[str],
    },
)  # fmt: skip
"""Somebody who sits in the session or was named for it; `near` are their direct reports and their manager."""


class FoundRow(TypedDict):
    """Somebody who is found by the words that were typed."""

    words: str
    person: PersonRow


class CandidatesRow(TypedDict):
    """What a session is set up or changed with."""

    session: Node | None
    seat: str | None
    capacities: list[str]
    allowed: bool
    near: list[str]
    cycle: Node | None
    cycles: list[NamedRow]
    reviews: list[CandidateRow]
    people: list[NamedSeatRow]
    found: list[FoundRow]
    facilitators: list[PersonRow]


class ChangedRow(TypedDict):
    """What came of changing a session, or what stood in the way; `own`: it covers, or is to cover, the actor's own."""

    allowed: bool
    stands: bool
    own: bool
    reviews: list[CoveredRow]
    people: list[SeatRow]
    changed: bool


class SeatedRow(TypedDict):
    """What came of seating a facilitator, or what stood in the way: `own`, the session covers the actor's own review;
    `related`, those of the actor's direct reports and manager; `facilitates`, the actor is one of its facilitators;
    `there`, whom it is about has not left; `known`, they are a facilitator of it already; `chose`, they seated one;
    the reviews over which they may not sit."""

    allowed: bool
    stands: bool
    own: bool
    related: list[str]
    facilitates: bool
    there: bool
    known: bool
    chose: bool
    conflicts: list[str]
    seated: bool


class ConflictRow(TypedDict):
    """A member and whose review they may not sit over."""

    review: str
    member: PersonRow
    person: PersonRow


class StandingRow(TypedDict):
    """How a session stands, for whoever moves it; `facilitators` are those who are there today."""

    session: Node
    seat: str | None
    hr: bool
    facilitators: int
    covered: int
    signed_off: int
    own: bool
    line: bool
    conflicts: list[ConflictRow]


class ListedSessionRow(NamedRow):
    """A session in a list; `reader_is` is the reader's seat in it, '' for none."""

    state: str
    meets_on: str
    reader_is: str
    covered: int
    signed: int


class UnseatedRow(NamedRow):
    """How many signed reviews of a cycle are in no open session."""

    reviews: int


class SessionsRow(TypedDict):
    """The sessions of a reader."""

    sessions: list[ListedSessionRow]
    unseated: list[UnseatedRow]


class BallotExpectationRow(NamedRow):
    """A required expectation that can be voted on, by the key of its skill."""

    key: str


class OwnVoteRow(TypedDict):
    """What the reader gave; `expectation` is None for the person as a whole."""

    expectation: str | None
    value: str | None
    note: str
    version: int
    saved_at: str


class BallotRow(TypedDict):
    """What a member votes on."""

    session: Node
    reader_is: str
    reviews: list[Node]
    expectations: list[BallotExpectationRow]
    votes: list[OwnVoteRow]
