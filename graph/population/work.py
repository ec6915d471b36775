"""Opening cycles, for the workers that do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.cycle.mapping import cycle_of
from graph.cycle.models import Cycle
from graph.driver import Graph
from graph.errors import Forbidden
from graph.population import drafts, opening
from graph.population.drafts import COMMAND_LINE
from graph.population.models import UNFINISHED, Candidate, Opening, OpeningState
from graph.population.preview import preview
from graph.queries import query
from graph.review.assignment import Assignment, first_row

UNFINISHED_OPENINGS = query("population/unfinished_openings")
TAKE_OPENING = query("population/take_opening")
ASSIGN_BATCH = query("population/assign_batch")
RELEASE_OPENING = query("population/release_opening")

BATCH = 500
STALE_SECONDS = 20.0
ATTEMPTS = 3


class Stopped(Exception):
    """The opening ends before it is done: cancelled, another worker's by now, or this worker is to end."""


@dataclass(frozen=True)
class Waiting:
    """An opening to be taken up, from `fallen` where that worker let it fall ('' for one that nobody began)."""

    cycle: str
    fallen: str = ""


def waiting(graph: Graph, context: Context, worker: str) -> tuple[Waiting, ...]:
    """The openings that wait, the oldest first, and those that a silent worker, or this one, let fall."""
    found = []
    for row in graph.read_many(UNFINISHED_OPENINGS, states=sorted(state.value for state in UNFINISHED)):
        if row["state"] == OpeningState.WAITING:
            found.append(Waiting(row["cycle"]))
            continue
        beat = row["beat_at"]
        silent = beat is None or context.now - from_iso(beat) > timedelta(seconds=STALE_SECONDS)
        if silent or row["taken_by"] == worker:
            found.append(Waiting(row["cycle"], row["taken_by"]))
    return tuple(found)


def carry_out(
    graph: Graph,
    context_of: Callable[[str], Context],
    worker: str,
    one: Waiting,
    *,
    stopping: Callable[[], bool] = lambda: False,
    said: Callable[[int, int], None] = lambda _done, _of: None,
) -> Opening | None:
    """Opens a cycle: the reviews in batches, each whole, then the cycle itself. None where it waits no more.

    What is there already stays: cut short anywhere, the next attempt goes on. Raises Stopped.
    """
    row = graph.write_one(
        TAKE_OPENING, cycle=one.cycle, worker=worker, fallen=one.fallen, now=to_iso(context_of(worker).now)
    )
    if row is None:
        return None
    job, cycle = drafts.opening_of(row["opening"]), cycle_of(row["cycle"])
    context = context_of(job.asker)
    trusted = job.relied_on == COMMAND_LINE
    try:
        if job.attempts > ATTEMPTS:
            return _ended(graph, context, job, OpeningState.FAILED, worker, "attempts")
        wanted = preview(graph, context, cycle, job.people, trusted=trusted).candidates
        _assign(graph, context, cycle, job, wanted, worker, stopping, said)
        return _ended(graph, context, job, OpeningState.DONE, worker)
    except Stopped:
        graph.write_one(RELEASE_OPENING, cycle=one.cycle, worker=worker)
        raise
    except Forbidden:  # who asked is no HR admin any more
        return _ended(graph, replace(context, actor=job.asker), job, OpeningState.FAILED, worker, "no_right")


def _assign(
    graph: Graph,
    context: Context,
    cycle: Cycle,
    job: Opening,
    wanted: Sequence[Candidate],
    worker: str,
    stopping: Callable[[], bool],
    said: Callable[[int, int], None],
) -> None:
    of = job.done + len(wanted)
    for start in range(0, len(wanted), BATCH):
        if stopping():
            raise Stopped
        rows = [_row(context, cycle, each, job.relied_on) for each in wanted[start : start + BATCH]]
        done = graph.write_one(ASSIGN_BATCH, cycle=cycle.id, worker=worker, of=of, rows=rows)
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


def _ended(
    graph: Graph, context: Context, job: Opening, to: OpeningState, worker: str, why: str = ""
) -> Opening | None:
    now = drafts.stand(graph, context, job.cycle, trusted=True)
    ended = opening.end(graph, context, now, job, to, why=why, worker=worker, trusted=True)
    if not ended:
        raise Stopped
    return replace(now.opening or job, state=to, why=why)
