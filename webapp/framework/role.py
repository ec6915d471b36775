"""The role page out of a role's matrix."""

from collections.abc import Iterable
from itertools import groupby

from graph.framework.read_models import Cell, Ladder, Matrices, RoleMatrix, Rung, SkillRow
from graph.framework.text_diff import is_same
from webapp.framework.changes import change
from webapp.framework.forms import CatalogueQuery
from webapp.framework.links import again, skill_link
from webapp.framework.pages import FocusRow, Group, Link, MatrixCell, MatrixRow, Option, RolePage, TrackLevel

MOST_STEPS = 6
LONGEST_STEP = 22


def role_page(matrix: RoleMatrix, others: Matrices, query: CatalogueQuery, language: str) -> RolePage:
    """Everything on /roles/<slug>."""
    ladder = matrix.ladder
    focus = ladder.rung(query.level)
    groups = tuple(_groups(matrix, focus, language))
    at_focus = [row for group in groups for row in group.focus]
    return RolePage(
        slug=ladder.slug,
        name=ladder.name,
        description=matrix.description,
        origin=matrix.origin,
        track=tuple(_track(matrix, focus)),
        track_upright=_is_upright(matrix.ladder, language),
        levels=tuple(_level_link(rung, focus) for rung in ladder.rungs),
        groups=groups,
        skills=len(matrix.rows),
        focus=focus.name if focus else None,
        focus_key=focus.key if focus else "",
        focus_below=tuple(rung.name for rung in ladder.below(focus)) if focus else (),
        focus_required=sum(row.cell.required for row in at_focus),
        focus_optional=sum(not row.cell.required for row in at_focus),
        clear=again(level=None, removed=None),
        show_removed=query.removed,
        toggle_removed=again("focus", removed=None if query.removed else 1),
        has_removed=any(row.change and row.change.has_removed for row in at_focus),
        compare=tuple(_options(matrix, others, focus)),
    )


def options_of(others: Matrices) -> Iterable[Option]:
    """Each role that can be chosen, and each of its levels."""
    for choice in others.choices:
        yield Option(choice.role.key, choice.role.name, None)
        for level in choice.levels:
            yield Option(f"{choice.role.key}.{level.key}", choice.role.name, level.name)


def _options(matrix: RoleMatrix, others: Matrices, focus: Rung | None) -> Iterable[Option]:
    """What this role, or the level in focus, can be compared with; its own levels first."""
    slug, name = matrix.ladder.slug, matrix.ladder.name
    if focus:
        for rung in matrix.ladder.rungs:
            if rung.key != focus.key:
                yield Option(f"{slug}.{rung.key}", name, rung.name)
    for option in options_of(others):
        if option.value.split(".")[0] != slug and (option.level is None) == (focus is None):
            yield option


def _level_link(rung: Rung, focus: Rung | None) -> Link:
    return Link(rung.name, again("focus", level=rung.key), bool(focus and rung.key == focus.key))


def _track(matrix: RoleMatrix, focus: Rung | None) -> Iterable[tuple[TrackLevel, ...]]:
    """The ladder step by step; a step with several levels is a branch."""
    ladder = matrix.ladder
    for _, step in groupby(ladder.rungs, key=lambda rung: rung.rank):
        yield tuple(
            TrackLevel(_level_link(rung, focus), tuple(above.name for above in ladder.above(rung))) for rung in step
        )


def _is_upright(ladder: Ladder, language: str) -> bool:
    """Whether the ladder is drawn downwards: it has too many steps, or too long names, for one line."""
    steps = len({rung.rank for rung in ladder.rungs})
    return steps > MOST_STEPS or any(len(rung.name.to(language).value) > LONGEST_STEP for rung in ladder.rungs)


def _groups(matrix: RoleMatrix, focus: Rung | None, language: str) -> Iterable[Group]:
    for _, rows in groupby(matrix.rows, key=lambda row: (row.domain.key, row.category.key)):
        listed = list(rows)
        yield Group(
            domain=listed[0].domain.name,
            category=listed[0].category.name,
            rows=tuple(MatrixRow(skill_link(row.skill), _cells(matrix, row, focus, language)) for row in listed),
            focus=tuple(_focus_rows(matrix, listed, focus, language)),
        )


def _cells(matrix: RoleMatrix, row: SkillRow, focus: Rung | None, language: str) -> tuple[MatrixCell, ...]:
    return tuple(
        MatrixCell(
            level=rung.name,
            focus=bool(focus and focus.key == rung.key),
            cell=row.cells.get(rung.key),
            unchanged=any(
                _unchanged(row.cells.get(below.key), row.cells.get(rung.key), language)
                for below in matrix.ladder.below(rung)
            ),
        )
        for rung in matrix.ladder.rungs
    )


def _unchanged(before: Cell | None, after: Cell | None, language: str) -> bool:
    if before is None or after is None or not after.text:
        return False
    return is_same(before.text.to(language).value, after.text.to(language).value)


def _focus_rows(matrix: RoleMatrix, rows: list[SkillRow], focus: Rung | None, language: str) -> Iterable[FocusRow]:
    if focus is None:
        return
    below = matrix.ladder.below(focus)
    for row in rows:
        cell = row.cells.get(focus.key)
        if cell:
            before = next((row.cells[rung.key] for rung in below if rung.key in row.cells), None)
            yield FocusRow(skill_link(row.skill), cell, change(before, cell, language) if below else None)
