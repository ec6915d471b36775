"""What the arbiter sees."""

from dataclasses import dataclass

from graph.review.models import Adjustment, Expectation, Rating
from webapp.review.header import ReviewHeader


@dataclass(frozen=True)
class ChallengedRow:
    """One named expectation with both sides; `typed` is the arbiter's reason so far."""

    key: str
    expectation: Expectation
    sent: Rating | None
    mine: Rating | None
    adjustment: Adjustment | None
    typed: str


@dataclass(frozen=True)
class DecidePage:
    """A challenge to be decided. `wrong` are pairs of a field's id and a sentence."""

    place: ReviewHeader
    reason: str
    rows: tuple[ChallengedRow, ...]
    seq: int
    revision: int
    upheld: str
    wrong: tuple[tuple[str, str], ...]
