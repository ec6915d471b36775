"""What can be done with a review: each operation is policy, state table, and one write that appends its event."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from graph.act import Act
from graph.audit.chain import compose
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.policy import Permission, decide
from graph.review import repository
from graph.review.commands import Command, Done, EvidenceDraft, RatingDraft, Saved
from graph.review.effects import effects_of, twins
from graph.review.guards import reasons_against
from graph.review.limits import check_draft, check_evidence, check_words
from graph.review.reading import Situation, as_seen
from graph.review.record import read_logged
from graph.review.records import Evidence, Part, Party, Sheet
from graph.review.states import MANAGER_OPEN, RESULT_VISIBLE, SELF_OPEN, Action, Capacity, Row, State, rows

_COMPARED = frozenset({"same_draft"})
"""Guards whose failure means that something changed meanwhile: a conflict, not a rule."""

_OPEN = {Party.SELF: SELF_OPEN, Party.MANAGER: MANAGER_OPEN}


def sheet(graph: Graph, act: Act, review: str) -> Sheet:
    """The review as the actor may see it; reading another's is logged, once a day.

    Raises NotFound, also where the actor may not know that it exists.
    """
    return as_seen(read_logged(graph, act, review, Permission.READ_REVIEW))


def save(
    graph: Graph, act: Act, review: str, party: Party, draft: RatingDraft, *, claimed: tuple[int, str] | None = None
) -> Saved:
    """Saves one rating; see save_many."""
    return save_many(graph, act, review, party, (draft,), claimed=claimed)[0]


def save_many(
    graph: Graph,
    act: Act,
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
    Refused for a text that is too long.
    """
    if not drafts:
        return ()
    for draft in drafts:
        check_draft(draft)
    open_states = _OPEN[party]
    results, head = repository.save(graph, act, review, party, open_states, drafts, claimed)
    _check_written(review, drafts, results)
    starting = State.ASSIGNED if party is Party.SELF else State.SELF_SUBMITTED
    if head["state"] == starting and not any(saved.accepted for saved, _ in results):
        with suppress(Conflict):  # somebody else's save was the first one; ours follows like any other
            perform(graph, act, review, Action.SAVE, Command())
        results, head = repository.save(graph, act, review, party, open_states, drafts, claimed)
        _check_written(review, drafts, results)
    return tuple(saved for saved, _ in results)


def is_open(saved: Saved, party: Party) -> bool:
    """Whether the review was open to that side's writing when a save came; if not, no choice between two versions
    helps."""
    return saved.state in _OPEN[party]


def perform(graph: Graph, act: Act, review: str, action: Action, command: Command) -> Done:
    """Takes one row of the workflow table.

    Raises NotFound; Conflict where the state has no such row, the page was stale or somebody was faster; Forbidden
    where the row is another's; Refused with every reason where its guards are not met.
    """
    check_words(command.words)
    now = repository.read(graph, act, review)
    if not decide(Permission.READ_REVIEW, now.sheet.capacities, now.head.state).allowed:
        raise NotFound("review", review)
    row = _row(now, action)
    _compare(now, command)
    reasons = reasons_against(row, now, command)
    if reasons:
        if {reason.rule for reason in reasons} & _COMPARED:
            raise _conflict(now)
        raise Refused(reasons)
    moved = _moved(graph, now, command) if row.action is Action.REPIN else None
    effects = effects_of(act, row, now, command, moved)
    event = compose(
        act,
        now.head.id,
        now.head.seq,
        now.head.head,
        action.value,
        {
            "from": now.head.state.value,
            "to": effects.to.value,
            "revision": effects.revision,
            "as": row.who.value,
            **effects.facts,
        },
        relied_on=repository.relied_on(now, row.who),
        said=effects.said,
    )
    done = repository.advance(graph, act, row, now, effects, event)
    if done is None:
        raise _conflict(repository.read(graph, act, review))
    if action is Action.SIGN_OFF:
        return replace(done, sign_off=repository.read(graph, act, review).sheet.sign_off)
    return done


def add_evidence(graph: Graph, act: Act, review: str, draft: EvidenceDraft) -> Evidence:
    """Adds a link or a note of the employee's own and supports the named ratings with it: a write of each. Asked
    for again, word for word, it is the same piece.

    Raises NotFound, Refused for what is empty, too long or not a web address, Conflict where the review is not open.
    """
    check_evidence(draft)
    _begin_if_assigned(graph, act, review)
    added = repository.add_evidence(graph, act, review, SELF_OPEN, draft)
    if added is None:
        now = _readable(graph, act, review, Permission.READ_REVIEW)
        asked = {e.id for part in Part for e in now.sheet.asked(part)}
        unknown = [one for one in draft.expectations if one not in asked]
        raise NotFound("expectation", unknown[0]) if unknown else _conflict(now)
    return added


def state_words(graph: Graph, act: Act, review: str, action: str, text: str) -> Done:
    """Appends the employee's statement ('statement') or wish to talk ('ask_to_talk'). Raises as perform does."""
    check_words({action: text})
    permission = Permission.WRITE_STATEMENT if action == "statement" else Permission.ASK_TO_TALK
    now = _readable(graph, act, review, Permission.READ_REVIEW)
    decision = decide(permission, now.sheet.capacities, now.head.state)
    if not decision.allowed:
        raise _conflict(now) if Capacity.EMPLOYEE in now.edges else Forbidden(permission.value, decision.whose)
    if not text.strip():
        raise Refused((Reason(action),))
    facts = {"from": now.head.state.value, "to": now.head.state.value, "revision": now.head.revision}
    event = compose(
        act, now.head.id, now.head.seq, now.head.head, action, facts,
        relied_on=repository.relied_on(now, Capacity.EMPLOYEE), said={action: text.strip()},
    )  # fmt: skip
    done = repository.note(graph, act, now, RESULT_VISIBLE - {State.CLOSED}, event, {})
    if done is None:
        raise _conflict(repository.read(graph, act, review))
    return done


def _readable(graph: Graph, act: Act, review: str, permission: Permission) -> Situation:
    now = repository.read(graph, act, review)
    if not decide(permission, now.sheet.capacities, now.head.state).allowed:
        raise NotFound("review", review)
    return now


def _row(now: Situation, action: Action) -> Row:
    possible = rows(now.head.state, action)
    if not possible:
        raise _conflict(now)
    held = [row for row in possible if row.who in now.edges]
    if not held:
        raise Forbidden(action.value, ", ".join(sorted(row.who.value for row in possible)))
    if action is Action.LOCK:
        raise Refused((Reason("locked_with_its_session"),))
    return held[0]


def _compare(now: Situation, command: Command) -> None:
    stale_seq = command.seq is not None and command.seq != now.head.seq
    stale_revision = command.revision is not None and command.revision != now.head.revision
    if stale_seq or stale_revision:
        raise _conflict(now)


def _conflict(now: Situation) -> Conflict:
    head = now.head
    current: dict[str, Any] = {
        "review": head.id,
        "state": head.state.value,
        "revision": head.revision,
        "seq": head.seq,
        "may": [row.action.value for row in now.sheet.may],
    }
    return Conflict(current)


def _check_written(review: str, drafts: Sequence[RatingDraft], results: Sequence[tuple[Saved, bool]]) -> None:
    if len(results) != len(drafts) or not all(allowed for _, allowed in results):
        raise NotFound("review", review)


def _begin_if_assigned(graph: Graph, act: Act, review: str) -> None:
    now = _readable(graph, act, review, Permission.READ_REVIEW)
    if Capacity.EMPLOYEE not in now.edges:
        raise Forbidden(Permission.ADD_EVIDENCE.value, Capacity.EMPLOYEE.value)
    if now.head.state is State.ASSIGNED:
        with suppress(Conflict):  # begun meanwhile in another tab
            perform(graph, act, review, Action.SAVE, Command())


def _moved(graph: Graph, now: Situation, command: Command) -> dict[str, str]:
    if command.pin is None:
        return {}
    new = repository.pin_texts(graph, command.pin)
    if not new:
        raise Refused((Reason("other_pin", (command.pin.version, command.pin.level)),))
    return twins(now.sheet.expectations, new)
