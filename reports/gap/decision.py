"""What is to be decided about one person's level, and how much time it takes: from recommendation and counts."""

from dataclasses import dataclass
from functools import cached_property

from graph.review.enums import Recommendation, Value
from reports.plumb import steps_apart


@dataclass(frozen=True)
class LevelDecision:
    """What the manager recommends, and for each required expectation of the level what stands (calibrated, else the
    manager's) and what the employee says."""

    recommendation: Recommendation | None
    values: tuple[tuple[Value | None, Value | None], ...]

    @cached_property
    def met(self) -> int:
        """How many required expectations are met."""
        return sum(value is not None and value.met for value, _ in self.values)

    @property
    def required(self) -> int:
        """How many expectations are required."""
        return len(self.values)

    @property
    def doubtful(self) -> bool:
        """Whether the level itself is in doubt: fewer than two thirds of what it requires are met."""
        return 3 * self.met < 2 * self.required

    @property
    def in_question(self) -> bool:
        """Whether there is more to decide than to confirm: another level is recommended, or this one is in doubt."""
        return self.doubtful or self.recommendation in (Recommendation.NEXT, Recommendation.BELOW)

    @property
    def by_time(self) -> tuple[bool, int, int]:
        """Sorts by what needs time: a level in question first, then most required not met, then most steps apart."""
        return not self.in_question, self.met - self.required, -self.apart

    @property
    def apart(self) -> int:
        """The steps between both sides, over all required expectations."""
        return sum(steps_apart(mine, value) for value, mine in self.values)
