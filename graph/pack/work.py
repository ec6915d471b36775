"""Packs for those who make them: what waits, who has it in hand, and how it ended."""

from datetime import timedelta
from typing import Any

from graph.calibration import packs
from graph.calibration.packs import UNFINISHED, PackJob, PackState
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.pack import repository
from graph.pack.models import PackFile, Why
from graph.pack.service import move
from graph.signs_of_life import STALE_SECONDS

WORKER = "worker"
"""Who did it, in events of a worker."""
BEAT_SECONDS = 5.0
ATTEMPTS = 3
_MAKING = frozenset({PackState.MAKING})


def beat(graph: Graph, context: Context, worker: str, store: str = "") -> None:
    """Gives a sign of life; `store` is the id of the store in which it keeps packs, '' where it has none yet."""
    graph.write_one(repository.BEAT, worker=worker, store=store, now=to_iso(context.now))


def leave(graph: Graph, worker: str) -> None:
    """Says that a worker ended."""
    graph.write_one(repository.LEAVE, worker=worker)


def living_workers(graph: Graph, context: Context) -> frozenset[str]:
    """The workers that gave a sign of life lately."""
    return frozenset(
        row["id"]
        for row in graph.read_many(repository.WORKERS)
        if _silence(context, row) <= timedelta(seconds=STALE_SECONDS)
    )


def stores(graph: Graph, context: Context) -> frozenset[str]:
    """The ids of the stores in which living workers keep packs: more than one where installations share the graph."""
    return frozenset(
        row["store"]
        for row in graph.read_many(repository.WORKERS)
        if row["store"] and _silence(context, row) <= timedelta(seconds=STALE_SECONDS)
    )


def forget_silent(graph: Graph, context: Context) -> None:
    """Forgets the workers that have been silent for an hour."""
    for row in graph.read_many(repository.WORKERS):
        if _silence(context, row) > timedelta(hours=1):
            leave(graph, row["id"])


def waiting(graph: Graph, context: Context, worker: str, making: str = "") -> tuple[str, ...]:
    """The ids of packs that wait, the oldest first.

    What a worker without a sign of life had in hand waits again, or fails after `ATTEMPTS`. So does what `worker` let
    fall when the graph was away, which does not count as an attempt: `making` is what it makes now ('' for nothing),
    and it must take nothing meanwhile.
    """
    jobs = []
    for row in graph.read_many(repository.UNFINISHED, states=sorted(state.value for state in UNFINISHED)):
        job = packs.job(row["pack"], row["session"])
        if job.state is PackState.WAITING:
            jobs.append(job.id)
            continue
        own = job.taken_by == worker
        silent = row["beat_at"] is None or _silence(context, row) > timedelta(seconds=STALE_SECONDS)
        if (own and job.id != making) or (not own and silent):
            if not own and job.attempts >= ATTEMPTS:
                failed(graph, context, job, Why.ATTEMPTS)
            elif put_back(graph, job, counts=not own):
                jobs.append(job.id)
    return tuple(jobs)


def take(graph: Graph, context: Context, worker: str, pack_id: str) -> PackJob | None:
    """Takes a pack in hand; None where it does not wait any more."""
    row = graph.write_one(repository.TAKE, pack=pack_id, worker=worker, now=to_iso(context.now))
    return packs.job(row["pack"], row["session"], row["reviews"]) if row else None


def progress(graph: Graph, job: PackJob, done: int, of: int) -> bool:
    """Says how far it is; False where it is cancelled or another worker's by now."""
    return graph.write_one(repository.PROGRESS, pack=job.id, worker=job.taken_by, done=done, of=of) is not None


def put_back(graph: Graph, job: PackJob, *, counts: bool = False) -> bool:
    """Lets a pack wait again; whether the attempt counts."""
    attempts = job.attempts if counts else max(0, job.attempts - 1)
    return graph.write_one(repository.PUT_BACK, pack=job.id, worker=job.taken_by, attempts=attempts) is not None


def made(graph: Graph, context: Context, job: PackJob, result: PackFile) -> bool:
    """Says that a pack is ready, and which characters stand in it as their codes; False where it was cancelled or is
    another worker's by now."""
    changes = {
        "state": PackState.READY.value, "key": result.key, "sha256": result.sha256, "pages": result.pages,
        "people": result.people, "done": result.people, "of": result.people,
    }  # fmt: skip
    facts: dict[str, Any] = {"sha256": result.sha256, "people": result.people}
    if result.code_points:
        facts["code_points"] = {review: list(codes) for review, codes in sorted(result.code_points.items())}
    return _ended(graph, context, job, _MAKING, changes, "make_pack", facts)


def failed(graph: Graph, context: Context, job: PackJob, why: Why, detail: str = "") -> bool:
    """Says that a pack was not made, and why."""
    changes = {"state": PackState.FAILED.value, "why": why.value, "detail": detail[:2000]}
    return _ended(graph, context, job, _MAKING, changes, "fail_pack", {"why": why.value})


def expired_packs(graph: Graph, context: Context, days: int) -> tuple[PackJob, ...]:
    """The packs that have been kept for longer than `days`."""
    rows = graph.read_many(repository.EXPIRED, before=to_iso(context.now - timedelta(days=days)))
    return tuple(packs.job(row["pack"], row["session"]) for row in rows)


def stored_keys(graph: Graph) -> frozenset[str]:
    """The keys of the files that ready packs name: no other file is wanted."""
    return frozenset(row["key"] for row in graph.read_many(repository.STORED_KEYS))


def expired(graph: Graph, context: Context, job: PackJob) -> bool:
    """Says that the file of a pack was deleted because its time was over."""
    changes = {"state": PackState.EXPIRED.value}
    return _ended(graph, context, job, frozenset({PackState.READY}), changes, "expire_pack", {})


def _silence(context: Context, row: dict[str, Any]) -> timedelta:
    return context.now - from_iso(row["beat_at"])


def _ended(
    graph: Graph, context: Context, job: PackJob, states: frozenset[PackState], changes: dict[str, Any], action: str,
    facts: dict[str, Any],
) -> bool:  # fmt: skip
    worker = job.taken_by if states == _MAKING else ""
    edge = f"ASKED_FOR/{job.asker.id}>{job.id}"
    return move(graph, context, job, states, changes, action, edge, worker=worker, stream=job.asker.id, facts=facts)
