"""Dated edges: one level and one line of a kind a day, and what is placed later replaces everything from its day on."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.people.timeline import Spell, corrected, overlap, placed

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
PLACES = st.lists(st.tuples(st.sampled_from("abc"), DAYS, st.booleans()), max_size=8)


def spells(text: str) -> tuple[Spell, ...]:
    """'a 01-01 02-28, b 03-01' as spells of 2026."""
    return tuple(
        Spell(f"2026-{start}", to, *(f"2026-{day}" for day in until))
        for to, start, *until in (each.split() for each in text.split(", ") if each)
    )


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("before", "to", "since", "after"),
    [
        ("", "a", "03-01", "a 03-01"),
        ("a 01-01", "b", "03-01", "a 01-01 02-28, b 03-01"),
        ("a 01-01", "a", "03-01", "a 01-01"),
        ("a 03-01", "a", "01-01", "a 01-01"),
        ("a 01-01 05-31, b 06-01", "c", "03-01", "a 01-01 02-28, c 03-01"),  # the move planned for June is replaced
        ("a 01-01 05-31, b 06-01", "a", "03-01", "a 01-01"),
        ("a 01-01 05-31, b 06-01", "b", "06-01", "a 01-01 05-31, b 06-01"),
        ("a 01-01 05-31, b 06-01", "c", "01-01", "c 01-01"),
        ("a 01-01 02-28", "a", "05-01", "a 01-01 02-28, a 05-01"),
        ("a 01-01, b 02-01", "c", "03-01", "a 01-01 02-28, b 02-01 02-28, c 03-01"),  # overlapping before: see settling
    ],
)
def test_placing(before: str, to: str, since: str, after: str) -> None:
    assert placed(spells(before), to, day(since)) == spells(after)


@pytest.mark.parametrize(
    ("before", "to", "since", "after"),
    [
        ("a 01-01", "a", "03-01", "a 03-01"),
        ("a 03-01", "a", "01-01", "a 01-01"),
        ("b 01-01 02-28, a 03-01", "a", "04-01", "b 01-01 03-31, a 04-01"),
        ("b 01-01 02-28, a 03-01", "a", "02-01", "b 01-01 01-31, a 02-01"),
        ("b 02-01 02-28, a 03-01", "a", "01-15", "a 01-15"),
        ("b 01-01 01-31, a 03-01", "a", "04-01", "b 01-01 01-31, a 04-01"),  # a gap is no one's spell
        ("a 03-01 05-31, b 06-01", "a", "02-01", "a 02-01 05-31, b 06-01"),  # the plan for June stays
        ("a 03-01", "b", "04-01", "a 03-01 03-31, b 04-01"),
    ],
)
def test_correcting_a_start(before: str, to: str, since: str, after: str) -> None:
    assert corrected(spells(before), to, day(since)) == spells(after)


@given(PLACES)
def test_whatever_is_placed_one_is_held_a_day(places: list[tuple[str, date, bool]]) -> None:
    held: tuple[Spell, ...] = ()
    for to, since, corrects in places:
        change: Callable[..., tuple[Spell, ...]] = corrected if corrects else placed
        held = change(held, to, since)
        assert not overlap(held)
        assert all(one.start <= (one.until or one.start) for one in held)
        assert all(one.until is not None for one, _ in pairwise(held))
        if not corrects:
            assert held[-1].to == to
            assert held[-1].start <= since.isoformat()
            assert held[-1].until is None
