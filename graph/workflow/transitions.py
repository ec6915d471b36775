"""Taking a row of the workflow's table: policy, guards, and one write that appends its event."""

from graph.audit.chain import Event, compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, Reason, Refused
from graph.review.enums import Action
from graph.review.full_review import FullReview
from graph.review.signature import content_hash_of
from graph.review.validation import check_words
from graph.workflow import repository
from graph.workflow.commands import Command, Done
from graph.workflow.effects import Effects, effects_of, unchanged_expectations
from graph.workflow.guards import reasons_against
from graph.workflow.policy import Permission
from graph.workflow.reading import ReviewReading, conflict, read, read_permitted
from graph.workflow.table import Row, rows

_GUARDS_OF_CHANGE = frozenset({"same_draft"})
"""Guards whose failure means that something changed meanwhile: a conflict, not a rule."""


def perform(
    graph: Graph,
    context: Context,
    review: str,
    action: Action,
    command: Command,
    reading: ReviewReading | None = None,
) -> Done:
    """Takes one row of the workflow table.

    `reading` is one of this review by this actor (else ValueError), made for the same request: it spares another, and
    the write is refused if anything moved since. Raises NotFound; Conflict where the state has no such row, the page
    was stale or somebody was faster; Forbidden where the row is another's; Refused with every reason where its guards
    are not met.
    """
    check_words(command.words)
    full = reading.full if reading else read_permitted(graph, context, review, Permission.READ_REVIEW)
    if (full.head.id, full.actor) != (review, context.actor):
        raise ValueError(f"{review}: the reading is of {full.head.id} by {full.actor}, not by {context.actor}")
    row = _row(full, action)
    reasons = reasons_against(row, full, command)
    if _is_stale(full, command) or {reason.rule for reason in reasons} & _GUARDS_OF_CHANGE:
        raise conflict(read(graph, context, review))  # anew: what is stale may hold half of a commit
    if reasons:
        raise Refused(reasons)
    unchanged = _unchanged(graph, full, command) if row.action is Action.REPIN else None
    effects = effects_of(context, row, full, command, unchanged)
    if effects.signature:
        _check_read_whole(graph, context, full)
    done = repository.advance(graph, context, row, full, effects, _event(context, row, full, effects))
    if done is None:
        raise conflict(read(graph, context, review))
    return done


def _event(context: Context, row: Row, full: FullReview, effects: Effects) -> Event:
    facts = {
        "from": full.head.state.value,
        "to": effects.to.value,
        "revision": effects.revision,
        "as": row.who.value,
        **effects.facts,
    }
    edge = repository.relied_on(full, row.who)
    head = full.head
    return compose(
        context, head.id, head.seq, head.hash, row.action.value, facts, relied_on=edge, texts=effects.texts,
        on_behalf_of=full.edges[row.who].get("deputy_of"),
    )  # fmt: skip


def _row(full: FullReview, action: Action) -> Row:
    candidates = rows(full.head.state, action)
    if not candidates:
        raise conflict(full)
    own = [row for row in candidates if row.who in full.edges]
    if not own:
        raise Forbidden(action.value, ", ".join(sorted(row.who.value for row in candidates)))
    if action is Action.LOCK:
        raise Refused((Reason("locked_with_its_session"),))
    return own[0]


def _is_stale(full: FullReview, command: Command) -> bool:
    stale_seq = command.seq is not None and command.seq != full.head.seq
    stale_revision = command.revision is not None and command.revision != full.head.revision
    return stale_seq or stale_revision


def _check_read_whole(graph: Graph, context: Context, full: FullReview) -> None:
    """Raises Conflict unless a second reading says the same as what is to be signed.

    Neo4j (2026.08) reads without a snapshot: a reading beside a commit can hold half of it, even of one node, so that a
    signature could cover a rating that never was, though the draft's number is compared.
    """
    again = read(graph, context, full.head.id)
    if content_hash_of(again.sheet) != content_hash_of(full.sheet):
        raise conflict(again)


def _unchanged(graph: Graph, full: FullReview, command: Command) -> dict[str, str]:
    if command.pin is None:
        return {}
    role, texts = repository.pin_texts(graph, command.pin)
    if not texts:
        raise Refused((Reason("other_pin", (command.pin.version, command.pin.level)),))
    if role in full.other_roles:
        raise Refused((Reason("no_other_living_review"),))
    return unchanged_expectations(full.sheet.expectations, texts)
