"""Whole roles side by side: the levels of both ladders in one order, and each skill over all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from graph.framework.read_models import Ladder, Rung, SkillRow
from graph.text import Text

Step = tuple[Rung | None, Rung | None]
"""A level of the left ladder beside that of the right one, None where one of them has none there."""


@dataclass(frozen=True)
class StripCell:
    """One level of a skill: whether each role requires it there, None where it expects nothing."""

    left: bool | None
    right: bool | None

    @property
    def differs(self) -> bool:
        """Whether the roles do not expect the same."""
        return self.left is not self.right


@dataclass(frozen=True)
class StripLevel:
    """The head of a column; `right` is None where both roles call the level alike or only one has it."""

    left: Text
    right: Text | None


def steps(left: Ladder, right: Ladder) -> tuple[Step, ...]:
    """The levels of both, in the order of the ladders: alike ones together, else step by step."""
    keys = {rung.key for rung in left.rungs} & {rung.key for rung in right.rungs}
    return tuple(_merged(left, right) if keys else zip_longest(left.rungs, right.rungs))


def heads(of: tuple[Step, ...]) -> tuple[StripLevel, ...]:
    """How the columns are called."""
    return tuple(_head(*step) for step in of)


def strip(of: tuple[Step, ...], left: SkillRow | None, right: SkillRow | None) -> tuple[StripCell, ...]:
    """One skill over all steps."""
    return tuple(StripCell(_required(left, one), _required(right, other)) for one, other in of)


def _merged(left: Ladder, right: Ladder) -> Iterator[Step]:
    waiting = list(right.rungs)
    for rung in left.rungs:
        if rung.key in {other.key for other in waiting}:
            while waiting[0].key != rung.key:
                yield None, waiting.pop(0)
            yield rung, waiting.pop(0)
        else:
            yield rung, None
    yield from ((None, rung) for rung in waiting)


def _head(left: Rung | None, right: Rung | None) -> StripLevel:
    if left and right and left.name != right.name:
        return StripLevel(left.name, right.name)
    present = left or right
    assert present
    return StripLevel(present.name, None)


def _required(row: SkillRow | None, rung: Rung | None) -> bool | None:
    cell = row.cells.get(rung.key) if row and rung else None
    return cell.required if cell else None
