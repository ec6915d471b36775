"""A committee's decisions on the level as pages read them, held against the events that made them."""

from collections.abc import Iterator, Sequence
from typing import Any

from graph.review.enums import Action
from graph.verification.events import StoredEvent, erasure_of, said_fault
from graph.verification.faults import Fault, FaultKind
from graph.verification.rows import DecisionRow, ReviewRow


def check_decisions(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Each decision has an event that says the same, each such event a decision; the one that stands is the last of the
    current revision, of a session that still covers the review and is not dissolved."""
    review = row["review"]
    made = {str(event.facts.get("decision")): event for event in events if event.action == Action.DECIDE}
    last = last_decision(events)
    for decision in row["decisions"]:
        revision = decision["revision"] if type(decision["revision"]) is int else 0
        event = made.pop(str(decision["id"]), None)
        if event is None or _linked(decision) != _recorded(event):
            yield Fault(FaultKind.INSERTED, review, revision, "a decision on the level that no event made so")
            continue
        if bool(decision["standing"]) != (decision["in_force"] and last is event):
            yield Fault(FaultKind.STATE, review, revision, "whether the decision on the level stands")
        wrong = said_fault(decision, event, "sentence", erased=revision <= erasure_of(events).revision)
        if wrong:
            yield Fault(FaultKind.WORDS, review, revision, f"the sentence of the decision on the level {wrong}")
    for event in made.values():
        yield Fault(FaultKind.REMOVED, review, event.seq, "the decision on the level")


def last_decision(events: Sequence[StoredEvent]) -> StoredEvent | None:
    """The last decision of the current revision; a new revision makes those before it history."""
    revision = next((event.facts["revision"] for event in reversed(events) if "revision" in event.facts), 1)
    last = next((event for event in reversed(events) if event.action == Action.DECIDE), None)
    return last if last and last.facts.get("revision") == revision else None


def _recorded(event: StoredEvent) -> tuple[Any, ...]:
    facts = event.facts
    return (
        facts.get("value"), facts.get("later_on"), facts.get("revision"), event.at, [event.actor],
        [facts.get("session")],
    )  # fmt: skip


def _linked(decision: DecisionRow) -> tuple[Any, ...]:
    return (
        decision["value"], decision["later_on"], decision["revision"], decision["at"], decision["authors"],
        decision["sessions"],
    )  # fmt: skip
