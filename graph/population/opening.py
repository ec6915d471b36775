"""Opening a cycle: a job that gives everybody in it their review, and can be asked for again."""

from collections.abc import Collection
from datetime import timedelta

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Reason, Refused
from graph.population import drafts
from graph.population.models import UNFINISHED, CycleStand, Opening, OpeningState
from graph.queries import query

ASK_OPENING = query("population/ask_opening")
END_OPENING = query("population/end_opening")

SILENT_SECONDS = 60.0


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
    opening = {
        "asker": context.actor, "relied_on": relied_on, "state": OpeningState.WAITING.value,
        "asked_at": to_iso(context.now), "done": 0, "of": 0, "attempts": 0, "people": sorted(people),
    }  # fmt: skip
    done = graph.write_one(
        ASK_OPENING, cycle=cycle.id, draft=cycle.draft, actor=context.actor, today=context.today.isoformat(),
        trusted=trusted, opening=opening, seq=now.seq, head=now.head, event=event.params(),
    )  # fmt: skip
    if done is None:
        raise Conflict({"cycle": cycle.id})


def cancel(graph: Graph, context: Context, cycle: str) -> None:
    """Cancels an opening that is not done: what is assigned stays, nothing more comes. Raises Conflict where it is."""
    now = drafts.stand(graph, context, cycle)
    if not now.opening or not now.opening.unfinished:
        raise Conflict({"cycle": cycle})
    if not end(graph, context, now, now.opening, OpeningState.CANCELLED):
        raise Conflict({"cycle": cycle})


def end(
    graph: Graph,
    context: Context,
    now: CycleStand,
    opening: Opening,
    to: OpeningState,
    *,
    why: str = "",
    worker: str = "",
    trusted: bool = False,
) -> bool:
    """Ends an opening with its event; False where it is not under way any more, or another worker's."""
    action = {OpeningState.DONE: "open_cycle", OpeningState.CANCELLED: "cancel_opening"}.get(to, "fail_opening")
    facts = {"reviews": now.reviews, "to": to.value, **({"why": why} if why else {})}
    relied_on = opening.relied_on if context.actor == opening.asker else f"HAS_CAPACITY/{context.actor}>hr_admin"
    event = compose(context, opening.cycle, now.seq, now.head, action, facts, relied_on=relied_on)
    row = graph.write_one(
        END_OPENING, cycle=opening.cycle, worker=worker, to=to.value, why=why, now=to_iso(context.now),
        actor=context.actor, today=context.today.isoformat(), trusted=trusted, seq=now.seq, head=now.head,
        event=event.params(), **{"from": sorted(state.value for state in UNFINISHED)},
    )  # fmt: skip
    return row is not None


def worker_seen(now: CycleStand, context: Context) -> bool:
    """Whether any worker has given a sign of life lately."""
    return now.beat_at is not None and context.now - now.beat_at <= timedelta(seconds=SILENT_SECONDS)
