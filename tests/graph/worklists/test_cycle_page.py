"""HR's page of a cycle: what its statement counts, finds and puts in order is what all reviews of the cycle say."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import available_timezones

import neo4j
import pytest

from graph.driver import Address
from graph.errors import Forbidden, NotFound
from graph.people import service as people
from graph.people.models import Placement
from graph.queries import parse
from graph.review.enums import State
from graph.worklists.cycle_page import Alike, Asked, cycle_overview, short_zones
from graph.worklists.models import ReviewRow
from graph.worklists.progress import CycleProgress, cycle_progress
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, OTHER_MANAGER, Company

Test = Callable[[CycleProgress, ReviewRow], bool]
ASKED: list[tuple[Asked, Test]] = [
    (Asked(), lambda _all, _row: True),
    (Asked(text=" EMPL"), lambda _all, row: "empl" in f"{row.person.id} {row.person.name.en}".casefold()),
    (Asked(text="nobody at all"), lambda _all, _row: False),
    (Asked(state="shared"), lambda _all, row: row.state is State.SHARED),
    (Asked(department="Research"), lambda _all, row: row.department == "Research"),
    (Asked(department="-"), lambda _all, row: not row.department),
    (Asked(manager=MANAGER), lambda _all, row: row.manager is not None and row.manager.id == MANAGER),
    (Asked(manager="-"), lambda _all, row: row.manager is None),
    (Asked(holder="manager"), lambda _all, row: row.held_by == "manager"),
    (Asked(holder="no such"), lambda _all, _row: False),
    (Asked(overdue=True), lambda _all, row: row.overdue),
    (Asked(unseated=True), lambda found, row: row.id in found.unseated),
    (Asked(stuck=True), lambda found, row: row.id in {one.review.id for one in found.stuck}),
    (Asked(stuck=True, state="assigned", text="cp-"), lambda _all, _row: False),
    (
        Asked(stuck=True, state="assigned"),
        lambda found, row: row.state is State.ASSIGNED and row.id in {one.review.id for one in found.stuck},
    ),
]


_TOGETHER = parse(
    "tests/together",
    "// Puts reviews into one cycle, of which nobody has two by an act.\n// access: write\n// params: cycle\n"
    "// returns: nothing\n"
    "MATCH (cycle:Cycle {id: $cycle}) MATCH (review:Review)-[old:IN_CYCLE]->(:Cycle) WHERE review.id STARTS WITH 'cp-'"
    " DELETE old CREATE (review)-[:IN_CYCLE]->(cycle) SET review.cycle_id = $cycle",
)


@pytest.fixture(scope="module")
def reviews(company: Company) -> Company:
    """A review in each state in one cycle, and two of others, one of whom has no manager."""
    for state in State:
        company.bring(f"cp-{state.value}", state)
    company.bring("cp-colleague", State.SELF_SUBMITTED, COLLEAGUE)
    company.assign("cp-other", OTHER_MANAGER)
    day = company.now.date()
    placements = [
        Placement(EMPLOYEE, day, department="Research"), Placement(OTHER_MANAGER, day, ends=("manager",)),
    ]  # fmt: skip
    people.place(company.graph, company.context(HR), placements, relied_on="test")
    company.graph.write_one(_TOGETHER, cycle=company.cycle.id)
    return company


def counted(alike: tuple[Alike, ...]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for one in alike:
        found[one.state, one.held_by, one.not_open, one.overdue] += one.count
    return found


def order(row: ReviewRow) -> tuple[bool, date]:
    return not row.overdue, row.due or date.max


@pytest.mark.parametrize("later", [0, 30, 400])
@pytest.mark.parametrize("before", [0, 60])
def test_it_says_what_all_reviews_say(reviews: Company, later: int, before: int) -> None:
    company = replace(reviews, now=reviews.now + timedelta(days=later) - timedelta(days=before))
    context, cycle = company.context(HR), company.cycle.id
    _period, progress = cycle_progress(company.graph, context, cycle)
    for asked, test in ASKED:
        expected = [row for row in progress.rows if test(progress, row)]
        stretches = [
            cycle_overview(company.graph, context, cycle, asked, page=page, size=3, named=20)[1].listed
            for page in range(1, max(1, -(-len(expected) // 3)) + 1)
        ]
        listed = [row for one in stretches for row in one.rows]
        assert {row.id: row for row in listed} == {row.id: row for row in expected}, asked
        assert len(listed) == len(expected)
        assert [order(row) for row in listed] == sorted(map(order, expected))
        assert {one.count for one in stretches} == {len(expected)}
        assert stretches[0].states == {row.state for row in expected}


def test_it_counts_all_reviews_and_names_the_first_of_what_hr_sees_to(reviews: Company) -> None:
    company = replace(reviews, now=reviews.now + timedelta(days=30))
    context, cycle = company.context(HR), company.cycle.id
    period, progress = cycle_progress(company.graph, context, cycle)
    read, found = cycle_overview(company.graph, context, cycle, Asked(state="closed"), page=9, size=50, named=20)
    assert read == period
    one = Counter((row.state, row.held_by, row.not_open, row.overdue) for row in progress.rows)
    assert counted(found.all) == one
    assert sum(one.values()) == len(progress.rows)
    for key, alike in found.departments.items():
        assert sum(each.count for each in alike) == sum(row.department == key for row in progress.rows)
    managers = Counter(row.manager.id if row.manager else "" for row in progress.rows)
    assert {key: sum(each.count for each in alike) for key, alike in found.managers.items()} == managers
    assert {each.id for each in found.people} == set(managers) - {""}
    assert found.stuck == len(progress.stuck) > 0
    assert {(each.review.id, each.why) for each in found.first_stuck} == {
        (each.review.id, each.why) for each in progress.stuck
    }
    assert found.unseated == len(progress.unseated) == 1
    assert [row.id for row in found.first_unseated] == ["cp-signed_off"]
    assert found.first_without_account == progress.without_account
    assert found.without_account == len(progress.without_account) > 0
    assert (found.listed.page, [row.id for row in found.listed.rows]) == (1, ["cp-closed"]), "the last one there is"
    few = cycle_overview(company.graph, context, cycle, Asked(), page=1, size=50, named=1)[1]
    assert (few.stuck, len(few.first_stuck)) == (found.stuck, 1)


def test_it_is_for_hr_alone(company: Company) -> None:
    for actor, cycle, error in ((MANAGER, company.cycle.id, Forbidden), (HR, "none", NotFound)):
        with pytest.raises(error):
            cycle_overview(company.graph, company.context(actor), cycle, Asked(), page=1, size=50, named=20)


def test_the_engine_knows_every_time_zone_that_a_cycle_can_have(engine: Address) -> None:
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
    ):
        unknown = []
        for zone in sorted(available_timezones() - set(short_zones())):
            try:
                session.run("RETURN datetime({timezone: $zone})", zone=zone).consume()
            except neo4j.exceptions.Neo4jError:
                unknown.append(zone)
    assert unknown == []
