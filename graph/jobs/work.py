"""Jobs, for the workers that make them."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, GraphUnavailable
from graph.jobs.models import UNFINISHED, Job, JobKind, JobState, Stopped, Waiting
from graph.jobs.service import ended, job_of
from graph.queries import query
from graph.signs_of_life import STALE_SECONDS, is_seen

UNFINISHED_JOBS = query("jobs/unfinished")
TAKE = query("jobs/take")
PROGRESS = query("jobs/progress")
RELEASE = query("jobs/release")

WORKER = "worker"
"""Who looks for jobs; each is made in the name of who asked."""
ATTEMPTS = 3

End = Callable[[Context, Job, JobState, str], Job]
"""Ends a job of a worker in a state, with a word why; raises Stopped where it is not the worker's any more."""


def waiting(graph: Graph, context: Context, worker: str) -> tuple[Waiting, ...]:
    """The jobs that wait, the oldest first, and those that a silent worker, or this one, let fall."""
    found = []
    for row in graph.read_many(UNFINISHED_JOBS, states=sorted(state.value for state in UNFINISHED)):
        kind = JobKind(row["kind"])
        if row["state"] == JobState.WAITING:
            found.append(Waiting(row["id"], kind))
            continue
        beat_at = from_iso(row["beat_at"]) if row["beat_at"] else None
        if not is_seen(beat_at, context, STALE_SECONDS) or row["taken_by"] == worker:
            found.append(Waiting(row["id"], kind, row["taken_by"]))
    return tuple(found)


def carry_out(
    graph: Graph,
    context_of: Callable[[str], Context],
    worker: str,
    one: Waiting,
    make: Callable[[Context, Job], Job],
    end: End | None = None,
) -> Job | None:
    """Takes a job and has it made by `make`, which gives it with its result; None where it waits no more.

    It fails where three attempts got no further (`attempts`), or who asked may not any more (`no_right`). Raises
    Stopped.
    """
    row = graph.write_one(TAKE, job=one.id, worker=worker, fallen=one.fallen, now=to_iso(context_of(worker).now))
    if row is None:
        return None
    job = job_of(row["job"])
    end = end or (lambda context, ending, to, why: end_job(graph, context, ending, to, why))
    context = context_of(job.asker)
    try:
        if job.attempts > ATTEMPTS:
            return end(context, job, JobState.FAILED, "attempts")
        made = make(context, job)
        return end(context, made, JobState.FAILED if made.why else JobState.DONE, made.why)
    except Stopped:
        with suppress(GraphUnavailable):  # it is taken up again as one that was let fall
            graph.write_one(RELEASE, job=job.id, worker=worker)
        raise
    except Forbidden:
        return end(context, job, JobState.FAILED, "no_right")


def said(graph: Graph, job: Job, done: int, of: int, step: str = "") -> Job:
    """Says how far a job is, and what it came to so far. Raises Stopped where it is not this worker's any more."""
    now = replace(job, done=done, of=of, step=step)
    result = json.dumps(dict(job.result), ensure_ascii=False)
    row = graph.write_one(PROGRESS, job=job.id, worker=job.taken_by, done=done, of=of, step=step, result=result)
    if row is None or row["state"] != JobState.MAKING:
        raise Stopped
    return now


def end_job(graph: Graph, context: Context, job: Job, to: JobState, why: str = "") -> Job:
    """Ends a job of its worker. Raises Stopped where it is not this worker's any more."""
    if not ended(graph, context, job, to, worker=job.taken_by, why=why):
        raise Stopped
    return replace(job, state=to, why=why)
