"""How far the reviews of a cycle are, and those that nobody can move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.cycle.names import NO_NAMES, CycleNames, names_of
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.people.invitations import WithoutAccount, without_account
from graph.queries import query
from graph.review.enums import Capacity, State
from graph.workflow.actions import BARRING
from graph.worklists.mapping import review_row
from graph.worklists.models import ENDED, UNSIGNED, ReviewRow
from graph.worklists.rows import AccountRow, CycleReviewRow, ProgressRow

PROGRESS = query("worklists/progress", ProgressRow)


@dataclass(frozen=True)
class StuckReview:
    """A review that nobody can move, and why: 'no_manager', 'manager_left', 'no_session', 'no_facilitator',
    'no_arbiter', 'no_hr_admin', 'employee_left', 'nothing_expected', 'cycle_closed'."""

    review: ReviewRow
    why: str


@dataclass(frozen=True)
class CycleProgress:
    """All reviews of a cycle, in no order that a reader would see, and those that nobody can move. `without_account`
    are people of reviews that are under way, and their managers, who cannot sign in. `names` are those of the
    cycle's settings, `listed` the reviews as they were read."""

    rows: tuple[ReviewRow, ...]
    stuck: tuple[StuckReview, ...]
    without_account: tuple[WithoutAccount, ...] = ()
    names: CycleNames = NO_NAMES
    listed: tuple[CycleReviewRow, ...] = ()

    def count(self, state: State) -> int:
        """How many reviews are in `state`."""
        return sum(row.state is state for row in self.rows)


def cycle_progress(graph: Graph, context: Context, cycle: str) -> tuple[Cycle, CycleProgress]:
    """A cycle with all its reviews and the list "nobody may act". Raises Forbidden, NotFound."""
    row = graph.read_one(
        PROGRESS, cycle=cycle, actor=context.actor, today=context.today.isoformat(), barring=sorted(BARRING)
    )
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    cycle_read = cycle_of(row["cycle"])
    names = names_of(row["versions"], row["managers"])
    return cycle_read, replace(progress_of(context, cycle_read, row["reviews"]), names=names)


def progress_of(context: Context, cycle: Cycle, listed: Sequence[CycleReviewRow]) -> CycleProgress:
    """The reviews of a cycle, as `worklists/progress` gives them, with those that nobody may act on."""
    rows, stuck = [], []
    concerned: list[AccountRow | None] = []
    for row in listed:
        review = review_row(context, {**row["review"], "cycle": None, **_people(row)}, cycle)
        rows.append(review)
        why = _why_stuck(row, review, context)
        if why:
            stuck.append(StuckReview(review, why))
        if review.state not in ENDED:
            concerned += [row["person"], row["manager"]]
    lacking = without_account(concerned, context.today.isoformat())
    return CycleProgress(tuple(rows), tuple(stuck), lacking, listed=tuple(listed))


def _people(row: CycleReviewRow) -> dict[str, Any]:
    return {"person": row["person"], "manager": row["manager"], "level": row["level"], "department": row["department"]}


def _why_stuck(row: CycleReviewRow, review: ReviewRow, context: Context) -> str:
    """Why nobody can move a review, '' if somebody can."""
    state = review.state
    today = context.today.isoformat()
    manager, person = row["manager"], row["person"]
    manager_left = bool(manager and manager["leaves_on"] and manager["leaves_on"] < today)
    left = bool(person["leaves_on"] and person["leaves_on"] < today)
    if state in UNSIGNED and not row["asks"]:
        return "nothing_expected"
    if state in (State.ASSIGNED, State.SELF_DRAFT) and review.cycle.state == "closed":
        return "cycle_closed"
    if state in (State.ASSIGNED, State.SELF_DRAFT) and left:
        return "employee_left"
    if state in (State.ASSIGNED, State.SELF_DRAFT) or review.held_by is Capacity.MANAGER:
        return "no_manager" if not manager else "manager_left" if manager_left else ""
    if state is State.SIGNED_OFF:
        session = row["session"]
        return "no_facilitator" if session and not session["facilitators"] else "" if row["hr"] else "no_hr_admin"
    if state is State.CHALLENGED:
        return "" if row["arbiter"] else "no_arbiter"
    if state in (State.ACKNOWLEDGED, State.DECLINED) or (state is State.SHARED and left):
        return "" if row["hr"] else "no_hr_admin"
    return ""
