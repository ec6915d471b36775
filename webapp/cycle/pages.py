"""What the pages of cycles show to HR."""

from dataclasses import dataclass

from graph.cycle.models import Cycle, CycleRow
from graph.worklists.models import ReviewRow


@dataclass(frozen=True)
class CyclesPage:
    """Every cycle, the newest first."""

    rows: tuple[CycleRow, ...]


@dataclass(frozen=True)
class StuckLine:
    """A review that nobody can move, why, and what helps."""

    row: ReviewRow
    why: str
    remedy: str


@dataclass(frozen=True)
class StateLine:
    """How many reviews are in a state, who holds those, and how many of them are overdue."""

    state: str
    holder: str
    count: int
    overdue: int


@dataclass(frozen=True)
class ReviewLine:
    """One review of the cycle with who holds it."""

    row: ReviewRow
    state: str
    holder: str


@dataclass(frozen=True)
class CyclePage:
    """One cycle: first what nobody can move, then the progress, then every review. `opening` says when it opens, ''
    once it is open."""

    cycle: Cycle
    opening: str
    stuck: tuple[StuckLine, ...]
    states: tuple[StateLine, ...]
    lines: tuple[ReviewLine, ...]
    overdue: int
