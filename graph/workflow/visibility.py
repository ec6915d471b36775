"""What of a review somebody may see."""

from dataclasses import replace

from graph.review.enums import SIGNED, Capacity, State
from graph.review.full_review import FullReview
from graph.review.models import SignOff
from graph.review.sheet import Sheet
from graph.workflow.policy import sees_adjustments, sees_recommendation, sees_words, visible_parties


def visible_to(full: FullReview, capacities: frozenset[Capacity] | None = None, state: State | None = None) -> Sheet:
    """The sheet with everything taken out that may not be seen: by the actor, or, given `capacities` and `state`, by
    the audience of a report, whoever asks for it."""
    sheet, head = full.sheet, full.sheet.head
    held = sheet.capacities if capacities is None else capacities
    at = state or head.state
    parties = visible_parties(held, at, blind=head.cycle.blind, revealed=head.revealed)
    own = Capacity.EMPLOYEE in held
    return replace(
        sheet,
        assessments={party: a for party, a in sheet.assessments.items() if party in parties},
        ratings={key: rating for key, rating in sheet.ratings.items() if key[0] in parties},
        evidence=sheet.evidence if own else (),
        adjustments=sheet.adjustments if sees_adjustments(held, at) else (),
        decisions=sheet.decisions if sees_adjustments(held, at) else (),
        sign_offs=_sign_offs(sheet, held, at) if not own or at in SIGNED else (),
        words=tuple(s for s in sheet.words if sees_words(held, at, s.action)),
    )


def _sign_offs(sheet: Sheet, held: frozenset[Capacity], at: State) -> tuple[SignOff, ...]:
    """The signatures, without what they recommend where that may not be seen."""
    if sees_recommendation(held, at, decides=sheet.head.recommendation_decides):
        return sheet.sign_offs
    return tuple(replace(signed, recommendation=None) for signed in sheet.sign_offs)
