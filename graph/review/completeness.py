"""What is missing before an assessment is complete: pure rules that check page, sign page and guards share."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.cycle.models import AskedFor, Cycle, EvidenceRule
from graph.review.enums import Part, Party, Value
from graph.review.models import Expectation, Rating
from graph.review.sheet import Sheet


class Rule(StrEnum):
    """What can be missing on one expectation."""

    RATING = "rating"
    REASON_NOT_OBSERVED = "reason_not_observed"
    EVIDENCE = "evidence"
    REASON_DIFFERS = "reason_differs"
    REASON_UNMET = "reason_unmet"


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way of submitting or signing."""

    expectation: Expectation
    rule: Rule


def missing_in(sheet: Sheet, party: Party) -> tuple[Missing, ...]:
    """Each expectation with each rule that the rating of `party` (self or manager) does not meet, by the form."""
    of_one = _missing_of_employee if party is Party.SELF else _missing_of_manager
    expectations = sheet.all_to_rate
    return tuple(Missing(e, rule) for e in expectations for rule in of_one(sheet, e))


def is_asked_for(cycle: Cycle, e: Expectation) -> bool:
    """Whether the cycle asks for a rating of this expectation before submitting and signing; others may be left."""
    return cycle.asked_for is AskedFor.ALL or (e.required and e.part is Part.CURRENT)


def changed_since_seen(sheet: Sheet, expectation: str) -> bool:
    """Whether the sent rating changed since the manager rated this expectation with it in view."""
    mine = sheet.rating(Party.MANAGER, expectation)
    sent = sheet.rating(Party.SENT, expectation)
    return bool(mine and sent and mine.seen is not None and mine.seen != sent.version)


def needs_evidence(rule: EvidenceRule, expectation: Expectation, value: Value) -> bool:
    """Whether the cycle insists on evidence for `value` on this expectation."""
    if not expectation.required:
        return False
    if rule is EvidenceRule.EXCEEDS_REQUIRED:
        return value is Value.EXCEEDS
    return rule is EvidenceRule.MET_REQUIRED and value.met


def differ(one: Rating | None, other: Rating | None) -> bool:
    """Whether both ratings are on the scale and not the same."""
    if not (one and other and one.value and other.value):
        return False
    return one.value.step is not None and other.value.step is not None and one.value is not other.value


def unlike(one: Rating | None, other: Rating | None) -> bool:
    """Whether both are rated and not the same, on or off the scale: what the report shows under its differences."""
    return bool(one and other and one.value and other.value and one.value is not other.value)


def _missing_of_employee(sheet: Sheet, e: Expectation) -> Iterator[Rule]:
    rating = sheet.rating(Party.SELF, e.id)
    if rating is None or rating.value is None:
        yield from _not_rated(sheet, e)
        return
    if rating.value is Value.NOT_OBSERVED and not rating.reason.strip():
        yield Rule.REASON_NOT_OBSERVED
    if needs_evidence(sheet.head.cycle.evidence_rule, e, rating.value) and not rating.evidence:
        yield Rule.EVIDENCE


def _missing_of_manager(sheet: Sheet, e: Expectation) -> Iterator[Rule]:
    rating = sheet.rating(Party.MANAGER, e.id)
    if rating is None or rating.value is None:
        yield from _not_rated(sheet, e)
        return
    if rating.reason.strip() or rating.comment.strip():
        return
    if rating.value is Value.NOT_OBSERVED:
        yield Rule.REASON_NOT_OBSERVED
    elif differ(rating, sheet.rating(Party.SENT, e.id)):
        yield Rule.REASON_DIFFERS
    elif e.required and e.part is Part.CURRENT and not rating.value.met:
        yield Rule.REASON_UNMET


def _not_rated(sheet: Sheet, e: Expectation) -> Iterator[Rule]:
    if is_asked_for(sheet.head.cycle, e):
        yield Rule.RATING
