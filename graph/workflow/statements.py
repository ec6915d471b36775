"""The employee's statement, and their wish to talk."""

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, Reason, Refused
from graph.review.enums import RESULT_VISIBLE, Capacity, State
from graph.review.validation import check_words
from graph.workflow import repository
from graph.workflow.commands import Done
from graph.workflow.policy import Permission, decide
from graph.workflow.reading import conflict, read, read_permitted
from graph.workflow.repeated import is_repeated


def add_words(graph: Graph, context: Context, review: str, action: str, text: str, seq: int | None = None) -> Done:
    """Appends the employee's statement ('statement') or wish to talk ('ask_to_talk').

    Raises as perform does, but not where the review moved since the page showed it as of `seq`: the words do not
    depend on that. Only the same words from the same page again are a Conflict.
    """
    check_words({action: text})
    if seq is not None and is_repeated(graph, review, context.actor, action, seq, {text.strip()}):
        raise conflict(read_permitted(graph, context, review, Permission.READ_REVIEW))
    permission = Permission.WRITE_STATEMENT if action == "statement" else Permission.ASK_TO_TALK
    now = read_permitted(graph, context, review, Permission.READ_REVIEW)
    decision = decide(permission, now.sheet.capacities, now.head.state)
    if not decision.allowed:
        raise conflict(now) if Capacity.EMPLOYEE in now.edges else Forbidden(permission.value, decision.whose)
    if not text.strip():
        raise Refused((Reason(action),))
    facts = {"from": now.head.state.value, "to": now.head.state.value, "revision": now.head.revision}
    event = compose(
        context, now.head.id, now.head.seq, now.head.hash, action, facts,
        relied_on=repository.relied_on(now, Capacity.EMPLOYEE), texts={action: text.strip()},
    )  # fmt: skip
    done = repository.note(graph, context, now, RESULT_VISIBLE - {State.CLOSED}, event, {})
    if done is None:
        raise conflict(read(graph, context, review))
    return done
