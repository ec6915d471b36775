"""What a person holds from day to day: one level, one line of each kind; what is placed later replaces everything from
its day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Spell:
    """What is held from `start` to `until`, both included; without an end where `until` is None. Days as stored."""

    start: str
    to: str
    until: str | None = None

    def row(self) -> list[str | None]:
        """The form in which events and statements have it: to, from, until."""
        return [self.to, self.start, self.until]


def placed(spells: Iterable[Spell], to: str, since: date) -> tuple[Spell, ...]:
    """The spells once `to` is held from `since` on, whatever was to follow. What goes on unchanged keeps its start."""
    kept = _until(spells, since)
    if kept and kept[-1].to == to and kept[-1].until == _before(since):
        return (*kept[:-1], Spell(kept[-1].start, to))
    return (*kept, Spell(since.isoformat(), to))


def placed_in_turn(placements: Iterable[tuple[str, date]]) -> tuple[Spell, ...]:
    """The spells of what was placed one after the other, each with its day."""
    spells: tuple[Spell, ...] = ()
    for to, since in placements:
        spells = placed(spells, to, since)
    return spells


def corrected(spells: Iterable[Spell], to: str, since: date) -> tuple[Spell, ...]:
    """The spells once the newest spell of `to` begins on `since`: what was held before it lasts to the eve, or ends
    then; what follows stays. As `placed` where `to` is not held, or ended before."""
    ordered = sorted(spells)
    at = next((n for n in reversed(range(len(ordered))) if ordered[n].to == to), None)
    if at is None or (ordered[at].until or since.isoformat()) < since.isoformat():
        return placed(ordered, to, since)
    before = _until(ordered[:at], since)
    start = date.fromisoformat(ordered[at].start)
    if before and before[-1].until == _before(start):
        before[-1] = Spell(before[-1].start, before[-1].to, _before(since))
    return (*before, Spell(since.isoformat(), to, ordered[at].until), *ordered[at + 1 :])


def ended(spells: Iterable[Spell], since: date) -> tuple[Spell, ...]:
    """The spells once nothing is held from `since` on."""
    return tuple(_until(spells, since))


def overlap(spells: Iterable[Spell]) -> bool:
    """Whether two are held on one day."""
    return any(one.until is None or one.until >= other.start for one, other in pairwise(sorted(spells)))


def _until(spells: Iterable[Spell], since: date) -> list[Spell]:
    """What is held before `since`, cut off there."""
    day = since.isoformat()
    before = [each for each in sorted(spells) if each.start < day]
    eve = _before(since) if before else ""
    return [Spell(each.start, each.to, eve if each.until is None else min(each.until, eve)) for each in before]


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def spells_of(rows: Iterable[Sequence[str | None]]) -> tuple[Spell, ...]:
    """The spells of rows (to, from, until)."""
    return tuple(sorted(Spell(str(start), str(to), until) for to, start, until in rows))
