"""Appointing an arbiter: HR may name another than the line gives, and must where nobody is above."""

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import Capacity, State
from graph.review.full_review import FullReview
from graph.review.validation import check_words
from graph.workflow import reading, repository

APPOINT_ARBITER = query("workflow/appoint_arbiter")


def appoint(graph: Graph, context: Context, review: str, arbiter: str, reason: str) -> None:
    """Appoints `arbiter` for a challenged review.

    Raises NotFound, Forbidden unless the actor is an HR admin and not the arbiter, Refused for an arbiter who wrote,
    signed, adjusted or locked here or is the employee, and without a reason; Conflict where anything moved.
    """
    check_words({"reason": reason})
    now = reading.read(graph, context, review)
    _check(context, now, arbiter, reason)
    facts = {
        "from": now.head.state.value,
        "to": now.head.state.value,
        "revision": now.head.revision,
        "arbiter": arbiter,
    }
    edge = repository.relied_on(now, Capacity.HR_ADMIN)
    event = compose(
        context, review, now.head.seq, now.head.hash, "appoint_arbiter", facts, relied_on=edge, texts={"reason": reason}
    )
    done = graph.write_one(
        APPOINT_ARBITER,
        review=review,
        actor=context.actor,
        today=context.today.isoformat(),
        arbiter=arbiter,
        seq=now.head.seq,
        head=now.head.hash,
        event=event.params(),
        words=[word.row() for word in event.words],
    )
    if done is None:
        raise Conflict({"review": review})


def _check(context: Context, now: FullReview, arbiter: str, reason: str) -> None:
    if Capacity.HR_ADMIN not in now.edges:
        raise NotFound("review", now.head.id) if not now.edges else Forbidden("appoint_arbiter", "hr_admin")
    if arbiter == context.actor:
        raise Forbidden("appoint_arbiter", "another hr_admin")
    if now.head.state is not State.CHALLENGED:
        raise Conflict({"review": now.head.id, "state": now.head.state.value})
    if arbiter in now.involved | {now.head.person.id}:
        raise Refused((Reason("arbiter_involved", (arbiter,)),))
    if not reason.strip():
        raise Refused((Reason("reason"),))
