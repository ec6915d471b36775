"""Many reviews at a glance: what waits for whom, a manager's team, a cycle's progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.act import Act
from graph.clock import day, day_is_over
from graph.cycle.reading import cycle_of
from graph.cycle.records import Cycle, CycleRow
from graph.driver import Graph
from graph.queries import query
from graph.review.reading import level_ref, person_ref
from graph.review.records import LevelRef, PersonRef
from graph.review.states import SIGNED, Capacity, State, held_by
from graph.text import Text

TASKS = query("review/tasks")
TO_ARBITRATE = query("review/to_arbitrate")
TEAM = query("review/team")

_ENDED = frozenset({State.CLOSED, State.CANCELLED})


@dataclass(frozen=True)
class ReviewRow:
    """One review in a list. `due` is the date its holder has now, None where there is none."""

    id: str
    state: State
    person: PersonRef
    cycle: Cycle
    due: date | None
    overdue: bool
    manager: PersonRef | None = None
    level: LevelRef | None = None

    @property
    def held_by(self) -> Capacity | None:
        """Who has to act next, None where it is over."""
        return held_by(self.state, calibration=self.cycle.calibration)


@dataclass(frozen=True)
class SessionRow:
    """One calibration session of the reader: how many of the reviews it covers are signed."""

    id: str
    name: Text
    state: str
    meets_on: date | None
    reader_is: str
    covered: int
    signed: int


@dataclass(frozen=True)
class Tasks:
    """What a person has to do now and what waits for others; newest cycle first, overdue first.

    `cycles` are the open ones where the person is an HR admin, none for others.
    """

    own: tuple[ReviewRow, ...]
    reports: tuple[ReviewRow, ...]
    to_arbitrate: tuple[ReviewRow, ...]
    sessions: tuple[SessionRow, ...]
    cycles: tuple[CycleRow, ...]

    @property
    def mine(self) -> tuple[ReviewRow, ...]:
        """Own reviews that wait for their employee."""
        return tuple(row for row in self.own if row.held_by is Capacity.EMPLOYEE)

    @property
    def as_manager(self) -> tuple[ReviewRow, ...]:
        """Reports' reviews that wait for the manager."""
        return tuple(row for row in self.reports if row.held_by is Capacity.MANAGER)


@dataclass(frozen=True)
class TeamRow:
    """One report of a manager. `review` is None where there is none; `asked` counts expectations, `rated` the
    manager's own values, `sent` whether a self-assessment was sent in this revision."""

    person: PersonRef
    since: date
    away_until: date | None
    review: ReviewRow | None
    target: LevelRef | None
    asked: int
    rated: int
    sent: bool

    @property
    def waits_for_manager(self) -> bool:
        """Whether the next act is the manager's."""
        return self.review is not None and self.review.held_by is Capacity.MANAGER


@dataclass(frozen=True)
class StuckReview:
    """A review that nobody can move, and why: 'no_manager', 'manager_left', 'no_session', 'no_facilitator',
    'no_arbiter', 'no_hr_admin', 'employee_left'."""

    review: ReviewRow
    why: str


@dataclass(frozen=True)
class CycleProgress:
    """All reviews of a cycle, and those that nobody can move."""

    rows: tuple[ReviewRow, ...]
    stuck: tuple[StuckReview, ...]

    def count(self, state: State) -> int:
        """How many reviews are in `state`."""
        return sum(row.state is state for row in self.rows)


def task_list(graph: Graph, act: Act) -> Tasks:
    """What waits for the actor; one query, and a second where somebody challenges and the actor may have to decide."""
    who = {"actor": act.actor, "today": act.today.isoformat(), "challenged": State.CHALLENGED.value}
    living = sorted(state.value for state in State if state not in _ENDED)
    row = graph.read_one(TASKS, **who, living=living, signed=sorted(state.value for state in SIGNED))
    if row is None:
        return Tasks((), (), (), (), ())
    challenges = graph.read_many(TO_ARBITRATE, **who) if row["may_arbitrate"] else []
    return Tasks(
        own=tuple(review_row(act, r) for r in row["own"]),
        reports=_overdue_first(tuple(review_row(act, r) for r in row["reports"])),
        to_arbitrate=tuple(review_row(act, one["review"]) for one in challenges),
        sessions=tuple(_session_row(s) for s in row["sessions"]),
        cycles=tuple(CycleRow(cycle_of(one["cycle"]), one["reviews"]) for one in row["cycles"]),
    )


def team(graph: Graph, act: Act) -> tuple[TeamRow, ...]:
    """The actor's reports of today: what waits for the actor first, overdue before the rest, then by name."""
    found = [_team_row(act, row) for row in graph.read_many(TEAM, actor=act.actor, today=act.today.isoformat())]
    return tuple(sorted(found, key=_team_order))


def progress(act: Act, cycle: Cycle, found: Iterable[Mapping[str, Any]]) -> CycleProgress:
    """The reviews of a cycle, as `review/progress` gives them, with those that nobody may act on."""
    rows, stuck = [], []
    for row in found:
        review = review_row(act, {**row["review"], "cycle": None, **_people(row)}, cycle)
        rows.append(review)
        why = _why_stuck(row, review, act)
        if why:
            stuck.append(StuckReview(review, why))
    return CycleProgress(_overdue_first(tuple(rows)), tuple(stuck))


def review_row(act: Act, row: Mapping[str, Any], cycle: Cycle | None = None) -> ReviewRow:
    """One review of its stored properties with person, and cycle, manager, level where the row has them."""
    of_cycle = cycle or cycle_of(row["cycle"])
    state = State(row["state"])
    due = due_date(state, row, of_cycle)
    return ReviewRow(
        id=row["id"],
        state=state,
        person=person_ref(row["person"]),
        cycle=of_cycle,
        due=due,
        overdue=due is not None and day_is_over(due, of_cycle.time_zone, act.now),
        manager=person_ref(row["manager"]) if row.get("manager") else None,
        level=level_ref(row["level"]) if row.get("level") else None,
    )


def due_date(state: State, review: Mapping[str, Any], cycle: Cycle) -> date | None:
    """The date by which the holder of a review in `state` should act."""
    if state in (State.ASSIGNED, State.SELF_DRAFT):
        return day(review["self_due"])
    if state in (State.SELF_SUBMITTED, State.MANAGER_DRAFT):
        return day(review["manager_due"])
    if state is State.CALIBRATED or (state is State.SIGNED_OFF and not cycle.calibration):
        return cycle.share_by
    return cycle.closes_on if state is State.SHARED else None


def _people(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"person": row["person"], "manager": row["manager"], "level": row["level"]}


def _session_row(row: Mapping[str, Any]) -> SessionRow:
    return SessionRow(
        row["id"], Text.of(row, "name"), row["state"], day(row["meets_on"]), row["reader_is"], row["covered"],
        row["signed"],
    )  # fmt: skip


def _team_row(act: Act, row: Mapping[str, Any]) -> TeamRow:
    review = None
    if row["review"]:
        cycle = cycle_of(row["cycle"])
        review = review_row(act, {**row["review"], "person": row["person"], "level": row["level"]}, cycle)
    return TeamRow(
        person=person_ref(row["person"]),
        since=date.fromisoformat(row["since"]),
        away_until=day(row["person"].get("away_until")),
        review=review,
        target=level_ref(row["target"]) if row["target"] else None,
        asked=row["asked"],
        rated=row["rated"],
        sent=row["sent"] > 0,
    )


def _team_order(row: TeamRow) -> tuple[bool, bool, str, str]:
    review = row.review
    due = review.due.isoformat() if review and review.due else "9999"
    return (not row.waits_for_manager, not (review and review.overdue), due, row.person.name.en)


def _overdue_first(rows: tuple[ReviewRow, ...]) -> tuple[ReviewRow, ...]:
    return tuple(sorted(rows, key=lambda r: (not r.overdue, r.due.isoformat() if r.due else "9999", r.person.name.en)))


def _why_stuck(row: Mapping[str, Any], review: ReviewRow, act: Act) -> str:
    """Why nobody can move a review, '' if somebody can."""
    state = review.state
    today = act.today.isoformat()
    manager, person = row["manager"], row["person"]
    manager_left = bool(manager and manager["leaves_on"] and manager["leaves_on"] < today)
    left = bool(person["leaves_on"] and person["leaves_on"] < today)
    if state in (State.ASSIGNED, State.SELF_DRAFT) and left:
        return "employee_left"
    if state in (State.ASSIGNED, State.SELF_DRAFT) or review.held_by is Capacity.MANAGER:
        return "no_manager" if not manager else "manager_left" if manager_left else ""
    if state is State.SIGNED_OFF:
        session = row["session"]
        return "no_facilitator" if session and not session["facilitators"] else "" if row["hr"] else "no_hr_admin"
    if state is State.CHALLENGED:
        return "" if row["arbiter"] else "no_arbiter"
    if state in (State.ACKNOWLEDGED, State.DECLINED):
        return "" if row["hr"] else "no_hr_admin"
    return ""
