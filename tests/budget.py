"""How much of each sweep runs: a share of every kind in `make test`, all of it in `make proof` (`pytest --proof`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest


@dataclass(frozen=True)
class Budget:
    """`requests` of the fuzz in all; `rounds` of each pair's race, `turns` of eight writers; `seconds_away` and `kills`
    of an outage; `fillings` of a disk; whether each page is seen in `every_look`, and `every_reader` tries each place
    that is closed to them.
    """

    requests: int
    rounds: int
    turns: int
    seconds_away: int
    kills: int
    fillings: int
    every_look: bool
    every_reader: bool


TEST = Budget(
    requests=200, rounds=8, turns=8, seconds_away=4, kills=2, fillings=3, every_look=False, every_reader=False
)
PROOF = Budget(
    requests=10_000, rounds=500, turns=100, seconds_away=60, kills=3, fillings=20, every_look=True, every_reader=True
)


def in_turn(first: Sequence[Any], *others: Sequence[Any]) -> list[Any]:
    """Every combination of the values, as parameters; a tuple among the first is several. `make test` takes each of the
    first once, beside the others in turn; `make proof` takes them all."""
    cases = []
    for number, value in enumerate(first):
        values = value if isinstance(value, tuple) else (value,)
        turn = tuple(axis[number % len(axis)] for axis in others)
        for rest in product(*others):
            cases.append(pytest.param(*values, *rest, marks=() if rest == turn else pytest.mark.proof))
    return cases


def in_fifths(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """Every pair of the values. `make test` takes those whose positions add up to a multiple of five."""
    places = product(enumerate(first), enumerate(second))
    return [pytest.param(a, b, marks=pytest.mark.proof if (m + n) % 5 else ()) for (m, a), (n, b) in places]


def some_of(cases: Sequence[Any], *places: int) -> list[Any]:
    """The cases as parameters, a tuple as several. `make test` takes those at `places`; `make proof` takes them all."""
    kept = {range(len(cases))[place] for place in places}
    tuples = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [pytest.param(*one, marks=() if at in kept else pytest.mark.proof) for at, one in enumerate(tuples)]
