"""Who would be reviewed in a cycle, and who would not and why."""

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from graph.context import Context
from graph.cycle.models import Cycle
from graph.driver import Graph
from graph.errors import Forbidden
from graph.people.invitations import without_account
from graph.population.models import Candidate, Excluded, Preview, Why
from graph.population.rows import CandidateRow, CandidatesRow, PlaceRow
from graph.queries import query
from graph.review.mapping import level_ref, person_ref
from graph.review.models import LevelRef
from graph.review.rows import LevelInListRow, PersonRow
from graph.worklists.rows import AccountRow

CANDIDATES = query("population/candidates", CandidatesRow)
CANCELLED = "cancelled"


def preview(
    graph: Graph, context: Context, cycle: Cycle, people: Collection[str] = (), *, trusted: bool = False
) -> Preview:
    """Who of the population (or of `people`, where some are named) would get a review now, in no order.

    Lines, levels and departments are those of the opening day, or of today where that is past. Raises Forbidden unless
    the actor is an HR admin today, or `trusted`.
    """
    day = max(cycle.opens_on, context.today).isoformat()
    row = cast(
        CandidatesRow,
        graph.read_one(
            CANDIDATES,
            cycle=cycle.id,
            actor=context.actor,
            today=context.today.isoformat(),
            trusted=trusted,
            versions=list(cycle.versions),
            day=day,
        ),
    )
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    judge = _Judge(cycle, day, row)
    wanted = set(people)
    candidates: list[Candidate] = []
    excluded: list[Excluded] = []
    concerned: list[AccountRow | None] = []
    for one in row["people"]:
        if wanted and one["person"]["id"] not in wanted:
            continue
        for verdict in judge.verdicts(one, named=bool(wanted)):
            if isinstance(verdict, Candidate):
                candidates.append(verdict)
                concerned += [one["person"], one["manager"]]
            else:
                excluded.append(verdict)
    return Preview(tuple(candidates), tuple(excluded), without_account(concerned, context.today.isoformat()))


def place_key(level: str) -> tuple[str, str]:
    """What a level is over all versions of its framework: of `ai@2/role/engineer/senior` ai, role/engineer/senior."""
    head, _slash, rest = level.partition("/")
    return head.partition("@")[0], rest


class _Judge:
    """Says of each person whether they can be in."""

    def __init__(self, cycle: Cycle, day: str, row: CandidatesRow) -> None:
        self._cycle, self._day = cycle, day
        self._places: Mapping[tuple[str, str], PlaceRow] = {place_key(one["id"]): one for one in row["places"]}
        self._frameworks = {one["framework"] for one in row["places"]}
        self._boss = {one["person"]["id"]: one["manager"]["id"] for one in row["people"] if one["manager"]}

    def verdicts(self, row: CandidateRow, *, named: bool) -> Iterator[Candidate | Excluded]:
        """What becomes of a person, a verdict for each role; nothing where they are not in the population."""
        if not named and not self._is_meant(row):
            return
        person, department = person_ref(_person(row)), row["department"] or ""
        why, about = self._of_person(row)
        if why is not None:
            yield Excluded(person, department, why, about)
            return
        for level in row["levels"]:
            place = self._places.get(place_key(level))
            if not named and not self._is_place_meant(level):
                continue
            at = _level(place) if place else None
            why, about = self._of_level(row, level, place)
            if why is not None or place is None or at is None or row["manager"] is None:
                yield Excluded(person, department, why or Why.NO_MANAGER, about, at)
                continue
            manager = person_ref(cast(PersonRow, row["manager"]))
            yield Candidate(person, manager, department, at, place["version"], self._target(place))

    def _is_meant(self, row: CandidateRow) -> bool:
        within = self._cycle.population
        if within.people and row["person"]["id"] not in within.people:
            return False
        if within.departments and row["department"] not in within.departments:
            return False
        if within.managers and not set(within.managers) & set(self._line_up(row["person"]["id"])):
            return False
        return not (within.roles or within.levels) or any(map(self._is_place_meant, row["levels"]))

    def _is_place_meant(self, level: str) -> bool:
        within = self._cycle.population
        framework, rest = place_key(level)
        _role, role, key = ("", *rest.split("/", 2))[-3:] if rest.count("/") >= 2 else ("", "", "")
        return (not within.roles or f"{framework}/{role}" in within.roles) and (
            not within.levels or key in within.levels
        )

    def _line_up(self, person: str) -> Iterator[str]:
        seen = {person}
        while (person := self._boss.get(person, "")) and person not in seen:
            seen.add(person)
            yield person

    def _of_person(self, row: CandidateRow) -> tuple[Why | None, str]:
        person = row["person"]
        leaves, away = person["leaves_on"], person["away_until"]
        if leaves and leaves < self._day:
            return Why.LEFT, leaves
        if not row["levels"]:
            return Why.NO_LEVEL, ""
        if away and away >= max(self._day, self._cycle.self_due.isoformat()):
            return Why.AWAY, away
        return None, ""

    def _of_level(self, row: CandidateRow, level: str, place: PlaceRow | None) -> tuple[Why | None, str]:
        mine = [one for one in row["reviews"] if _role_of(one["level"]) == _role_of(level)]
        living = next((one["id"] for one in mine if one["state"] != CANCELLED), "")
        if living:
            return Why.HAS_REVIEW, living
        again = next((one["id"] for one in mine if place_key(one["level"]) == place_key(level)), "")
        if again:
            return Why.CANCELLED, again
        if place is None:
            known = place_key(level)[0] in self._frameworks
            return (Why.NOT_IN_VERSION if known else Why.OTHER_FRAMEWORK), level
        if not place["asks"]:
            return Why.NOTHING_EXPECTED, place["id"]
        manager = row["manager"]
        if manager is None:
            return Why.NO_MANAGER, ""
        if manager["leaves_on"] and manager["leaves_on"] < self._day:
            return Why.MANAGER_LEFT, manager["id"]
        return None, ""

    def _target(self, place: PlaceRow) -> str:
        """The next level, where one is wanted and there is only one."""
        return place["next"][0] if self._cycle.next_level and len(place["next"]) == 1 else ""


def _role_of(level: str) -> tuple[str, str]:
    framework, rest = place_key(level)
    return framework, rest.rpartition("/")[0]


def _person(row: CandidateRow) -> PersonRow:
    return cast(PersonRow, row["person"])


def _level(place: PlaceRow) -> LevelRef:
    return level_ref(cast(LevelInListRow, place))
