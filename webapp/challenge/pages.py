"""What the arbiter sees."""

from dataclasses import dataclass

from graph.review.models import Adjustment, Expectation, Rating
from webapp.challenge.forms import RevisionReasonForm, UpholdForm
from webapp.forms import StateForm
from webapp.review.header import ReviewHeader


@dataclass(frozen=True)
class ChallengedRow:
    """One named expectation with both sides; `form` takes the arbiter's reason."""

    key: str
    expectation: Expectation
    sent: Rating | None
    mine: Rating | None
    adjustment: Adjustment | None
    form: RevisionReasonForm


@dataclass(frozen=True)
class DecidePage:
    """A challenge to be decided. `wrong` are pairs of a field's id and a sentence."""

    header: ReviewHeader
    reason: str
    rows: tuple[ChallengedRow, ...]
    uphold: UpholdForm
    revision: StateForm
    wrong: tuple[tuple[str, str], ...]
