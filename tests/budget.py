"""How much of each sweep runs: a share of every kind in `make test`, all of it in `make proof` (`pytest --proof`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest


@dataclass(frozen=True)
class Budget:
    """`requests` of the fuzz in all; `rounds` of each race; `soak_seconds` of kills; `every_look` of every page."""

    requests: int
    rounds: int
    soak_seconds: int
    every_look: bool


TEST = Budget(requests=700, rounds=10, soak_seconds=20, every_look=False)
PROOF = Budget(requests=10_000, rounds=500, soak_seconds=60, every_look=True)


def in_turn(first: Sequence[Any], *others: Sequence[Any]) -> list[Any]:
    """Every combination of the values, as parameters. `make test` takes each value of the first once, beside the
    values of the others in turn; `make proof` takes them all."""
    cases = []
    for number, value in enumerate(first):
        turn = tuple(axis[number % len(axis)] for axis in others)
        for rest in product(*others):
            cases.append(pytest.param(value, *rest, marks=() if rest == turn else pytest.mark.proof))
    return cases


def only_in_proof(cases: Sequence[Any], *kept: Any) -> list[Any]:
    """The cases as parameters, of which `make test` takes `kept` alone."""
    return [pytest.param(each, marks=() if each in kept else pytest.mark.proof) for each in cases]
