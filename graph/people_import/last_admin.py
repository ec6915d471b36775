"""No file takes the last HR admin away: who leaves by it is held against who is one."""

from collections.abc import Sequence
from datetime import date, timedelta

from graph.driver import Graph
from graph.people.capacities import HrAdmins, hr_admins
from graph.people_import.planning import Planned
from graph.people_import.problems import Problems


def require_an_admin(
    graph: Graph, people: Sequence[Planned], today: date, column: str, problems: Problems
) -> str | None:
    """Says in whose row it is that nobody would be an HR admin from a day on. The change of HR admins that was the last
    then; None, without a statement, where the file gives nobody of the graph a last day, or no HR admin."""
    leaving = {one.person: one for one in people if one.known and one.details.get("leaves_on")}
    if not leaving:
        return None
    admins = hr_admins(graph)
    leaves = {person: one.details["leaves_on"] for person, one in leaving.items() if person in admins.spells}
    if not leaves:
        return None
    sooner = [person for person, day in leaves.items() if _ends_something(admins, person, day)]
    if sooner:
        first = date.fromisoformat(min(leaves[person] for person in sooner))
        gap = admins.gap_once(leaves, max(first + timedelta(days=1), today))
        if gap is not None:
            last = max(sooner, key=lambda person: (leaves[person] < gap.isoformat(), leaves[person]))
            problems.add(
                "no_hr_admin", row=leaving[last].row, column=column, value=leaves[last], allowed=gap.isoformat()
            )
    return admins.changed


def _ends_something(admins: HrAdmins, person: str, day: str) -> bool:
    """Whether somebody would be an HR admin for less long than now."""
    before = admins.leaves[person]
    return (before is None or day < before) and any(
        spell.until is None or spell.until > day for spell in admins.spells[person]
    )
