"""What the page of two roles side by side shows."""

from dataclasses import dataclass

from graph.framework.read_models import Cell
from graph.text import Text
from webapp.framework.changes import Change
from webapp.framework.pages import Link, Option


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a role, or one level of it."""

    value: str
    role: Link
    level: Text | None


@dataclass(frozen=True)
class SideCell:
    """What one side says of a skill: of one level its cell; of a whole role each level with whether it is required
    there, None where nothing is expected."""

    cell: Cell | None
    levels: tuple[tuple[Text, bool | None], ...] = ()

    @property
    def expected(self) -> tuple[tuple[Text, bool], ...]:
        """The levels that expect something."""
        return tuple((level, required) for level, required in self.levels if required is not None)


@dataclass(frozen=True)
class CompareRow:
    """One skill on both sides; `change` from left to right where both are single levels."""

    skill: Link
    left: SideCell
    right: SideCell
    change: Change | None

    @property
    def verdict(self) -> str:
        """'left' or 'right' where only one side expects it, else 'same' or 'differ'."""
        if not (self.left.cell or self.left.levels):
            return "right"
        if not (self.right.cell or self.right.levels):
            return "left"
        if self.change:
            return "same" if self.change.kind == "same" and self.change.required.startswith("stays") else "differ"
        return "same" if self.left.expected == self.right.expected else "differ"


@dataclass(frozen=True)
class ComparePage:
    """/compare. Without both sides it only offers them; `missing` are names that are not there."""

    left: Side | None
    right: Side | None
    left_value: str
    right_value: str
    missing: tuple[str, ...]
    options: tuple[Option, ...]
    option_roles: int
    role_count: int
    named: str
    groups: tuple[tuple[Text, tuple[CompareRow, ...]], ...]
    only_left: int
    only_right: int
    differ: int
    same: int
    show_removed: bool
    toggle_removed: str
    swap: str
