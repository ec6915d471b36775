"""What the locks of sessions made final of a review, as pages read it, held against the review's events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.review.enums import Action
from graph.verification.adjustments import AdjustmentKey, key_of, key_of_event, standing_adjustments
from graph.verification.decisions import last_decision
from graph.verification.events import StoredEvent
from graph.verification.faults import Fault, FaultKind
from graph.verification.rows import ReviewRow


@dataclass(frozen=True)
class Lock:
    """That a session locked a revision, with the id of the decision on the level and the adjustments that stood."""

    session: str
    revision: int
    decision: str
    adjustments: frozenset[AdjustmentKey]


def check_locks(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Which decisions, adjustments and revisions are marked as locked, and of how many ratings the current revision
    says that a committee changed them, where the events say otherwise."""
    review, about, locks = row["review"], row["about"], locks_of(events)
    for decision in row["decisions"]:
        if bool(decision["locked"]) != any(decision["id"] == lock.decision for lock in locks):
            yield Fault(FaultKind.STATE, review, 0, "whether the decision on the level was locked")
    for change in row["adjustments"]:
        final = any(key_of(change) in lock.adjustments and change["sessions"] == [lock.session] for lock in locks)
        if bool(change["locked"]) != final:
            yield Fault(FaultKind.STATE, review, 0, f"whether the adjustment on {change['expectation']} was locked")
    marked = {(one["session"], one["revision"]) for one in about["locked_in"]}
    for session, revision in sorted(marked ^ {(lock.session, lock.revision) for lock in locks}, key=str):
        yield Fault(FaultKind.RELATION, review, 0, f"that {session} locked revision {revision}")
    changed = sum(bool(one["locked"]) and one["revision"] == about["revision"] for one in row["adjustments"])
    if (about["ratings_changed"] or 0) != changed:
        yield Fault(FaultKind.STATE, review, 0, f"ratings changed: {changed}, stands at {about['ratings_changed']}")


def locks_of(events: Sequence[StoredEvent]) -> list[Lock]:
    """The locks that a review's events tell of, but those of before December 2026: without decisions, they marked
    nothing."""
    locks = []
    for at, event in enumerate(events):
        before = events[:at]
        decision = last_decision(before) if event.action == Action.LOCK else None
        if decision is None or decision.facts.get("session") != event.facts.get("session"):
            continue
        standing = frozenset(map(key_of_event, standing_adjustments(before).values()))
        facts = event.facts
        locks.append(Lock(str(facts["session"]), facts["revision"], str(decision.facts.get("decision")), standing))
    return locks
