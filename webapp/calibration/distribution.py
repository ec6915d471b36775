"""How the ratings of a session, and what was decided, are distributed over roles, levels and managers. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.calibration.models import SessionReview
from graph.review.enums import Outcome, Value

LEAST = 5
"""Groups of fewer people are not shown: what one person's ratings are would be read as what the group's are."""
VALUES = (Value.NOT_YET, Value.DEVELOPING, Value.MEETS, Value.EXCEEDS, Value.NOT_OBSERVED)
OUTCOMES = (Outcome.NEXT, Outcome.CONFIRMED, Outcome.BELOW, Outcome.LATER)

Place = tuple[str, str]
"""Which group somebody belongs to: what tells it from others, and how it is called."""


@dataclass(frozen=True)
class Group:
    """So many people of one role, level or manager: how often each of VALUES stands of what is required of them, and of
    how many the committee decided each of OUTCOMES."""

    name: str
    people: int
    values: tuple[int, ...]
    outcomes: tuple[int, ...]

    @property
    def undecided(self) -> int:
        """Of how many nothing is decided yet."""
        return self.people - sum(self.outcomes)


@dataclass(frozen=True)
class Distribution:
    """The groups of at least LEAST people, and how many smaller ones are left out."""

    groups: tuple[Group, ...]
    small: int


def distribution(reviews: Iterable[SessionReview], place_of: Callable[[SessionReview], Place | None]) -> Distribution:
    """The signed reviews by the groups to which `place_of` says that they belong, in the order of the groups' names;
    None is in no group. What stands counts: the calibrated value, else the manager's."""
    members: dict[Place, list[SessionReview]] = {}
    for one in reviews:
        place = place_of(one) if one.signed else None
        if place:
            members.setdefault(place, []).append(one)
    groups = [_group(name, own) for (_key, name), own in sorted(members.items(), key=lambda each: each[0][::-1])]
    shown = tuple(group for group in groups if group.people >= LEAST)
    return Distribution(shown, len(groups) - len(shown))


def _group(name: str, own: list[SessionReview]) -> Group:
    values = Counter(value for one in own for value, _mine in one.required)
    outcomes = Counter(one.decision.value for one in own if one.decision)
    return Group(
        name, len(own), tuple(values[value] for value in VALUES), tuple(outcomes[outcome] for outcome in OUTCOMES)
    )
