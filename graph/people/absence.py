"""Who is away until when, and who leaves when. No reason is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.driver import Graph
from graph.errors import Reason, Refused
from graph.queries import query

SET_ABSENCE = query("people/set_absence")


@dataclass(frozen=True)
class Absence:
    """A person's last day away and last day of employment; None for neither."""

    person: str
    away_until: date | None = None
    leaves_on: date | None = None


def set_absences(graph: Graph, absences: Sequence[Absence]) -> None:
    """Sets the dates of people. Raises Refused `unknown_person` naming those who are not in the graph."""
    rows = [
        {
            "person": one.person,
            "away_until": one.away_until.isoformat() if one.away_until else None,
            "leaves_on": one.leaves_on.isoformat() if one.leaves_on else None,
        }
        for one in absences
    ]
    known = {row["person"] for row in graph.write_many(SET_ABSENCE, rows=rows)}
    missing = tuple(one.person for one in absences if one.person not in known)
    if missing:
        raise Refused((Reason("unknown_person", missing),))
