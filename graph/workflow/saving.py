"""Saving ratings and adding evidence: writes that take no row of the table, but for the first."""

from collections.abc import Sequence
from contextlib import suppress

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.review import repository
from graph.review.drafts import EvidenceDraft, RatingDraft, Saved
from graph.review.enums import Action, Capacity, Part, Party, State
from graph.review.models import Evidence
from graph.review.validation import check_draft, check_evidence
from graph.workflow.commands import Command
from graph.workflow.guards import not_open
from graph.workflow.policy import Permission
from graph.workflow.reading import conflict, read_permitted
from graph.workflow.table import MANAGER_OPEN, SELF_OPEN
from graph.workflow.transitions import perform

_OPEN = {Party.SELF: SELF_OPEN, Party.MANAGER: MANAGER_OPEN}


def save(
    graph: Graph,
    context: Context,
    review: str,
    party: Party,
    draft: RatingDraft,
    *,
    claimed: tuple[int, str] | None = None,
) -> Saved:
    """Saves one rating; see save_many."""
    return save_many(graph, context, review, party, (draft,), claimed=claimed)[0]


def save_many(
    graph: Graph,
    context: Context,
    review: str,
    party: Party,
    drafts: Sequence[RatingDraft],
    *,
    claimed: tuple[int, str] | None = None,
) -> tuple[Saved, ...]:
    """Saves ratings of the actor's own side (self or manager) in one statement, each compared by its version.

    The first save in a state that starts a draft (rows 1 and 4) takes that row first. `claimed` is the
    session version and session key that the actor claims and nobody has looked up: the statement itself saves nothing
    unless that version is still the account's and that session was not ended.
    Raises NotFound where it is not, where the review is not the actor's to write or an expectation is not part of it,
    Refused for a text that is too long and in a cycle that is not open.
    """
    if not drafts:
        return ()
    for draft in drafts:
        check_draft(draft)
    open_states = _OPEN[party]
    results, head = repository.save(graph, context, review, party, open_states, drafts, claimed)
    _check_written(review, drafts, results)
    if not head["open"] and State(head["state"]) in open_states | {State.ASSIGNED}:
        raise Refused((Reason("cycle_open", (head["opens_on"],) if head["opens_on"] else ()),))
    starting = State.ASSIGNED if party is Party.SELF else State.SELF_SUBMITTED
    if head["state"] == starting and not any(saved.accepted for saved, _ in results):
        with suppress(Conflict):  # somebody else's save was the first one; ours follows like any other
            perform(graph, context, review, Action.SAVE, Command())
        results, head = repository.save(graph, context, review, party, open_states, drafts, claimed)
        _check_written(review, drafts, results)
    return tuple(saved for saved, _ in results)


def is_open(saved: Saved, party: Party) -> bool:
    """Whether the review was open to that side's writing when a save came; if not, no choice between two versions
    helps."""
    return saved.state in _OPEN[party]


def add_evidence(graph: Graph, context: Context, review: str, draft: EvidenceDraft) -> Evidence:
    """Adds a link or a note of the employee's own and supports the named ratings with it: a write of each. Asked
    for again, word for word, it is the same piece.

    Raises NotFound, Refused for what is empty, too long or not a web address and in a cycle that is not open, Conflict
    where the review is not open.
    """
    check_evidence(draft)
    added = repository.add_evidence(graph, context, review, SELF_OPEN, draft)
    if added is None:
        _begin_if_assigned(graph, context, review)
        added = repository.add_evidence(graph, context, review, SELF_OPEN, draft)
    if added is None:
        now = read_permitted(graph, context, review, Permission.READ_REVIEW)
        to_rate = {e.id for part in Part for e in now.sheet.to_rate(part)}
        unknown = [one for one in draft.expectations if one not in to_rate]
        raise NotFound("expectation", unknown[0]) if unknown else conflict(now)
    return added


def _check_written(review: str, drafts: Sequence[RatingDraft], results: Sequence[tuple[Saved, bool]]) -> None:
    if len(results) != len(drafts) or not all(allowed for _, allowed in results):
        raise NotFound("review", review)


def _begin_if_assigned(graph: Graph, context: Context, review: str) -> None:
    now = read_permitted(graph, context, review, Permission.READ_REVIEW)
    if Capacity.EMPLOYEE not in now.edges:
        raise Forbidden(Permission.ADD_EVIDENCE.value, Capacity.EMPLOYEE.value)
    if now.head.state in (State.ASSIGNED, State.SELF_DRAFT) and (reasons := not_open(now.head.cycle, context.now)):
        raise Refused(reasons)
    if now.head.state is State.ASSIGNED:
        with suppress(Conflict):  # begun meanwhile in another tab
            perform(graph, context, review, Action.SAVE, Command())
