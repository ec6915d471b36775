"""Who stands where in a pack, and what its first pages say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from graph.people.name_order import name_order
from reports.pack.models import Block, Front, Line, Numbered, Person, Scope, Sheet
from reports.text import clean, each_text
from reports.wording import Language, say, show

if TYPE_CHECKING:  # whoever only puts pieces together does without the renderer
    from reports.render import Paper

COLUMNS = 40
"""How many expectations one table of the overview has side by side."""
OVERVIEW_ROWS: "dict[Paper, int]" = {"A4": 62, "Letter": 57}
HEAD_ROWS = 9
"""How many rows the title and the slanting heads of a table take."""
CONTENTS_ROWS: "dict[Paper, int]" = {"A4": 44, "Letter": 40}
MISSING_HEAD_ROWS, MISSING_A_ROW = 4, 3


def in_order(people: Iterable[Person]) -> list[Person]:
    """By what needs time, then most flagged ratings and most notes first, then by name; people of one name are told
    apart."""
    listed = list(people)
    alike = Counter(str(p.name) for p in listed)
    apart = [replace(p, name=p.name_with_id or p.name) if alike[str(p.name)] > 1 else p for p in listed]
    return sorted(apart, key=lambda p: (p.decision.by_time, -p.flags, -p.notes, name_order(str(p.name)), p.review))


def front(scope: Scope, people: Sequence[Person], lengths: Sequence[int], language: Language, paper: "Paper") -> Front:
    """The first pages. `people` in the pack's order, `lengths` the pages of their reports."""
    scope = each_text(scope, clean)
    overview = [Sheet("overview", blocks=tuple(page)) for page in _overview(people, language, OVERVIEW_ROWS[paper])]
    missing = tuple(show(language, name) for name in scope.missing)
    cuts = list(_cuts(len(people), len(missing), CONTENTS_ROWS[paper]))
    briefs_at = 1 + len(overview) + len(cuts) + 1
    reports_at = briefs_at + len(people)
    starts = list(accumulate(lengths, initial=reports_at))
    lines = tuple(
        Line(n, person, briefs_at + n - 1, start)
        for n, (person, start) in enumerate(zip(people, starts[:-1], strict=True), start=1)
    )
    contents = [Sheet("contents", lines=lines[ours], missing=missing[theirs]) for ours, theirs in cuts]
    sheets = (Sheet("cover"), *overview, *contents)
    return Front(scope, tuple(people), sheets, briefs_at, reports_at, starts[-1] - 1)


def _cuts(people: int, missing: int, capacity: int) -> Iterable[tuple[slice, slice]]:
    """How the contents fall into pages: which people and which missing ones stand on each."""
    listed = named = 0
    while listed < people or named < missing or not listed + named:
        here = min(people - listed, capacity)
        room = capacity - here - MISSING_HEAD_ROWS if listed + here == people else 0
        there = max(0, min(missing - named, room * MISSING_A_ROW))
        yield slice(listed, listed + here), slice(named, named + there)
        listed, named = listed + here, named + there


def _overview(people: Sequence[Person], language: Language, capacity: int) -> Iterable[list[Block]]:
    """Pages of the overview: each level's people by its required expectations, as full as a page allows."""
    page: list[Block] = []
    left = capacity
    for block in _blocks(people, language):
        rest = block.people
        while rest:
            if left < HEAD_ROWS + min(len(rest), 5):
                yield page
                page, left = [], capacity
            fits = left - HEAD_ROWS
            page.append(replace(block, people=rest[:fits]))
            left -= HEAD_ROWS + len(rest[:fits])
            rest = rest[fits:]
    yield page


def _blocks(people: Sequence[Person], language: Language) -> Iterable[Block]:
    levels: dict[str, list[Numbered]] = {}
    for number, person in enumerate(people, start=1):
        levels.setdefault(person.level, []).append(Numbered(number, person))
    for group in sorted(levels.values(), key=lambda group: (-len(group), group[0].number)):
        columns = sorted({c.key: c for one in group for c in one.person.columns}.values(), key=lambda c: c.order)
        bands = [tuple(columns[at : at + COLUMNS]) for at in range(0, len(columns), COLUMNS)] or [()]
        for n, band in enumerate(bands, start=1):
            title = group[0].person.role_and_level
            if len(bands) > 1:
                title = say(language, "%(place)s, part %(n)d of %(of)d", place=title, n=n, of=len(bands))
            yield Block(title, band, tuple(group))
