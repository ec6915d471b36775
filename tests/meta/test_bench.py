"""What `make bench` writes holds: its arithmetic, its goals, its file. How fast anything is is never a test."""

import json
from pathlib import Path

import pytest

from tests.bench import figures
from tests.bench.figures import Figure, Goal
from tests.bench.groups import GROUPS
from tests.bench.watch import by_turns, middle, p95

TWICE = Goal("ratio", most=2.0)


def test_a_ratio_is_value_by_floor_and_equal_is_enough() -> None:
    assert (Figure("page", 6.0, "ms", TWICE, 3.0).ratio, Figure("page", 6.0, "ms", TWICE, 3.0).met) == (2.0, True)
    assert not Figure("page", 6.1, "ms", TWICE, 3.0).met
    assert Figure("load", 50, "1/s", Goal("ratio", least=0.5), 100).met
    assert not Figure("load", 49, "1/s", Goal("ratio", least=0.5), 100).met


def test_a_goal_for_the_value_needs_no_floor_and_one_for_the_ratio_does() -> None:
    assert Figure("start", 9.0, "s", Goal("value", most=9)).met
    assert Figure("start", 9.0, "s", Goal("value", most=9)).ratio is None
    assert not Figure("page", 1.0, "ms", TWICE).met


def test_the_file_says_what_was_measured_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "var" / "bench.json"
    figures.write([Figure("one", 1.0, "ms", TWICE, 0.25), Figure("two", 2.0, "ms", TWICE, 1.0)], path)
    figures.write([Figure("one", 1.0, "ms", TWICE, 1.0)], path)
    found = {row["name"]: row for row in json.loads(path.read_text())["figures"]}
    assert found["one"] == {
        "name": "one", "value": 1.0, "unit": "ms", "floor": 1.0, "ratio": 1.0, "goal": "ratio <= 2", "met": True,
    }  # fmt: skip
    assert (sorted(found), found["two"]["floor"]) == (["one", "two"], 1.0)


def test_the_table_says_what_is_not_met() -> None:
    lines = figures.table([Figure("page", 6.0, "ms", TWICE, 2.0, "p95 9.0")]).splitlines()
    assert lines[1].split() == ["page", "6", "ms", "2", "ms", "3.00", "ratio", "<=", "2", "NO", "p95", "9.0"]


def test_steps_take_turns_and_the_first_rounds_do_not_count() -> None:
    seen: list[str] = []
    taken = by_turns(lambda: seen.append("a"), lambda: seen.append("b"), rounds=3, warm_up=2)
    assert "".join(seen) == "ab" * 5
    assert [len(times) for times in taken] == [3, 3]


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (20, 19), (100, 95), (200, 190)])
def test_the_p95_is_what_95_of_100_do_not_exceed(count: int, expected: int) -> None:
    assert p95([float(n) for n in range(count, 0, -1)]) == expected
    assert middle([3.0, 1.0, 2.0]) == 2.0


def test_each_group_says_what_it_measures() -> None:
    assert all(measure.__doc__ for measure in GROUPS.values())
