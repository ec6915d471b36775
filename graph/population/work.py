"""Opening cycles, for the workers that do it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from graph.context import Context
from graph.cycle.models import Cycle
from graph.driver import Graph
from graph.jobs import work
from graph.jobs.models import Job, JobState, Stopped, Waiting
from graph.population import drafts, opening
from graph.population.drafts import COMMAND_LINE
from graph.population.models import Candidate
from graph.population.preview import preview
from graph.queries import query
from graph.review.assignment import Assignment, first_row

ASSIGN_BATCH = query("population/assign_batch")

BATCH = 500


def carry_out(
    graph: Graph,
    context_of: Callable[[str], Context],
    worker: str,
    one: Waiting,
    *,
    stopping: Callable[[], bool] = lambda: False,
    said: Callable[[int, int], None] = lambda _done, _of: None,
) -> Job | None:
    """Opens a cycle: the reviews in batches, each whole, then the cycle itself. None where it waits no more.

    What is there already stays: cut short anywhere, the next attempt goes on. Raises Stopped.
    """

    def make(context: Context, job: Job) -> Job:
        trusted = job.relied_on == COMMAND_LINE
        cycle = drafts.stand(graph, context, job.about, trusted=trusted).cycle
        wanted = preview(graph, context, cycle, job.input["people"], trusted=trusted).candidates
        _assign(graph, context, cycle, job, wanted, stopping, said)
        return job

    return work.carry_out(
        graph, context_of, worker, one, make, lambda context, job, to, why: _ended(graph, context, job, to, why)
    )


def _assign(
    graph: Graph,
    context: Context,
    cycle: Cycle,
    job: Job,
    wanted: Sequence[Candidate],
    stopping: Callable[[], bool],
    said: Callable[[int, int], None],
) -> None:
    of = job.done + len(wanted)
    for start in range(0, len(wanted), BATCH):
        if stopping():
            raise Stopped
        rows = [_row(context, cycle, each, job.relied_on) for each in wanted[start : start + BATCH]]
        done = graph.write_one(ASSIGN_BATCH, job=job.id, worker=job.taken_by, of=of, rows=rows)
        if done is None:
            raise Stopped
        said(done["done"], of)


def _row(context: Context, cycle: Cycle, one: Candidate, relied_on: str) -> dict[str, object]:
    """A review as the statement takes it. Who joins late has as much time as others had, from the day they join."""
    late = max((context.today - cycle.opens_on).days, 0) if cycle.state == "open" else 0
    self_due = min(cycle.self_due + timedelta(days=late), max(cycle.closes_on, cycle.self_due))
    manager_due = min(cycle.manager_due + timedelta(days=late), max(cycle.closes_on, cycle.manager_due))
    review = Assignment(context.new_id(), one.person.id, one.version, one.level.id, one.target, self_due, manager_due)
    role = one.level.id.rsplit("/", 2)[-2]
    return {**first_row(context, cycle.id, review, relied_on), "role": role}


def _ended(graph: Graph, context: Context, job: Job, to: JobState, why: str) -> Job:
    """Ends the job with an event in the cycle's stream. Raises Stopped where it is not its worker's any more."""
    now = drafts.stand(graph, context, job.about, trusted=True)
    if not opening.end(graph, context, now, job, to, why=why, worker=job.taken_by, trusted=True):
        raise Stopped
    return replace(now.opening or job, state=to, why=why)
