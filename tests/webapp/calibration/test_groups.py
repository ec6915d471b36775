"""Distribution and spread: whose ratings count, what small groups are spared, how steps are counted."""

from collections.abc import Sequence

import pytest

from graph.calibration.models import SessionReview
from tests.webapp.calibration.reviews import calibrated, reviewed, unsigned
from webapp.calibration.distribution import LEAST, VALUES, distribution
from webapp.calibration.spread import middle_of, spread


def by_manager(one: SessionReview) -> tuple[str, str] | None:
    manager = one.review.manager
    return (manager.id, manager.name.en) if manager else None


def team(manager: str, pairs: Sequence[tuple[str, str]], start: int, level: str = "middle") -> list[SessionReview]:
    return [reviewed(start + n, given, mine, manager, level) for n, (given, mine) in enumerate(pairs)]


def test_what_stands_is_counted_of_groups_that_are_large_enough() -> None:
    large = team("large", [("nmo", "mmm")] * 4 + [("ddd", "mmm")], 0)
    large[4] = calibrated(large[4], "ede")
    gone = [unsigned(one) for one in team("large", [("eee", "eee")] * 9, 20)]
    nobody = [reviewed(40 + n, "nnn", "nnn", "") for n in range(9)]
    found = distribution([*large, *gone, *nobody, *team("small", [("eee", "eee")] * (LEAST - 1), 60)], by_manager)
    assert [(group.name, group.people) for group in found.groups] == [("Large", 5)]
    assert dict(zip((value.value for value in VALUES), found.groups[0].values, strict=True)) == {
        "not_yet": 4, "developing": 1, "meets": 4, "exceeds": 2, "not_observed": 4,
    }  # fmt: skip
    assert (found.small, found.groups[0].undecided) == (1, 5)
    assert distribution([], by_manager).groups == ()


@pytest.mark.parametrize(
    ("given", "mine", "counts"),
    [
        ("m", "m", (0, 0, 5, 0, 0)),
        ("d", "m", (0, 5, 0, 0, 0)),
        ("n", "e", (5, 0, 0, 0, 0)),
        ("e", "n", (0, 0, 0, 0, 5)),
        ("e", "m", (0, 0, 0, 5, 0)),
        ("o", "m", (0, 0, 0, 0, 0)),
        ("m", "o", (0, 0, 0, 0, 0)),
        ("m", "-", (0, 0, 0, 0, 0)),
    ],
)
def test_steps_from_the_self_assessment(given: str, mine: str, counts: tuple[int, ...]) -> None:
    (one,) = spread(team("one", [(given, mine)] * LEAST, 0)).managers
    assert one.from_self.counts == counts
    assert one.from_others.ratings == 0


def test_what_the_manager_gave_counts_and_not_what_the_committee_made_of_it() -> None:
    changed = [calibrated(one, "e") for one in team("one", [("d", "m")] * LEAST, 0)]
    (one,) = spread(changed).managers
    assert one.from_self.counts == (0, 5, 0, 0, 0)


def test_steps_from_other_managers_of_the_same_expectation_and_level() -> None:
    strict = team("strict", [("nd", "mm")] * LEAST, 0)
    others = team("kind", [("mm", "mm")] * 3, 20) + team("fair", [("dm", "mm")] * 2, 40)
    found = spread([*strict, *others, *team("kind", [("ee", "ee")] * LEAST, 60, level="senior")])
    by = {one.manager: one for one in found.managers}
    assert by["strict"].from_others.counts == (5, 5, 0, 0, 0)
    assert by["strict"].from_others.middle == -2
    # Against strict and fair: their middle ones are n and d; nobody else has rated a senior.
    assert by["kind"].from_others.counts == (0, 0, 0, 3, 3)
    assert (set(by), found.small) == ({"strict", "kind"}, 1)


def test_fewer_than_five_others_are_nothing_to_compare_with() -> None:
    found = spread([*team("one", [("m", "m")] * LEAST, 0), *team("two", [("n", "n")] * (LEAST - 1), 20)])
    (one,) = found.managers
    assert one.from_others.ratings == 0
    assert one.from_others.middle is None


@pytest.mark.parametrize(
    ("counts", "middle"),
    [({}, None), ({0: 0}, None), ({1: 1}, 1), ({0: 1, 1: 1}, 0), ({-2: 1, 0: 1, 1: 1}, 0), ({-1: 2, 2: 3}, 2)],
)
def test_the_middle_is_the_lower_one_of_two(counts: dict[int, int], middle: int | None) -> None:
    assert middle_of(counts) == middle
