"""What a person holds by dated edges, and what a placement makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.people.models import Placement
from graph.people.timeline import Spell, corrected, ended, placed, spells_of

LEVEL, CAPACITY, DEPARTMENT, DEPUTY = "level", "capacity", "department", "deputy"


def line_to(kind: str) -> str:
    """What the record calls a line of a kind."""
    return f"{kind} to"


@dataclass(frozen=True)
class Holdings:
    """A person's spells by what is held: `level`, `line to` and the like, `department`, `capacity`, `deputy`; `seq` and
    `head` are the end of their stream, `leaves_on` their last day as stored."""

    person: str
    seq: int
    head: str
    spells: Mapping[str, tuple[Spell, ...]]
    leaves_on: str | None = None

    def after(self, placement: Placement) -> Mapping[str, tuple[Spell, ...]]:
        """What of it a placement changes, each as it is afterwards; empty where it changes nothing."""
        new: dict[str, tuple[Spell, ...]] = {}
        change = corrected if placement.corrects else placed
        wanted = {
            "level": (LEVEL, placement.level),
            "manager": (line_to(placement.kind), placement.manager),
            "department": (DEPARTMENT, placement.department),
        }
        for name, (what, to) in wanted.items():
            if to is not None:
                new[what] = change(self.spells.get(what, ()), to, placement.since)
            elif name in placement.ends:
                new[what] = ended(self.spells.get(what, ()), placement.since)
        if placement.deputy:
            new[DEPUTY] = _with_deputy(self.spells.get(DEPUTY, ()), placement.deputy, placement)
        capacities = self.spells.get(CAPACITY, ())
        for name in placement.capacities:
            of_one = [each for each in capacities if each.to == name]
            others = [each for each in capacities if each.to != name]
            capacities = tuple(sorted((*others, *change(of_one, name, placement.since))))
        for name in placement.ends_capacities:
            of_one = [each for each in capacities if each.to == name]
            others = [each for each in capacities if each.to != name]
            capacities = tuple(sorted((*others, *ended(of_one, placement.since))))
        new[CAPACITY] = capacities
        return {what: spells for what, spells in new.items() if spells != self.spells.get(what, ())}


def _with_deputy(spells: tuple[Spell, ...], deputy: str, placement: Placement) -> tuple[Spell, ...]:
    """The spells of deputies with one more, or once one of them is none any more from a day on."""
    if DEPUTY not in placement.ends:
        until = placement.until.isoformat() if placement.until else None
        return tuple(sorted((*spells, Spell(placement.since.isoformat(), deputy, until))))
    others = [each for each in spells if each.to != deputy]
    return tuple(sorted((*others, *ended([each for each in spells if each.to == deputy], placement.since))))


def holdings_of(row: Mapping[str, Any]) -> Holdings:
    """The holdings of a row of `people/held`."""
    spells: dict[str, list[list[str | None]]] = {
        LEVEL: row["levels"],
        CAPACITY: row["capacities"],
        DEPARTMENT: row["departments"],
        DEPUTY: row.get("deputies") or [],
    }
    for kind, *spell in row["lines"]:
        spells.setdefault(line_to(kind), []).append(spell)
    held = {what: spells_of(of) for what, of in spells.items()}
    return Holdings(row["person"], row["seq"], row["head"], held, row.get("leaves_on"))
