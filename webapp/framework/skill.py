"""The skill profile page out of a skill profile."""

from collections.abc import Iterable

from graph.framework.read_models import Ladder, Rung, SkillProfile, Step
from graph.framework.text_diff import is_same
from graph.text import Text
from webapp.framework.changes import change
from webapp.framework.forms import CatalogueQuery
from webapp.framework.links import again, pager, role_link
from webapp.framework.pages import Ahead, Card, DepthRow, Detail, Link, Section, SkillPage

ROLES_A_PAGE = 40
MOST_NAMED_LEVELS = 12
"""With more level names than this, levels are sorted by step: each role names its own."""
OTHERS_SHOWN = 6


def skill_page(profile: SkillProfile, query: CatalogueQuery, language: str) -> SkillPage:
    """Everything on /skills/<slug>."""
    builder = _Builder(profile, query, language)
    required = sum(step.required for step in profile.steps)
    chosen = next((group for group in builder.groups if group[0] == query.level), None)
    return SkillPage(
        skill=profile,
        levels=len(builder.groups),
        required=required,
        optional=sum(step.total for step in profile.steps) - required,
        picker=tuple(
            Link(name or Text(str(number), str(number)), again("levels", level=key, row=None), key == query.level)
            for key, name, number in builder.groups
        ),
        clear=again("levels", level=None, removed=None),
        chosen=chosen[0] if chosen else "",
        cards=tuple(builder.cards(chosen[0])) if chosen else (),
        sections=tuple(builder.sections()),
        show_removed=query.removed,
        toggle_removed=again("levels", removed=None if query.removed else 1),
        role_filter=query.role,
        pager=pager(profile.matching, query.page, ROLES_A_PAGE, anchor="depth")
        if profile.role_count > ROLES_A_PAGE
        else None,
    )


class _Builder:
    def __init__(self, profile: SkillProfile, query: CatalogueQuery, language: str) -> None:
        self.profile = profile
        self.query = query
        self.language = language
        self.by_name = len({step.key for step in profile.steps}) <= MOST_NAMED_LEVELS
        self.groups = list(_groups(profile.steps, self.by_name))

    def cards(self, chosen: str) -> Iterable[Card]:
        """For each role that has the chosen level: what the next one asks."""
        for ladder in self.profile.ladders:
            for rung in ladder.rungs:
                says = rung.cell or any(above.cell for above in ladder.above(rung))
                if says and self._group(rung) == chosen:
                    yield Card(
                        role_link(ladder.slug, ladder.name, rung.key),
                        rung.name,
                        rung.cell,
                        tuple(self._ahead(ladder, rung)),
                    )

    def sections(self) -> Iterable[Section]:
        """The depth table, lowest level first; of a long list only the roles of this page."""
        for key, name, number in self.groups:
            rows = [
                self._row(ladder, rung)
                for ladder in self.profile.ladders
                for rung in ladder.rungs
                if rung.cell and self._group(rung) == key
            ]
            if rows:
                yield Section(key, name, number, tuple(rows))

    def _group(self, rung: Rung) -> str:
        return rung.key if self.by_name else str(rung.rank)

    def _ahead(self, ladder: Ladder, rung: Rung) -> Iterable[Ahead]:
        for above in ladder.above(rung):
            yield Ahead(above.name, change(rung.cell, above.cell, self.language))

    def _row(self, ladder: Ladder, rung: Rung) -> DepthRow:
        assert rung.cell
        name = f"{ladder.slug}.{rung.key}"
        anchor = f"row-{ladder.slug}-{rung.key}"
        is_open = self.query.row == name
        return DepthRow(
            anchor=anchor,
            role=role_link(ladder.slug, ladder.name, rung.key),
            level=None if self.by_name else rung.name,
            cell=rung.cell,
            opens=again(anchor, row=None if is_open else name),
            same_as=self._same_below(ladder, rung),
            detail=self._detail(ladder, rung) if is_open else None,
        )

    def _same_below(self, ladder: Ladder, rung: Rung) -> Text | None:
        """The level below whose text this one repeats."""
        for below in ladder.below(rung):
            if below.cell and rung.cell and rung.cell.text:
                old, new = below.cell.text.to(self.language), rung.cell.text.to(self.language)
                if is_same(old.value, new.value):
                    return below.name
        return None

    def _detail(self, ladder: Ladder, rung: Rung) -> Detail:
        assert rung.cell
        others = [
            (role_link(other.slug, other.name, near.key), near.cell)
            for other in self.profile.ladders
            if other is not ladder
            for near in other.rungs
            if near.cell and self._group(near) == self._group(rung)
        ]
        rate = [each.review for each in self.profile.to_rate if each.expectation == rung.cell.id]
        return Detail(
            below=tuple(
                Ahead(below.name, change(below.cell, rung.cell, self.language), below.cell)
                for below in ladder.below(rung)
            ),
            above=tuple(self._ahead(ladder, rung)),
            others=tuple(others[:OTHERS_SHOWN]),
            others_left=max(0, len(others) - OTHERS_SHOWN),
            rate_at=f"/reviews/{rate[0]}" if rate else "",
        )


def _groups(steps: Iterable[Step], by_name: bool) -> Iterable[tuple[str, Text | None, int]]:
    """Key, name and number of each group of levels, lowest first; a name's place is its mean rank."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.key if by_name else str(step.rank), []).append(step)
    ordered = sorted(groups.items(), key=lambda item: _mean_rank(item[1]))
    for number, (key, group) in enumerate(ordered, start=1):
        yield key, group[0].name if by_name else None, number


def _mean_rank(group: list[Step]) -> float:
    return sum(step.rank * step.total for step in group) / sum(step.total for step in group)
