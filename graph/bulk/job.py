"""An act on many reviews as a job: each wholly or not at all, taken up again where it was cut short."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from graph.bulk import acts, notes
from graph.bulk.models import Outcome
from graph.clock import day
from graph.context import Context
from graph.driver import Graph
from graph.errors import Reason
from graph.jobs.models import Job, Stopped
from graph.jobs.work import said
from graph.people.repository import name_of
from graph.queries import query
from graph.review.enums import Action
from graph.text import Text
from graph.workflow.commands import Command

DONE_SINCE = query("bulk/done_since")

SAY_SECONDS = 1.0
"""How often it says how far it is, and hears that it was cancelled."""
TOGETHER = ("remind", "extend")
"""Acts that are written many at once; the others are taken one by one."""


@dataclass(frozen=True)
class Result:
    """What an act on many reviews came to so far. `names` are those of the people of refused reviews, and of whoever a
    reason is about."""

    done: int
    refused: Mapping[str, tuple[Reason, ...]]
    people: Mapping[str, str]
    names: Mapping[str, Text]


def items_of(found: notes.Reviews, reviews: Sequence[str]) -> tuple[str, ...]:
    """The items of a job that is to take an act on some reviews: the newest event of each as they stand now, so that
    what was done by the job can be told from what was done before."""
    stand = {row["id"]: row["seq"] for row in found.rows}
    return tuple(f"{review}/{stand[review]}" for review in reviews if review in stand)


def result_of(job: Job) -> Result:
    """What a job came to so far."""
    kept = job.result
    return Result(
        kept.get("done", 0),
        {
            review: tuple(Reason(rule, tuple(about)) for rule, about in reasons)
            for review, reasons in kept.get("refused", {}).items()
        },
        kept.get("people", {}),
        {person: Text(*name) for person, name in kept.get("names", {}).items()},
    )


def make(
    graph: Graph,
    context_of: Callable[[str], Context],
    job: Job,
    *,
    stopping: Callable[[], bool] = lambda: False,
    after: Callable[[Context, str], None] = lambda _context, _review: None,
) -> Job:
    """Takes the act on each review that it was not taken on yet; `after` is told of each on which it is, also of those
    by an earlier attempt. Raises Stopped."""
    done = {row["review"]: None for row in _done(graph, job)}
    for review in done:
        after(context_of(job.asker), review)
    refused: dict[str, Any] = dict(job.result.get("refused", {}))
    job = _stands(graph, context_of(job.asker), job, len(done), refused)
    heard = monotonic()
    for batch in _batches(job, [one for one, _seq in _stood(job) if one not in done and one not in refused]):
        if stopping():
            raise Stopped
        context = context_of(job.asker)
        outcome = _take(graph, context, job, batch)
        for review in outcome.done:
            after(context, review)
        done |= dict.fromkeys(outcome.done)
        refused |= {one: [[reason.rule, list(reason.about)] for reason in why] for one, why in outcome.refused.items()}
        if monotonic() - heard >= SAY_SECONDS:
            job = _stands(graph, context, job, len(done), refused)
            heard = monotonic()
    return _stands(graph, context_of(job.asker), job, len(done), refused)


def told(graph: Graph, job: Job) -> Mapping[str, tuple[str, ...]]:
    """Whom the reminders of a job reached, with their reviews."""
    found: dict[str, list[str]] = {}
    for row in _done(graph, job):
        found.setdefault(row["reminded"], []).append(row["review"])
    return {person: tuple(reviews) for person, reviews in found.items()}


def _done(graph: Graph, job: Job) -> list[dict[str, Any]]:
    """The reviews on which the act was taken since it was asked for: their events say so."""
    stood = [list(one) for one in _stood(job)]
    return graph.read_many(DONE_SINCE, stood=stood, action=job.input["act"], actor=job.asker)


def _stood(job: Job) -> list[tuple[str, int]]:
    """The reviews, each with the number of its newest event when the job was asked for."""
    parts = (item.rpartition("/") for item in job.items)
    return [(review, int(seq)) for review, _slash, seq in parts]


def _batches(job: Job, left: Sequence[str]) -> Iterator[Sequence[str]]:
    size = notes.BATCH if job.input["act"] in TOGETHER else 1
    return (left[start : start + size] for start in range(0, len(left), size))


def _take(graph: Graph, context: Context, job: Job, batch: Sequence[str]) -> Outcome:
    act, said_by = job.input["act"], job.input
    if act == "remind":
        return notes.remind(graph, context, job.about, batch)
    if act == "extend":
        return notes.extend(graph, context, job.about, batch, day(said_by["self_due"]), day(said_by["manager_due"]))
    command = Command(words={"reason": said_by["reason"]} if said_by["reason"] else {})
    return acts.perform_many(graph, context, Action(act), batch, command)


def _stands(graph: Graph, context: Context, job: Job, done: int, refused: Mapping[str, Any]) -> Job:
    """Says how far it is, with the names of those on whose reviews it was refused."""
    people, names = dict(job.result.get("people", {})), dict(job.result.get("names", {}))
    unnamed = [review for review in refused if review not in people]
    for row in notes.read(graph, context, job.about, unnamed).rows if unnamed else ():
        people[row["id"]] = row["person"]["id"]
        for one in filter(None, (row["person"], row["manager"])):
            name = name_of(one)
            names[one["id"]] = [name.en, name.zh]
    result = {**job.result, "done": done, "refused": dict(refused), "people": people, "names": names}
    return said(graph, replace(job, result=result), done + len(refused), len(job.items))
