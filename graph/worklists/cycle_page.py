"""What HR's page of a cycle shows: all its reviews by number, and the few that stand on the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

from graph.clock import day_is_over, to_iso
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.cycle.names import CycleNames, names_of
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.jobs.models import Job
from graph.jobs.service import job_of
from graph.people.invitations import WithoutAccount, without_account
from graph.queries import query
from graph.review.enums import UNSIGNED, Capacity, State
from graph.review.mapping import person_ref
from graph.review.models import PersonRef
from graph.workflow.actions import BARRING
from graph.workflow.table import held_by
from graph.worklists.mapping import due_date, due_named, review_row, standing_of, waits_to_open
from graph.worklists.models import ENDED, ReviewRow
from graph.worklists.progress import StuckReview
from graph.worklists.rows import AlikeRow, CyclePageRow, FirstOfStandingRow, ListedReviewRow
from graph.worklists.stuck import WRITING, why_stuck

CYCLE_PAGE = query("worklists/cycle_page", CyclePageRow)

LACKING = 100
"""So many of those who cannot sign in are given, by id."""
ALL = 10**6
"""So many come where all are asked for."""
NONE = "-"
"""What asks for reviews of no department, or without a manager."""


@dataclass(frozen=True)
class Asked:
    """Which reviews of a cycle a list is to have; '' and False ask for anything. `text` is a part of a name or an id,
    `manager` an id, `holder` a capacity; `unseated` are signed ones in no session, `stuck` those that nobody can move.
    """

    text: str = ""
    state: str = ""
    department: str = ""
    manager: str = ""
    holder: str = ""
    overdue: bool = False
    unseated: bool = False
    stuck: bool = False

    def has(self, row: ReviewRow) -> bool:
        """Whether a review is one of them, as far as it can tell by itself: not whether it is unseated or stuck."""
        text, name = self.text.strip().casefold(), row.person.name
        return (
            (not text or any(text in each.casefold() for each in (name.en, name.zh, row.person.id)))
            and (not self.state or row.state.value == self.state)
            and (not self.department or (row.department or NONE) == self.department)
            and (not self.manager or (row.manager.id if row.manager else NONE) == self.manager)
            and (not self.holder or row.held_by == self.holder)
            and (not self.overdue or row.overdue)
        )


@dataclass(frozen=True)
class Alike:
    """How many reviews are in one state and due on one day; who holds them, and whether they wait for the cycle."""

    state: State
    held_by: Capacity | None
    not_open: bool
    overdue: bool
    count: int


@dataclass(frozen=True)
class Listed:
    """One stretch of the reviews that were asked for, overdue first, then by due date and name: the `page`th, from 1,
    or the last one there is; how many there are in all, and the states in which they are."""

    rows: tuple[ReviewRow, ...]
    count: int
    page: int
    states: frozenset[State]


@dataclass(frozen=True)
class CycleOverview:
    """A cycle's reviews by department ('' for none) and by their managers' ids ('' without one); `people` are these
    managers. How many nobody can move, how many signed ones wait for a session that none has, how many people under way
    cannot sign in; of each the first ones."""

    departments: Mapping[str, tuple[Alike, ...]]
    managers: Mapping[str, tuple[Alike, ...]]
    people: tuple[PersonRef, ...]
    stuck: int
    first_stuck: tuple[StuckReview, ...]
    unseated: int
    first_unseated: tuple[ReviewRow, ...]
    without_account: int
    first_without_account: tuple[WithoutAccount, ...]
    listed: Listed
    names: CycleNames
    jobs: tuple[Job, ...]

    @property
    def all(self) -> tuple[Alike, ...]:
        """All reviews."""
        return tuple(alike for of_one in self.departments.values() for alike in of_one)


def cycle_overview(
    graph: Graph, context: Context, cycle: str, asked: Asked, *, page: int, size: int, named: int
) -> tuple[Cycle, CycleOverview]:
    """A cycle, its reviews by number, and the `page`th stretch of `size` of those asked for; `named` are the first ones
    of what HR has to see to. One statement. Raises Forbidden, NotFound."""
    row = cast(CyclePageRow | None, graph.read_one(CYCLE_PAGE, **_params(context, cycle, asked, page, size, named)))
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    period = cycle_of(row["cycle"])
    found = _Standings(context, period, row)
    managers = {one["manager"]["id"]: one["manager"] for one in row["managers"] if one["manager"]}
    return period, CycleOverview(
        departments=_by(context, period, ((one["department"] or "", one) for one in row["departments"])),
        managers=_by(
            context, period, ((one["manager"]["id"] if one["manager"] else "", one) for one in row["managers"])
        ),
        people=tuple(map(person_ref, managers.values())),
        stuck=found.stuck,
        first_stuck=tuple(found.first_stuck[:named]),
        unseated=found.unseated,
        first_unseated=tuple(found.first_unseated[:named]),
        without_account=row["lacking"]["count"],
        first_without_account=without_account(row["lacking"]["first"], context.today.isoformat()),
        listed=found.listed(asked, page, size) if asked.stuck else _listed(context, period, row),
        names=names_of(row["versions"], row["chosen_managers"]),
        jobs=tuple(map(job_of, row["jobs"])),
    )


def _params(context: Context, cycle: str, asked: Asked, page: int, size: int, named: int) -> dict[str, Any]:
    both = {"calibrated": True, "plain": False}
    return {
        "cycle": cycle, "actor": context.actor, "today": context.today.isoformat(), "now": to_iso(context.now),
        "offsets": {zone: context.now.astimezone(ZoneInfo(zone)).isoformat()[-6:] for zone in short_zones()},
        "barring": sorted(BARRING), "unsigned": sorted(UNSIGNED), "ended": sorted(ENDED),
        "living": sorted(set(State) - ENDED), "writing": sorted(WRITING),
        "due_by": {
            key: {state.value: due_named(state, calibration=calibration) for state in State}
            for key, calibration in both.items()
        },
        "held_by": {
            key: [state.value for state in State if held_by(state, calibration=calibration) == asked.holder]
            for key, calibration in both.items()
        },
        "text": asked.text.strip().casefold(), "state": asked.state, "department": asked.department,
        "manager": asked.manager, "holder": asked.holder, "overdue": asked.overdue, "unseated": asked.unseated,
        "page": page, "size": size, "named": ALL if asked.stuck else named, "lacking_named": LACKING,
    }  # fmt: skip


@cache
def short_zones() -> tuple[str, ...]:
    """The time zones with a name of one word, such as EST: the engine does not know all of them, as it does others."""
    return tuple(sorted(zone for zone in available_timezones() if "/" not in zone))


def _by(context: Context, cycle: Cycle, rows: Iterable[tuple[str, AlikeRow]]) -> dict[str, tuple[Alike, ...]]:
    found: dict[str, tuple[Alike, ...]] = {}
    for key, row in rows:
        found[key] = (*found.get(key, ()), _alike(context, cycle, row))
    return found


def _alike(context: Context, cycle: Cycle, row: AlikeRow) -> Alike:
    state = State(row["state"])
    waits = waits_to_open(state, cycle, context.now)
    due = None if waits else due_date(state, {"self_due": row["due"], "manager_due": row["due"]}, cycle)
    overdue = due is not None and day_is_over(due, cycle.time_zone, context.now)
    holder = None if waits else held_by(state, calibration=cycle.calibration)
    return Alike(state, holder, waits, overdue, row["reviews"])


def _review(context: Context, cycle: Cycle, row: ListedReviewRow) -> ReviewRow:
    more = {key: row[key] for key in ("person", "manager", "level", "department")}
    return review_row(context, {**row["review"], **more}, cycle)


def _in_order(context: Context, cycle: Cycle, rows: Iterable[ListedReviewRow]) -> list[ReviewRow]:
    """The order of the statement's list: what is overdue has the earliest dates."""
    by_name = sorted(rows, key=lambda row: (row["person"]["sorted"] or "", row["review"]["id"]))
    return sorted((_review(context, cycle, row) for row in by_name), key=lambda one: one.due or date.max)


def _listed(context: Context, cycle: Cycle, row: CyclePageRow) -> Listed:
    listed = row["listed"]
    rows = tuple(_in_order(context, cycle, listed["reviews"]))
    return Listed(rows, listed["count"], listed["page"], frozenset(map(State, listed["states"])))


class _Standings:
    """The reviews that nobody can move, and signed ones that are in no session, among the standings of a cycle."""

    def __init__(self, context: Context, cycle: Cycle, row: CyclePageRow) -> None:
        self.context, self.cycle = context, cycle
        judged = [(one, why_stuck(standing_of(context, cycle, one))) for one in row["standings"]]
        self._stuck = [(one, why) for one, why in judged if why]
        self._why = {
            first["review"]["id"]: (why, first["session"] or "", one["in_session"])
            for one, why in self._stuck
            for first in one["first"]
        }
        self._waiting = [one for one in row["standings"] if self._is_unseated(one)]
        self.stuck = sum(one["reviews"] for one, _why in self._stuck)
        self.unseated = sum(one["reviews"] for one in self._waiting)

    def _is_unseated(self, one: FirstOfStandingRow) -> bool:
        return self.cycle.calibration and one["state"] == State.SIGNED_OFF and one["facilitators"] is None

    @property
    def first_stuck(self) -> list[StuckReview]:
        rows = (first for one, _why in self._stuck for first in one["first"])
        return [StuckReview(one, *self._why[one.id]) for one in _in_order(self.context, self.cycle, rows)]

    @property
    def first_unseated(self) -> list[ReviewRow]:
        return _in_order(self.context, self.cycle, (first for one in self._waiting for first in one["first"]))

    def listed(self, asked: Asked, page: int, size: int) -> Listed:
        """The stuck ones among those that were asked for: the statement, which cannot tell, has given all of them."""
        found = [one.review for one in self.first_stuck if asked.has(one.review)]
        if asked.unseated:
            waiting = {one.id for one in self.first_unseated}
            found = [one for one in found if one.id in waiting]
        page = max(1, min(page, -(-len(found) // size)))
        shown = tuple(found[(page - 1) * size : page * size])
        return Listed(shown, len(found), page, frozenset(one.state for one in found))
