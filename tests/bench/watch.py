"""The stop-watch: two things by turns, so that whatever else the machine does meets both."""

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

Step = Callable[[], object]

WARM_UP = 50


def by_turns(*steps: Step, rounds: int, warm_up: int = WARM_UP) -> list[list[float]]:
    """Milliseconds of each call of each step, one list a step; the steps take turns, `rounds` times.

    The first `warm_up` rounds are not counted. Python's collector runs between rounds, not within a step.
    """
    taken: list[list[float]] = [[] for _ in steps]
    for number in range(-warm_up, rounds):
        for times, step in zip(taken, steps, strict=True):
            spent = milliseconds(step)
            if number >= 0:
                times.append(spent)
    return taken


def milliseconds(step: Step) -> float:
    """How long one call takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        began = perf_counter()
        step()
        return (perf_counter() - began) * 1000
    finally:
        if was_on:
            gc.enable()


def middle(times: Sequence[float]) -> float:
    """The median."""
    return median(times)


def p95(times: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ranked = sorted(times)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]
