"""A manager's reports, and where each review stands."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from graph.clock import day
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.driver import Graph
from graph.queries import query
from graph.review.enums import Capacity, State
from graph.review.mapping import level_ref, person_ref
from graph.review.models import LevelRef, PersonRef
from graph.worklists import rows
from graph.worklists.mapping import review_row
from graph.worklists.models import ReviewRow

TEAM = query("worklists/team", rows.TeamRow)
_OVER = sorted((State.CLOSED.value, State.CANCELLED.value))
_DONE = sorted((*_OVER, State.ACKNOWLEDGED.value, State.DECLINED.value))


@dataclass(frozen=True)
class TeamRow:
    """One review of a report. `review` is None where there is none; `total` counts the expectations that its cycle asks
    for, `rated` the manager's own values of those, `sent` whether a self-assessment was sent in this revision;
    `in_place_of` is the manager whose deputy the reader is."""

    person: PersonRef
    since: date
    away_until: date | None
    review: ReviewRow | None
    target: LevelRef | None
    total: int
    rated: int
    sent: bool
    in_place_of: PersonRef | None = None

    @property
    def waits_for_manager(self) -> bool:
        """Whether the next act is the manager's."""
        return self.review is not None and self.review.held_by is Capacity.MANAGER


def team(graph: Graph, context: Context) -> tuple[TeamRow, ...]:
    """The actor's reports of today, in no order: each with every review that waits for somebody but HR, at least with
    the newest that is not over."""
    team_rows = graph.read_many(TEAM, actor=context.actor, today=context.today.isoformat(), over=_OVER, done=_DONE)
    return tuple(_team_row(context, cast(rows.TeamRow, row)) for row in team_rows)


def _team_row(context: Context, row: rows.TeamRow) -> TeamRow:
    review = None
    if row["review"] and row["cycle"]:
        cycle = cycle_of(row["cycle"])
        review = review_row(context, {**row["review"], "person": row["person"], "level": row["level"]}, cycle)
    return TeamRow(
        person=person_ref(row["person"]),
        since=date.fromisoformat(row["since"]),
        away_until=day(row["person"]["away_until"]),
        review=review,
        target=level_ref(row["target"]) if row["target"] else None,
        total=row["total"],
        rated=row["rated"],
        sent=row["sent"] > 0,
        in_place_of=person_ref(row["in_place_of"]) if row["in_place_of"] else None,
    )
