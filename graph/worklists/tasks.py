"""What waits for a person, and what waits for others."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from graph.clock import day, from_iso, to_iso
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle, CycleRow
from graph.driver import Graph
from graph.people.models import END_DEPUTY, GIVE, NAME_DEPUTY, TAKE
from graph.people.repository import name_of
from graph.queries import query
from graph.review.enums import SIGNED_STATES, UNSIGNED, Action, Capacity, State
from graph.review.models import PersonRef
from graph.review.rows import PersonRow
from graph.text import Text
from graph.workflow.actions import BARRING
from graph.worklists.mapping import review_row, standing_of
from graph.worklists.models import (
    ENDED,
    CapacityChangeLine,
    DeputyChangeLine,
    NewAddress,
    ReviewRow,
    SessionRow,
)
from graph.worklists.rows import (
    AddressRow,
    CapacityChangeRow,
    DeputyChangeRow,
    StandingRow,
    TaskSessionRow,
    TasksRow,
)
from graph.worklists.stuck import why_stuck

TASKS = query("worklists/tasks", TasksRow)
TO_ARBITRATE = query("worklists/to_arbitrate")
SHOWN_FOR = timedelta(days=30)
"""How long HR is told of a change of capacities."""
_FIRST_ADMINS = 2
"""How many people a set-up makes."""


@dataclass(frozen=True)
class Tasks:
    """What a person has to do now and what waits for others; `own` with the newest cycle first, `reports` in no order.

    `cycles` are the open ones that have begun where the person is an HR admin, none for others; `set_up` are the steps
    by which an installation is set up and that are left for HR: 'framework', 'people', 'invited', 'cycle'. `given_up`
    is how many mails were given up, for HR; `capacity_changes` are those of the last days, for HR; `deputy_changes`
    those of one's deputies by others, `address` is a new email address by somebody else, while no link for a new
    password is mailed to it.
    """

    own: tuple[ReviewRow, ...]
    reports: tuple[ReviewRow, ...]
    to_arbitrate: tuple[ReviewRow, ...]
    sessions: tuple[SessionRow, ...]
    cycles: tuple[CycleRow, ...]
    set_up: tuple[str, ...] = ()
    given_up: int = 0
    capacity_changes: tuple[CapacityChangeLine, ...] = ()
    deputy_changes: tuple[DeputyChangeLine, ...] = ()
    address: NewAddress | None = None

    @property
    def mine(self) -> tuple[ReviewRow, ...]:
        """Own reviews that wait for their employee."""
        return tuple(row for row in self.own if row.held_by is Capacity.EMPLOYEE)

    @property
    def as_manager(self) -> tuple[ReviewRow, ...]:
        """Reports' reviews that wait for the manager."""
        return tuple(row for row in self.reports if row.held_by is Capacity.MANAGER)


def task_list(graph: Graph, context: Context) -> Tasks:
    """What waits for the actor; one query, and a second where somebody challenges and the actor may have to decide."""
    return task_lists(graph, context, [context.actor]).get(context.actor, Tasks((), (), (), (), ()))


def task_lists(graph: Graph, context: Context, people: Sequence[str]) -> dict[str, Tasks]:
    """What waits for each of some people, by id; one query and a second as `task_list`, however many they are."""
    who = {"today": context.today.isoformat(), "challenged": State.CHALLENGED.value, "barring": sorted(BARRING)}
    living = sorted(state.value for state in State if state not in ENDED)
    rows = graph.read_many(
        TASKS, **who, actors=list(people), living=living, signed=SIGNED_STATES, few=_FIRST_ADMINS + 1,
        signing=Action.SIGN_OFF.value, unsigned=sorted(state.value for state in UNSIGNED), changes=[GIVE, TAKE],
        deputy_changes=[NAME_DEPUTY, END_DEPUTY],
        changes_since=to_iso(context.now - SHOWN_FOR),
    )  # fmt: skip
    deciding = [row["actor"] for row in rows if row["may_arbitrate"]]
    challenges: dict[str, list[Any]] = {}
    for one in graph.read_many(TO_ARBITRATE, **who, actors=deciding) if deciding else ():
        challenges.setdefault(one["actor"], []).append(one["review"])
    return {row["actor"]: _tasks(context, cast(TasksRow, row), challenges.get(row["actor"], ())) for row in rows}


def _tasks(context: Context, row: TasksRow, challenges: Iterable[Mapping[str, Any]]) -> Tasks:
    return Tasks(
        own=tuple(review_row(context, r) for r in row["own"]),
        reports=tuple(review_row(context, r) for r in row["reports"]),
        to_arbitrate=tuple(review_row(context, one) for one in challenges),
        sessions=tuple(_session_row(s) for s in row["sessions"]),
        cycles=tuple(
            CycleRow(cycle, one["reviews"], _stuck(context, cycle, one["standings"]))
            for one in row["cycles"]
            if (cycle := cycle_of(one["cycle"])).has_begun(context.now)
        ),
        set_up=tuple(step for step, done in (row["set_up"] or {}).items() if not done),
        given_up=row["given_up"],
        capacity_changes=tuple(_change_line(one) for one in row["capacity_changes"]),
        deputy_changes=tuple(_deputy_line(one) for one in row["deputy_changes"]),
        address=_new_address(context, row["address"]),
    )


def _stuck(context: Context, cycle: Cycle, standings: Sequence[StandingRow]) -> int:
    """How many reviews of a cycle nobody can move."""
    return sum(one["reviews"] for one in standings if why_stuck(standing_of(context, cycle, one)))


def _change_line(row: CapacityChangeRow) -> CapacityChangeLine:
    facts = json.loads(row["body"])["facts"]
    ends = facts.get("ends_capacities") or []
    return CapacityChangeLine(
        person=PersonRef(row["person"]["id"], name_of(row["person"])),
        by=_who(row["by"]),
        actor=row["actor"],
        at=from_iso(row["at"]),
        capacities=tuple(ends or facts.get("capacities") or ()),
        since=date.fromisoformat(facts["since"]),
        ends=bool(ends),
        reason=row["reason"] or "",
    )


def _deputy_line(row: DeputyChangeRow) -> DeputyChangeLine:
    facts, named = json.loads(row["body"])["facts"], row["deputy"]
    deputy = named if named and named["id"] == facts["deputy"] else None  # the text is held by the chain
    until = day(facts.get("until"))
    return DeputyChangeLine(
        deputy=name_of(deputy) if deputy else Text("", ""),
        by=_who(row["by"]),
        at=from_iso(row["at"]),
        since=date.fromisoformat(facts["since"]) if until else None,
        until=until,
        reason=row["reason"] or "",
    )


def _who(row: PersonRow | None) -> PersonRef | None:
    return PersonRef(row["id"], name_of(row)) if row else None


def _new_address(context: Context, row: AddressRow | None) -> NewAddress | None:
    if row is None or from_iso(row["no_link_until"]) <= context.now:
        return None
    return NewAddress(row["email"], row["changed"], _who(row["by"]), from_iso(row["no_link_until"]))


def _session_row(row: TaskSessionRow) -> SessionRow:
    return SessionRow(
        row["id"], Text.of(row, "name"), row["state"], day(row["meets_on"]), row["reader_is"], row["covered"],
        row["signed"], row["meets_at"] or "", pack=row["pack"], asked=len(row["votes"]), given=sum(row["votes"]),
        seated_at=from_iso(row["seated_at"]) if row["seated_at"] else None,
    )  # fmt: skip
