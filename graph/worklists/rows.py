"""What the queries of lists return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict

from graph.cycle.rows import CycleManagerRow, CycleVersionRow
from graph.jobs.rows import ListedJobRow
from graph.review.rows import LevelInListRow, NamedRow, Node, PersonRow


class AbsentPersonRow(PersonRow):
    """A person, and until when they are away."""

    away_until: str | None


class AccountRow(PersonRow):
    """A person, when they leave, and whether they can sign in or until when they are invited to."""

    leaves_on: str | None
    login: str | None
    email: str | None
    language: str | None
    invited_until: str | None
    signs_in: bool


class EmployeeRow(AccountRow):
    """A person, and until when they are away."""

    away_until: str | None


class ManagerRow(AccountRow):
    """A manager."""


class HoldingSessionRow(NamedRow):
    """The open session that holds a review."""

    state: str
    in_session: bool
    facilitators: int


class CycleReviewRow(TypedDict):
    """One review of a cycle, with what tells whether anybody can move it."""

    review: Node
    person: EmployeeRow
    manager: ManagerRow | None
    level: LevelInListRow
    department: str | None
    session: HoldingSessionRow | None
    asks: bool
    arbiter: str | None
    hr: bool


class ProgressRow(TypedDict):
    """A cycle, beside its reviews."""

    cycle: Node
    allowed: bool
    versions: list[CycleVersionRow]
    managers: list[CycleManagerRow]
    jobs: list[ListedJobRow]


class TaskSessionRow(NamedRow):
    """A session of the reader: how many reviews it covers, how many are signed; whether a pack of it is ready; when the
    reader was seated, if that was after its start; for each review that waits for the reader's vote or has it, whether
    it has."""

    state: str
    meets_on: str | None
    meets_at: str | None
    pack: bool
    reader_is: str
    seated_at: str | None
    covered: int
    signed: int
    votes: list[bool]


class StandingRow(TypedDict):
    """What decides whether anybody can move a review, and how many reviews of a cycle stand so."""

    state: str
    asks: bool
    left: bool
    has_manager: bool
    manager_left: bool
    facilitators: int | None
    in_session: bool
    arbiter: bool
    hr: bool
    reviews: int


class SortedPersonRow(PersonRow):
    """A person, and by what lists are in order."""

    sorted: str


class ListedReviewRow(TypedDict):
    """One review of a cycle in a list."""

    review: Node
    person: SortedPersonRow
    manager: PersonRow | None
    level: LevelInListRow
    department: str | None


class FirstReviewRow(ListedReviewRow):
    """One of the first reviews of a standing, with the open session that covers it."""

    session: str | None


class FirstOfStandingRow(StandingRow):
    """A standing with the first reviews of it, where something may be amiss."""

    first: list[FirstReviewRow]


class AlikeRow(TypedDict):
    """How many reviews are in a state and due on a day of their own, None where the date is the cycle's."""

    state: str
    due: str | None
    reviews: int


class OfDepartmentRow(AlikeRow):
    """Those of a department."""

    department: str | None


class OfManagerRow(AlikeRow):
    """Those of a manager."""

    manager: PersonRow | None


class LackingRow(TypedDict):
    """How many people cannot sign in, and the first of them."""

    count: int
    first: list[AccountRow]


class ListedRow(TypedDict):
    """A stretch of the reviews that were asked for, how many there are and in which states."""

    count: int
    page: int
    states: list[str]
    reviews: list[ListedReviewRow]


class CyclePageRow(TypedDict):
    """A cycle with what its page shows."""

    cycle: Node
    allowed: bool
    departments: list[OfDepartmentRow]
    managers: list[OfManagerRow]
    standings: list[FirstOfStandingRow]
    lacking: LackingRow
    listed: ListedRow
    versions: list[CycleVersionRow]
    chosen_managers: list[CycleManagerRow]
    jobs: list[ListedJobRow]


class OpenCycleRow(TypedDict):
    """An open cycle, how many reviews it has, and how those stand that are under way."""

    cycle: Node
    reviews: int
    standings: list[StandingRow]


class SetUpStepsRow(TypedDict):
    """Which steps of setting up are done."""

    framework: bool
    people: bool
    invited: bool
    cycle: bool


class CapacityChangeRow(TypedDict):
    """That somebody got or lost capacities; `by` is None for the command line and the like."""

    person: PersonRow
    by: PersonRow | None
    actor: str
    at: str
    body: str
    reason: str | None


class DeputyChangeRow(TypedDict):
    """That somebody else named or ended a deputy of the person; `by` is None for the command line and the like."""

    deputy: PersonRow | None
    by: PersonRow | None
    actor: str
    at: str
    body: str
    reason: str | None


class AddressRow(TypedDict):
    """The email address that somebody else gave the person, of late; where it was not `changed`, before they could
    sign in."""

    email: str
    no_link_until: str
    changed: bool
    by: PersonRow | None


class TasksRow(TypedDict):
    """What may wait for one person."""

    actor: str
    own: list[Node]
    reports: list[Node]
    may_arbitrate: bool
    sessions: list[TaskSessionRow]
    cycles: list[OpenCycleRow]
    set_up: SetUpStepsRow | None
    capacity_changes: list[CapacityChangeRow]
    given_up: int
    deputy_changes: list[DeputyChangeRow]
    address: AddressRow | None


class TeamRow(TypedDict):
    """One report of a manager."""

    person: AbsentPersonRow
    since: str
    in_place_of: PersonRow | None
    review: Node | None
    cycle: Node | None
    level: LevelInListRow | None
    target: LevelInListRow | None
    total: int
    rated: int
    sent: int
