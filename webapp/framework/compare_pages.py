"""What the page of two roles side by side shows."""

from dataclasses import dataclass

from graph.framework.read_models import Cell
from graph.text import Text
from webapp.framework.changes import Change
from webapp.framework.pages import Link, Option
from webapp.framework.strips import StripCell, StripLevel


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
    """One skill on both sides; `change` from left to right where both are single levels, `strip` over all levels where
    both are whole roles."""

    skill: Link
    left: SideCell
    right: SideCell
    change: Change | None
    strip: tuple[StripCell, ...] = ()

    @property
    def verdict(self) -> str:
        """'left' or 'right' where only one side expects it, else 'same' or 'differ'."""
        if not (self.left.cell or self.left.levels):
            return "right"
        if not (self.right.cell or self.right.levels):
            return "left"
        if self.change:
            return "same" if self.change.kind == "same" and self.change.required.startswith("stays") else "differ"
        alike = (
            not any(cell.differs for cell in self.strip) if self.strip else self.left.expected == self.right.expected
        )
        return "same" if alike else "differ"


@dataclass(frozen=True)
class ComparePage:
    """/compare. Without both sides it only offers them; `missing` are names that are not there, `steps` the levels of
    two whole roles. `swap` is '' for two levels of one role, which stand in the order of its ladder."""

    left: Side | None
    right: Side | None
    left_value: str
    right_value: str
    missing: tuple[str, ...]
    options: tuple[Option, ...]
    steps: tuple[StripLevel, ...]
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
