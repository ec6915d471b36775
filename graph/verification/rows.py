"""What the queries of the verification return inside their columns; a test compares the keys with the queries' texts.

Any property may be missing in a graph that somebody changed by hand, so all of them are taken as they come.
"""

from collections.abc import Mapping
from typing import Any, TypedDict

Node = Mapping[str, Any]
"""All properties of a node."""


class WordsRow(TypedDict):
    """Words of an event with what their digest was made from; no text and salt once they are erased."""

    kind: Any
    text: Any
    salt: Any
    digest: Any


class EventRow(TypedDict):
    """One event with its words."""

    event: Node
    words: list[WordsRow]


class EventsRow(EventRow):
    """One event of a stream with its words."""

    stream: str


class OwnerRow(TypedDict):
    """Where the owner of a stream says that it stands; a review's state and revision beside."""

    stream: str
    kind: str
    seq: Any
    head: Any
    state: Any
    revision: Any


class OwnRow(TypedDict):
    """Properties of a review that its events say, too."""

    sent_at: Any
    shared_at: Any
    challenged: Any
    proceeded: Any
    revealed: Any
    closing: Any
    closed_at: Any
    state_before_cancel: Any
    cycle_id: Any


class LockedRevisionRow(TypedDict):
    """A session that locked the review, and in which revision."""

    session: str
    revision: Any


class AboutRow(TypedDict):
    """Whom and which levels a review is about, by its edges."""

    revision: Any
    people: list[str]
    versions: list[str]
    levels: list[str]
    targets: list[str]
    cycles: list[str]
    arbiters: list[str]
    ratings_changed: Any
    locked_in: list[LockedRevisionRow]
    own: OwnRow


class SignatureRow(TypedDict):
    """A signature and whose it is, by its edge."""

    sign_off: Node
    signers: list[str]


class EvidenceRow(TypedDict):
    """A piece of evidence under a rating."""

    title: Any
    url: Any
    note: Any
    salt: Any
    digest: Any


class RatingRow(TypedDict):
    """One rating of one side."""

    value: Any
    author: Any
    saved_at: Any
    comment: Any
    reason: Any
    salt: Any
    comment_digest: Any
    reason_digest: Any
    agreed: Any
    expectation: str
    evidence: list[EvidenceRow]


class AssessmentRow(TypedDict):
    """One side of one revision."""

    id: Any
    party: str
    revision: Any
    ratings: list[RatingRow]


class AdjustmentRow(TypedDict):
    """A committee's change of one rating."""

    value: Any
    reason_code: Any
    text: Any
    salt: Any
    text_digest: Any
    at: Any
    standing: Any
    locked: Any
    revision: Any
    party: Any
    expectation: str
    authors: list[str]
    sessions: list[str]
    in_force: bool


class DecisionRow(TypedDict):
    """A committee's decision on the level."""

    id: Any
    value: Any
    later_on: Any
    revision: Any
    text: Any
    salt: Any
    text_digest: Any
    at: Any
    standing: Any
    locked: Any
    authors: list[str]
    sessions: list[str]
    in_force: bool


class ReviewRow(TypedDict):
    """What pages read of one review."""

    owner: OwnerRow
    events: list[EventRow]
    review: str
    about: AboutRow
    signatures: list[SignatureRow]
    assessments: list[AssessmentRow]
    adjustments: list[AdjustmentRow]
    decisions: list[DecisionRow]


LevelEdgeRow = TypedDict("LevelEdgeRow", {"level": str, "from": Any, "until": Any})
"""A level that is held, and from and until which day."""

LineEdgeRow = TypedDict("LineEdgeRow", {"manager": str, "kind": Any, "from": Any, "until": Any})
"""A line to a manager."""

CapacityEdgeRow = TypedDict("CapacityEdgeRow", {"capacity": str, "from": Any, "until": Any})
"""A capacity that is held."""


DepartmentEdgeRow = TypedDict("DepartmentEdgeRow", {"department": str, "from": Any, "until": Any})
"""A department that somebody works in."""


DeputyEdgeRow = TypedDict("DeputyEdgeRow", {"deputy": str, "from": Any, "until": Any})
"""A deputy, and from and until which day."""


class PersonRow(TypedDict):
    """What a person is by their edges."""

    person: str
    levels: list[LevelEdgeRow]
    lines: list[LineEdgeRow]
    departments: list[DepartmentEdgeRow]
    capacities: list[CapacityEdgeRow]
    deputies: list[DeputyEdgeRow]


SeatRow = TypedDict("SeatRow", {"person": str, "as": Any})
"""A seat in a session."""


class SessionRow(TypedDict):
    """Who sits in a session, and what it covers; who confirmed last what it locks, and when, and when it was locked."""

    session: str
    seats: list[SeatRow]
    reviews: list[str]
    confirmed_by: Any
    confirmed: Any
    confirmed_at: Any
    locked_at: Any


class NamedPersonRow(TypedDict):
    """A person beside an event."""

    id: Any
    name_en: Any
    name_zh: Any


class NamedCycleRow(TypedDict):
    """A cycle to choose."""

    id: Any
    name_en: Any
    name_zh: Any


class RecordedEventRow(TypedDict):
    """An event with who did it, and what it hangs on: the kind of its owner, of a review whose and in which cycle."""

    stream: Any
    seq: Any
    action: Any
    actor: Any
    on_behalf_of: Any
    relied_on: Any
    at: Any
    body: Any
    previous: Any
    hash: Any
    by: NamedPersonRow | None
    about: NamedPersonRow | None
    cycle: Any
    owner: Any


class RecordRow(TypedDict):
    """A stretch of the record."""

    cycles: list[NamedCycleRow]
    people: list[str]
    events: list[RecordedEventRow]
