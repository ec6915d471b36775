"""How far the reviews of a cycle are, and those that nobody can move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.cycle.names import NO_NAMES, CycleNames, names_of
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.jobs.models import Job
from graph.jobs.service import job_of
from graph.people.invitations import WithoutAccount, without_account
from graph.queries import query
from graph.review.enums import State
from graph.workflow.actions import BARRING
from graph.worklists.mapping import review_row
from graph.worklists.models import ENDED, ReviewRow
from graph.worklists.rows import AccountRow, CycleReviewRow, ProgressRow
from graph.worklists.stuck import Standing, why_stuck

PROGRESS = query("worklists/progress", ProgressRow)
CYCLE_REVIEWS = query("worklists/cycle_reviews", CycleReviewRow)


@dataclass(frozen=True)
class StuckReview:
    """A review that nobody can move, and why, as `why_stuck` says it; the id of the open session that holds it, '' for
    none, and whether that is in progress."""

    review: ReviewRow
    why: str
    session: str = ""
    in_session: bool = False


@dataclass(frozen=True)
class CycleProgress:
    """All reviews of a cycle, in no order that a reader would see, and those that nobody can move. `without_account`
    are people of reviews that are under way, and their managers, who cannot sign in. `names` are those of the
    cycle's settings, `listed` the reviews as they were read, `jobs` the last acts on many of them."""

    rows: tuple[ReviewRow, ...]
    stuck: tuple[StuckReview, ...]
    without_account: tuple[WithoutAccount, ...] = ()
    names: CycleNames = NO_NAMES
    listed: tuple[CycleReviewRow, ...] = ()
    jobs: tuple[Job, ...] = ()

    @property
    def unseated(self) -> frozenset[str]:
        """The ids of signed reviews that wait for a calibration session and are in no open one."""
        return frozenset(
            one.id
            for one, row in zip(self.rows, self.listed, strict=True)
            if one.state is State.SIGNED_OFF and one.cycle.calibration and row["session"] is None
        )

    def count(self, state: State) -> int:
        """How many reviews are in `state`."""
        return sum(row.state is state for row in self.rows)


def cycle_progress(graph: Graph, context: Context, cycle: str) -> tuple[Cycle, CycleProgress]:
    """A cycle with all its reviews and the list "nobody may act", in two statements. Raises Forbidden, NotFound."""
    asked = {"cycle": cycle, "actor": context.actor, "today": context.today.isoformat()}
    row = graph.read_one(PROGRESS, **asked)
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    cycle_read = cycle_of(row["cycle"])
    names = names_of(row["versions"], row["managers"])
    jobs = tuple(map(job_of, row["jobs"]))
    reviews = cast(list[CycleReviewRow], graph.read_many(CYCLE_REVIEWS, barring=sorted(BARRING), **asked))
    return cycle_read, replace(progress_of(context, cycle_read, reviews), names=names, jobs=jobs)


def progress_of(context: Context, cycle: Cycle, listed: Sequence[CycleReviewRow]) -> CycleProgress:
    """The reviews of a cycle, as `worklists/cycle_reviews` gives them, with those that nobody may act on."""
    rows, stuck = [], []
    concerned: list[AccountRow | None] = []
    for row in listed:
        review = review_row(context, {**row["review"], "cycle": None, **_people(row)}, cycle)
        rows.append(review)
        standing, session = _standing(row, review, context), row["session"]
        why = why_stuck(standing)
        if why:
            stuck.append(StuckReview(review, why, session["id"] if session else "", standing.in_session))
        if review.state not in ENDED:
            concerned += [row["person"], row["manager"]]
    lacking = without_account(concerned, context.today.isoformat())
    return CycleProgress(tuple(rows), tuple(stuck), lacking, listed=tuple(listed))


def _people(row: CycleReviewRow) -> dict[str, Any]:
    return {"person": row["person"], "manager": row["manager"], "level": row["level"], "department": row["department"]}


def _standing(row: CycleReviewRow, review: ReviewRow, context: Context) -> Standing:
    today = context.today.isoformat()
    manager, session = row["manager"], row["session"]
    return Standing(
        state=review.state,
        held_by=review.held_by,
        cycle_closed=review.cycle.state == "closed",
        asks=row["asks"],
        left=_has_left(row["person"]["leaves_on"], today),
        has_manager=manager is not None,
        manager_left=manager is not None and _has_left(manager["leaves_on"], today),
        facilitators=session["facilitators"] if session else None,
        in_session=session is not None and session["in_session"],
        arbiter=bool(row["arbiter"]),
        hr=row["hr"],
    )


def _has_left(leaves_on: str | None, today: str) -> bool:
    return leaves_on is not None and leaves_on < today
