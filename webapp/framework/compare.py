"""Two roles, or two levels, side by side."""

from collections.abc import Iterable
from itertools import groupby

from graph.framework.read_models import Matrices, RoleMatrix, Rung, SkillRow
from graph.text import Text
from webapp.framework.changes import change
from webapp.framework.compare_pages import ComparePage, CompareRow, Side, SideCell
from webapp.framework.forms import CatalogueQuery
from webapp.framework.links import again, role_link, skill_link
from webapp.framework.role import options_of
from webapp.framework.strips import Step, StripCell, heads, steps, strip


def slug_of(value: str) -> str:
    """The role's slug in a chosen value, `role` or `role.level`."""
    return value.split(".", 1)[0]


def compare_page(matrices: Matrices, query: CatalogueQuery, language: str) -> ComparePage:
    """Everything on /compare."""
    values, roles = _in_order((query.left, query.right), matrices)
    sides = [_side(value, role) for value, role in zip(values, roles, strict=True)]
    groups: tuple[tuple[Text, tuple[CompareRow, ...]], ...] = ()
    whole: tuple[Step, ...] = ()
    if sides[0] and sides[1] and roles[0] and roles[1]:
        levels = [role.ladder.rung(_level(value)) for value, role in zip(values, roles, strict=True) if role]
        whole = () if any(levels) else steps(roles[0].ladder, roles[1].ladder)
        groups = tuple(_groups((roles[0], levels[0]), (roles[1], levels[1]), whole, language))
    rows = [row for _, group in groups for row in group]
    kinds = [row.verdict for row in rows]
    return ComparePage(
        left=sides[0],
        right=sides[1],
        left_value=values[0],
        right_value=values[1],
        missing=tuple(value for value, side in zip(values, sides, strict=True) if value and not side),
        options=tuple(options_of(matrices)),
        steps=heads(whole),
        option_roles=len(matrices.choices),
        role_count=matrices.choice_count,
        named=query.q,
        groups=groups,
        only_left=kinds.count("left"),
        only_right=kinds.count("right"),
        differ=kinds.count("differ"),
        same=kinds.count("same"),
        show_removed=query.removed,
        toggle_removed=again("sides", removed=None if query.removed else 1),
        swap="" if _is_one_ladder(values) else again(left=query.right, right=query.left),
    )


def _in_order(values: tuple[str, str], matrices: Matrices) -> tuple[tuple[str, str], list[RoleMatrix | None]]:
    """What was chosen with its roles; two levels of one role in the order of its ladder, as what is added is marked."""
    roles = [matrices.roles[column] if value else None for column, value in enumerate(values)]
    if roles[0] and _is_one_ladder(values):
        keys = [rung.key for rung in roles[0].ladder.rungs]
        wanted = [_level(value) for value in values]
        if set(wanted) <= set(keys) and keys.index(wanted[0]) > keys.index(wanted[1]):
            return (values[1], values[0]), roles[::-1]
    return values, roles


def _is_one_ladder(values: tuple[str, str]) -> bool:
    return slug_of(values[0]) == slug_of(values[1]) and all(map(_level, values))


def _level(value: str) -> str:
    return value.partition(".")[2]


def _side(value: str, role: RoleMatrix | None) -> Side | None:
    if role is None:
        return None
    rung = role.ladder.rung(_level(value))
    if _level(value) and rung is None:
        return None
    return Side(
        value, role_link(role.ladder.slug, role.ladder.name, rung.key if rung else ""), rung.name if rung else None
    )


def _groups(
    left: tuple[RoleMatrix, Rung | None],
    right: tuple[RoleMatrix, Rung | None],
    whole: tuple[Step, ...],
    language: str,
) -> Iterable[tuple[Text, tuple[CompareRow, ...]]]:
    """The skills of both by category: the left role's order, then what only the right one has."""
    rows: dict[str, list[SkillRow | None]] = {}
    for column, (role, rung) in enumerate((left, right)):
        for row in role.rows:
            if rung is None or rung.key in row.cells:
                rows.setdefault(row.skill.key, [None, None])[column] = row
    places = _places(left[0], right[0])
    paired = [(either, pair) for pair in rows.values() if (either := pair[0] or pair[1])]
    ordered = sorted(paired, key=lambda entry: places[entry[0].category.key])
    for _, together in groupby(ordered, key=lambda entry: entry[0].category.key):
        listed = list(together)
        yield (
            listed[0][0].category.name,
            tuple(_row(first, pair, left, right, strip(whole, *pair), language) for first, pair in listed),
        )


def _places(left: RoleMatrix, right: RoleMatrix) -> dict[str, int]:
    """The place of each category, as both roles show them."""
    order: dict[str, int] = {}
    for row in (*left.rows, *right.rows):
        order.setdefault(row.category.key, len(order))
    return order


def _row(
    row: SkillRow,
    pair: list[SkillRow | None],
    left: tuple[RoleMatrix, Rung | None],
    right: tuple[RoleMatrix, Rung | None],
    over_all: tuple[StripCell, ...],
    language: str,
) -> CompareRow:
    cells = (_cell(pair[0], *left), _cell(pair[1], *right))
    both = left[1] is not None and right[1] is not None
    return CompareRow(
        skill_link(row.skill),
        cells[0],
        cells[1],
        change(cells[0].cell, cells[1].cell, language) if both else None,
        over_all,
    )


def _cell(row: SkillRow | None, role: RoleMatrix, rung: Rung | None) -> SideCell:
    if row is None:
        return SideCell(None)
    if rung:
        return SideCell(row.cells.get(rung.key))
    cells = ((each.name, row.cells.get(each.key)) for each in role.ladder.rungs)
    return SideCell(None, tuple((level, cell.required if cell else None) for level, cell in cells))
