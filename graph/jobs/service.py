"""Jobs for those who ask for them: asking, looking, cancelling."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound
from graph.jobs.models import UNFINISHED, WRITING, Job, JobKind, JobStand, JobState
from graph.jobs.rows import JobOfRow, JobRow
from graph.people.repository import name_of
from graph.queries import query
from graph.review.models import PersonRef

ASK = query("jobs/ask")
JOB = query("jobs/job", JobRow)
OF = query("jobs/of", JobOfRow)
END = query("jobs/end")

FAILED_FOR = timedelta(days=1)
"""How long a job that failed stands in lists."""


def new_job(
    context: Context, job: str, kind: JobKind, about: str, input: Mapping[str, Any], *, relied_on: str, capacity: str,
    items: Collection[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """The stored properties of a job that waits."""
    return {
        "id": job, "kind": kind.value, "about": about, "asker": context.actor, "relied_on": relied_on,
        "capacity": capacity, "state": JobState.WAITING.value, "asked_at": to_iso(context.now), "done": 0,
        "of": len(items), "items": list(items),
        "step": "", "attempts": 0, "input": json.dumps(dict(input), ensure_ascii=False),
    }  # fmt: skip


def ask(graph: Graph, job: Mapping[str, Any]) -> bool:
    """Asks for a job of `new_job`. False where one of its id waits, is in the making or is done: asking twice is asking
    once."""
    return graph.write_one(ASK, job=dict(job)) is not None


def stand(graph: Graph, context: Context, job: str) -> JobStand:
    """A job as it stands. Raises NotFound, also for who does not hold its capacity today."""
    row = cast(JobRow | None, graph.read_one(JOB, job=job, actor=context.actor, today=context.today.isoformat()))
    if row is None:
        raise NotFound("job", job)
    asker = PersonRef(row["asker"]["id"], name_of(row["asker"])) if row["asker"] else None
    return JobStand(job_of(row["job"]), asker, from_iso(row["beat_at"]) if row["beat_at"] else None)


def jobs_of(graph: Graph, kind: JobKind, about: str, now: datetime) -> tuple[Job, ...]:
    """The jobs of a kind about something that are under way, or have failed of late, the newest first."""
    rows = graph.read_many(OF, kind=kind.value, about=about, since=to_iso(now - FAILED_FOR))
    return tuple(job_of(row["job"]) for row in rows)


def cancel(graph: Graph, context: Context, job: Job) -> None:
    """Cancels a job that is not done: what it has made stays, nothing more comes. Raises Conflict where it is, or is
    being written as a whole."""
    if not ended(graph, context, job, JobState.CANCELLED, unless=WRITING):
        raise Conflict({"job": job.id})


def ended(
    graph: Graph, context: Context, job: Job, to: JobState, *, worker: str = "", why: str = "", unless: str = "-"
) -> bool:
    """Ends a job that waits or is in the making; False where it is ended by now, another worker's, or in the step
    `unless`."""
    result = json.dumps(dict(job.result), ensure_ascii=False) if worker else None
    row = graph.write_one(
        END, job=job.id, worker=worker, unless=unless, to=to.value, why=why, now=to_iso(context.now),
        result=result, **{"from": sorted(one.value for one in UNFINISHED)},
    )  # fmt: skip
    return row is not None


def job_of(stored: Mapping[str, Any]) -> Job:
    """The job of its stored properties."""
    return Job(
        id=stored["id"],
        kind=JobKind(stored["kind"]),
        about=stored["about"],
        asker=stored["asker"],
        relied_on=stored["relied_on"],
        capacity=stored["capacity"],
        state=JobState(stored["state"]),
        asked_at=from_iso(stored["asked_at"]),
        done=stored["done"],
        of=stored["of"],
        step=stored.get("step") or "",
        why=stored.get("why") or "",
        attempts=stored["attempts"],
        taken_by=stored.get("taken_by") or "",
        input=json.loads(stored["input"]),
        items=tuple(stored.get("items") or ()),
        result=json.loads(stored.get("result") or "{}"),
    )
