"""Reading a review's record: its history, the dossier of its report, and the log of who read it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.act import Act
from graph.audit import repository as audit
from graph.audit.chain import compose
from graph.driver import Graph
from graph.errors import Conflict, NotFound
from graph.policy import Permission, decide, sees_adjustments, sees_words
from graph.queries import query
from graph.review import repository
from graph.review.reading import Situation, as_seen
from graph.review.records import Comparable, Dossier, History, RecordedEvent, Value
from graph.review.states import RESULT_VISIBLE, SIGNED, Action, Capacity, State

BESIDE = query("review/beside")

FEWEST_COMPARED = 3
"""Of fewer people somebody who knows the company could tell who was rated how."""
_ATTEMPTS = 8

_AUDIENCE = {
    Permission.READ_COMMITTEE_REPORT: frozenset({Capacity.FACILITATOR}),
    Permission.READ_EMPLOYEE_REPORT: frozenset({Capacity.EMPLOYEE}),
    Permission.READ_BLANK_REPORT: frozenset({Capacity.EMPLOYEE}),
}
"""For whom each report is made; who may ask for it is the policy's."""


def read_logged(graph: Graph, act: Act, review: str, permission: Permission) -> Situation:
    """The review with nothing withheld, for somebody with `permission`; the reading of another's is logged.

    Raises NotFound, also where the actor may not know that it exists.
    """
    now = repository.read(graph, act, review)
    if not decide(permission, now.sheet.capacities, now.head.state).allowed:
        raise NotFound("review", review)
    log_reading(graph, act, now)
    return now


def history(graph: Graph, act: Act, review: str) -> History:
    """Who did what when, as far as the actor may know it: the employee meets adjustments once the result is shared.

    Raises NotFound; the reading of another's is logged.
    """
    now = read_logged(graph, act, review, Permission.READ_HISTORY)
    held = now.sheet.capacities
    events = _history(now, held, now.head.state)
    if Capacity.EMPLOYEE in held and not sees_adjustments(held, now.head.state):
        events = tuple(event for event in events if event.action != Action.ADJUST)
    return History(now.head, held, events)


def dossier(graph: Graph, act: Act, review: str, permission: Permission) -> Dossier:
    """Everything that a report is made from, as far as its audience may see it: the same for whoever may ask.

    `permission` is READ_COMMITTEE_REPORT, READ_EMPLOYEE_REPORT or READ_BLANK_REPORT. Raises NotFound; the reading of
    another's is logged.
    """
    now = read_logged(graph, act, review, permission)
    audience, state = _AUDIENCE[permission], now.head.state
    if permission is Permission.READ_EMPLOYEE_REPORT and state not in RESULT_VISIBLE:
        state = State.SHARED
    beside = graph.read_one(BESIDE, review=review, states=sorted(state.value for state in SIGNED)) or {}
    committee = permission is Permission.READ_COMMITTEE_REPORT
    return Dossier(
        sheet=as_seen(now, audience, state),
        history=_history(now, audience, state),
        comparables=_comparables(beside.get("comparables") or ()) if committee else {},
    )


def log_reading(graph: Graph, act: Act, now: Situation) -> None:
    """Logs in the reader's stream that they read a review of somebody else; once a day and review.

    Raises Conflict if the reader's own stream keeps moving.
    """
    if Capacity.EMPLOYEE in now.sheet.capacities or now.reader.read_today:
        return
    seq, head = now.reader.seq, now.reader.head
    who = min(now.edges, key=lambda capacity: capacity.value)
    for _ in range(_ATTEMPTS):
        event = compose(
            act,
            act.actor,
            seq,
            head,
            "read_review",
            {"review": now.head.id, "revision": now.head.revision, "as": who.value},
            relied_on=now.edges[who]["name"],
        )
        if audit.log_reading(graph, act, seq, head, event, now.head.id):
            return
        seq, head = audit.stream_head(graph, act.actor)
    raise Conflict({"stream": act.actor})


def _history(now: Situation, capacities: frozenset[Capacity], state: State) -> tuple[RecordedEvent, ...]:
    """The events with the words that somebody with `capacities` may read."""
    return tuple(
        event if sees_words(capacities, state, event.action) else replace(event, words={}) for event in now.events
    )


def _comparables(rows: Iterable[Mapping[str, Any]]) -> dict[str, Comparable]:
    values: dict[str, Counter[Value]] = {}
    managers: dict[str, set[str]] = {}
    for row in rows:
        values.setdefault(row["expectation"], Counter())[Value(row["value"])] += 1
        managers.setdefault(row["expectation"], set()).add(row["manager"])
    return {
        expectation: Comparable(expectation, counts.total(), len(managers[expectation]), dict(counts))
        for expectation, counts in values.items()
        if counts.total() >= FEWEST_COMPARED
    }
