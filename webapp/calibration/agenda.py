"""The agenda of a meeting: what is disputed first, and apart from it those whom nobody questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.calibration.models import SessionReview
from reports.gap.decision import LevelDecision
from reports.plumb import steps_apart

FLAGGED = 2
"""So many steps between both sides are a flag, as in a brief."""


@dataclass(frozen=True)
class AgendaLine:
    """One signed review on the agenda: what is to be decided, how many votes question it, how many of its required
    expectations both sides rate at least two steps apart."""

    review: SessionReview
    decision: LevelDecision
    questions: int
    flags: int


@dataclass(frozen=True)
class Agenda:
    """The signed reviews of a session: `disputed` by the number of questions, then flags, then steps apart;
    `unquestioned` are the rest, which can be confirmed together, by flags and steps apart as well."""

    disputed: tuple[AgendaLine, ...]
    unquestioned: tuple[AgendaLine, ...]

    @property
    def lines(self) -> tuple[AgendaLine, ...]:
        """All of them in the order in which they are discussed."""
        return (*self.disputed, *self.unquestioned)


def agenda(reviews: Iterable[SessionReview]) -> Agenda:
    """The agenda of a session that has started; what is equal stays in the order in which it is given."""
    lines = sorted((_line(review) for review in reviews if review.signed), key=_order)
    return Agenda(
        tuple(line for line in lines if line.questions), tuple(line for line in lines if not line.questions)
    )  # fmt: skip


def _line(review: SessionReview) -> AgendaLine:
    decision = LevelDecision(review.recommendation, review.required)
    flags = sum(steps_apart(mine, value) >= FLAGGED for value, mine in review.required)
    return AgendaLine(review, decision, review.questions, flags)


def _order(line: AgendaLine) -> tuple[int, int, int]:
    return -line.questions, -line.flags, -line.decision.apart
