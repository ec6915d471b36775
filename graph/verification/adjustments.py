"""A committee's adjustments as pages read them, held against the events that made them."""

from collections.abc import Iterator, Sequence

from graph.review.enums import Action
from graph.verification.events import StoredEvent, erasure_of, said_fault
from graph.verification.faults import Fault, FaultKind
from graph.verification.rows import AdjustmentRow, ReviewRow

AdjustmentKey = tuple[str, ...]
"""Expectation, revision, side, moment, author, value, code of the reason."""


def check_adjustments(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Each adjustment has an event that says the same, each such event an adjustment; those that stand are the last
    ones of the current revision, of a session that still covers the review and is not dissolved."""
    review = row["review"]
    made = {key_of_event(event): event for event in events if _adjusts(event)}
    standing = standing_adjustments(events)
    for change in row["adjustments"]:
        key = key_of(change)
        revision = change["revision"] if type(change["revision"]) is int else 0
        event = made.pop(key, None)
        if event is None or len(change["sessions"]) != 1:
            yield Fault(FaultKind.INSERTED, review, revision, f"an adjustment on {key[0]} that no event made so")
            continue
        if bool(change["standing"]) != (change["in_force"] and standing.get(key[0]) is event):
            yield Fault(FaultKind.STATE, review, revision, f"whether the adjustment on {key[0]} stands")
        wrong = said_fault(change, event, "reason", erased=revision <= erasure_of(events).revision)
        if wrong:
            yield Fault(FaultKind.WORDS, review, revision, f"the reason of the adjustment on {key[0]} {wrong}")
    for key, event in made.items():
        yield Fault(FaultKind.REMOVED, review, event.seq, f"the adjustment on {key[0]}")


def _adjusts(event: StoredEvent) -> bool:
    """Whether an event made an adjustment: one to the manager's own value only takes the former away."""
    value = event.facts.get("value")
    return event.action == Action.ADJUST and bool(value) and value != event.facts.get("manager")


def standing_adjustments(events: Sequence[StoredEvent]) -> dict[str, StoredEvent]:
    """The adjustments that stand, by expectation; a new revision makes those before it history."""
    standing: dict[str, StoredEvent] = {}
    revision = 1
    for event in events:
        if event.facts.get("revision", revision) != revision:
            revision = event.facts["revision"]
            standing = {}
        if event.action == Action.ADJUST:
            standing.pop(event.facts.get("expectation", ""), None)
            if _adjusts(event):
                standing[event.facts["expectation"]] = event
    return standing


def key_of_event(event: StoredEvent) -> AdjustmentKey:
    """By what the adjustment that an event made is told from others."""
    facts = event.facts
    said = (facts["expectation"], facts.get("revision"), "manager", event.at, event.actor, facts["value"])
    return tuple(map(str, (*said, facts.get("reason_code"))))


def key_of(change: AdjustmentRow) -> AdjustmentKey:
    """The same of an adjustment, by its edges."""
    authors = ", ".join(sorted(change["authors"]))
    linked = (change["expectation"], change["revision"], change["party"], change["at"], authors, change["value"])
    return tuple(map(str, (*linked, change["reason_code"])))
