"""Opening a cycle: a job that gives everybody in it their review, and can be asked for again."""

from collections.abc import Collection

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Reason, Refused
from graph.jobs.models import UNFINISHED, Job, JobKind, JobState
from graph.jobs.service import new_job
from graph.population import drafts
from graph.population.models import CycleStand
from graph.queries import query

ASK_OPENING = query("population/ask_opening")
END_OPENING = query("population/end_opening")


def job_id(cycle: str) -> str:
    """The id of the job that opens a cycle, or adds people to it: there is one at a time."""
    return f"opening-{cycle}"


def ask(
    graph: Graph, context: Context, now: CycleStand, people: Collection[str] = (), *, trusted: bool = False
) -> None:
    """Asks for a cycle to be opened, or, once it is open, for whoever has no review yet to get one; only `people` where
    some are named.

    `now` is the cycle as it was read for this. Raises Refused `cycle_closed`, `opening_under_way`; Conflict where
    anything moved since.
    """
    cycle = now.cycle
    if cycle.state == "closed":
        raise Refused((Reason("cycle_closed"),))
    if now.opening and now.opening.unfinished:
        raise Refused((Reason("opening_under_way"),))
    relied_on = drafts.COMMAND_LINE if trusted else f"HAS_CAPACITY/{context.actor}>hr_admin"
    facts = {"versions": list(cycle.versions), "people": sorted(people), "opens_on": cycle.opens_on.isoformat()}
    event = compose(context, cycle.id, now.seq, now.head, "ask_for_opening", facts, relied_on=relied_on)
    job = new_job(
        context, job_id(cycle.id), JobKind.OPENING, cycle.id, {"people": sorted(people)}, relied_on=relied_on,
        capacity="hr_admin",
    )  # fmt: skip
    done = graph.write_one(
        ASK_OPENING, cycle=cycle.id, draft=cycle.draft, actor=context.actor, today=context.today.isoformat(),
        trusted=trusted, job=job, seq=now.seq, head=now.head, event=event.params(),
    )  # fmt: skip
    if done is None:
        raise Conflict({"cycle": cycle.id})


def cancel(graph: Graph, context: Context, cycle: str) -> None:
    """Cancels an opening that is not done: what is assigned stays, nothing more comes. Raises Conflict where it is."""
    now = drafts.stand(graph, context, cycle)
    if not now.opening or not now.opening.unfinished:
        raise Conflict({"cycle": cycle})
    if not end(graph, context, now, now.opening, JobState.CANCELLED):
        raise Conflict({"cycle": cycle})


def end(
    graph: Graph,
    context: Context,
    now: CycleStand,
    job: Job,
    to: JobState,
    *,
    why: str = "",
    worker: str = "",
    trusted: bool = False,
) -> bool:
    """Ends an opening with its event; False where it is not under way any more, or another worker's."""
    action = {JobState.DONE: "open_cycle", JobState.CANCELLED: "cancel_opening"}.get(to, "fail_opening")
    facts = {"reviews": now.reviews, "to": to.value, **({"why": why} if why else {})}
    relied_on = job.relied_on if context.actor == job.asker else f"HAS_CAPACITY/{context.actor}>hr_admin"
    event = compose(context, job.about, now.seq, now.head, action, facts, relied_on=relied_on)
    row = graph.write_one(
        END_OPENING, job=job.id, worker=worker, to=to.value, why=why, now=to_iso(context.now),
        actor=context.actor, today=context.today.isoformat(), trusted=trusted, seq=now.seq, head=now.head,
        event=event.params(), **{"from": sorted(state.value for state in UNFINISHED)},
    )  # fmt: skip
    return row is not None
