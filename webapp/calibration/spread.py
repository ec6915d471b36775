"""How far a manager's ratings are from the self-assessments, and from other managers' ratings of the same. Pure.

A *step* is one place on the scale not yet, developing, meets, exceeds; what was not observed is on no scale and does
not count. Only required expectations of signed reviews count, and of the manager what they rated themselves, before the
committee changed anything.

- From the self-assessments: the manager's rating minus the employee's, of each expectation that both rated.
- From other managers: the manager's rating minus the middle one of those that other managers gave to the same
  expectation of the same role and level in this session (of an even number the lower one of the two in the middle),
  where those are of at least LEAST people.

Both are counts of ratings by steps, never a mean, and never a person's figure: of a manager of fewer than LEAST people
nothing is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.calibration.models import SessionReview
from webapp.calibration.distribution import LEAST

STEPS = (-2, -1, 0, 1, 2)
"""Each end takes in what is farther."""

Place = tuple[str, int]
"""One expectation: its level, and its place among what the level requires."""


@dataclass(frozen=True)
class Steps:
    """How many ratings lie so many steps from what they are compared with, in the order of STEPS."""

    counts: tuple[int, ...]

    @property
    def ratings(self) -> int:
        """How many could be compared."""
        return sum(self.counts)

    @property
    def middle(self) -> int | None:
        """The step in the middle of all, the lower one of two; None where nothing could be compared."""
        return middle_of(dict(zip(STEPS, self.counts, strict=True)))


@dataclass(frozen=True)
class ManagerSpread:
    """One manager's ratings beside their people's own and beside other managers'."""

    manager: str
    people: int
    from_self: Steps
    from_others: Steps


@dataclass(frozen=True)
class Spread:
    """The managers of at least LEAST people, by id, and how many have fewer."""

    managers: tuple[ManagerSpread, ...]
    small: int


def spread(reviews: Iterable[SessionReview]) -> Spread:
    """How the ratings of each manager of today spread, as the head of this module says."""
    people: dict[str, list[SessionReview]] = {}
    for one in reviews:
        if one.signed and one.review.manager:
            people.setdefault(one.review.manager.id, []).append(one)
    given = {manager: _given(own) for manager, own in people.items()}
    every: dict[Place, Counter[int]] = {}
    for own_ratings in given.values():
        for place, steps in own_ratings.items():
            every.setdefault(place, Counter()).update(steps)
    shown = sorted(manager for manager, own in people.items() if len(own) >= LEAST)
    return Spread(
        tuple(
            ManagerSpread(one, len(people[one]), _from_self(people[one]), _from_others(given[one], every))
            for one in shown
        ),
        len(people) - len(shown),
    )


def middle_of(counts: Mapping[int, int]) -> int | None:
    """The middle one of steps of which each is there so often, the lower one of two; None where there is none."""
    left = (sum(counts.values()) + 1) // 2
    for step in sorted(counts):
        left -= counts[step]
        if left <= 0 and counts[step]:
            return step
    return None


def _given(own: list[SessionReview]) -> dict[Place, Counter[int]]:
    """The steps that one manager gave, by expectation."""
    found: dict[Place, Counter[int]] = {}
    for one in own:
        level = one.review.level.id if one.review.level else ""
        for place, value in enumerate(one.given):
            if value and value.step is not None:
                found.setdefault((level, place), Counter())[value.step] += 1
    return found


def _from_self(own: list[SessionReview]) -> Steps:
    apart: Counter[int] = Counter()
    for one in own:
        for given, (_stands, mine) in zip(one.given, one.required, strict=True):
            if given and mine and given.step is not None and mine.step is not None:
                apart[_within(given.step - mine.step)] += 1
    return Steps(tuple(apart[step] for step in STEPS))


def _from_others(own: dict[Place, Counter[int]], every: dict[Place, Counter[int]]) -> Steps:
    apart: Counter[int] = Counter()
    for place, steps in own.items():
        others = every[place] - steps
        middle = middle_of(others)
        if middle is not None and others.total() >= LEAST:
            for step, count in steps.items():
                apart[_within(step - middle)] += count
    return Steps(tuple(apart[step] for step in STEPS))


def _within(step: int) -> int:
    return max(STEPS[0], min(STEPS[-1], step))
