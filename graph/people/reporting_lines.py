"""Lines of the organisation: rings, which nobody may be part of, and lines that are over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from graph.context import Context
from graph.driver import Graph
from graph.people.timeline import Spell
from graph.queries import query

LAST_REPORT = query("people/last_report")
_NEVER = "9999-12-31"

Lines = Mapping[str, Sequence[Spell]]
"""The line managers of each person, as spells."""


def last_report(graph: Graph, context: Context) -> date | None:
    """The last day on which anybody reported to the actor; None if nobody ever did or somebody does today."""
    row = graph.read_one(LAST_REPORT, actor=context.actor, today=context.today.isoformat())
    return date.fromisoformat(row["until"]) if row and row["until"] else None


def rings(people: Collection[str], lines: Lines, since: date) -> Iterator[tuple[str, ...]]:
    """For each of `people` who would be above themselves on `since` or any later day: the ring from them back to
    them."""
    day = since.isoformat()
    open_lines = {
        person: [each for each in spells if each.until is None or each.until >= day] for person, spells in lines.items()
    }
    entangled = _entangled(open_lines)
    for person in people:
        if person in entangled and (ring := _ring(person, open_lines, day)):
            yield ring


def _entangled(lines: Lines) -> set[str]:
    """Who comes to a ring upwards if days are left aside; mostly nobody, which costs one look at each line."""
    bosses = {person: {each.to for each in spells} for person, spells in lines.items() if spells}
    reports: dict[str, list[str]] = {}
    for person, above in bosses.items():
        for boss in above:
            reports.setdefault(boss, []).append(person)
    free = [boss for boss in reports if boss not in bosses]
    while free:
        boss = free.pop()
        for person in reports.get(boss, ()):
            bosses[person].discard(boss)
            if not bosses[person]:
                del bosses[person]
                free.append(person)
    return set(bosses)


def _ring(person: str, lines: Lines, day: str) -> tuple[str, ...]:
    """A ring through a person whose lines all stand on one day, `day` or later; empty where there is none."""
    paths: list[tuple[tuple[str, ...], str, str]] = [((person,), day, _NEVER)]
    while paths:
        path, start, end = paths.pop()
        for spell in lines.get(path[-1], ()):
            first, last = max(start, spell.start), min(end, spell.until or _NEVER)
            if first > last:
                continue
            if spell.to == person:
                return (*path, person)
            if spell.to not in path:
                paths.append(((*path, spell.to), first, last))
    return ()
