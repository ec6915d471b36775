"""Pages beside a bare Flask response and their own statements."""

from collections.abc import Iterator

from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.framework import NARROW, WIDE
from tests.bench.people import person_id, review_id
from tests.bench.requests import Browser, Request, bare_page, bare_statements, statements_of
from tests.bench.watch import WARM_UP, by_turns, middle, p95

AT_MOST = Goal("ratio", most=2.0)


def review_form_read(bench: Bench) -> Iterator[Figure]:
    """The self-review form, and how many statements it takes."""
    house = bench.small
    for asked, person in ((NARROW, house.staff.writer(1)), (WIDE, house.staff.wide(0))):
        form = Browser(house, person).get(f"/reviews/{review_id(person)}")
        assert form().count(b"<article") == asked
        yield _figure(f"review_form_read_{asked}", bench, house, form)
    sent = len(statements_of(house, form))
    yield Figure("review_form_read_round_trips", sent, "statements", Goal("value", most=2))


def skill_page(bench: Bench) -> Iterator[Figure]:
    """One skill of the catalogue."""
    person = bench.small.staff.writer(1)
    slug = bench.small.slug("Skill", "skill-3")
    yield _figure("skill_page", bench, bench.small, Browser(bench.small, person).get(f"/skills/{slug}"))


def role_matrix(bench: Bench) -> Iterator[Figure]:
    """A role of 75 skills over five levels."""
    person = bench.small.staff.writer(1)
    slug = bench.small.slug("Role", "wide")
    yield _figure("role_matrix", bench, bench.small, Browser(bench.small, person).get(f"/roles/{slug}"))


def team_list(bench: Bench) -> Iterator[Figure]:
    """A team of nine."""
    yield _figure("team_list", bench, bench.small, Browser(bench.small, bench.small.staff.manager(1)).get("/team"))


def home(bench: Bench) -> Iterator[Figure]:
    """The start page of a manager of nine."""
    yield _figure("home", bench, bench.small, Browser(bench.small, bench.small.staff.manager(1)).get("/"))


def people_page(bench: Bench) -> Iterator[Figure]:
    """HR's list of people."""
    make_hr_admin(bench.small)
    yield _figure("people_page", bench, bench.small, Browser(bench.small, 0).get("/people"))


def make_hr_admin(house: House) -> None:
    """Makes the company's first person an HR admin."""
    house.driver.execute_query(
        "MATCH (p:Person {id: $id}) MERGE (c:Capacity {id: 'hr_admin'}) MERGE (p)-[h:HAS_CAPACITY]->(c) "
        "SET h.from = '2025-01-01'",
        id=person_id(0),
    )


def _figure(name: str, bench: Bench, house: House, page: Request) -> Figure:
    return beside_bare(name, house, page, rounds=bench.rounds)


def beside_bare(name: str, house: House, page: Request, *, rounds: int, warm_up: int = WARM_UP) -> Figure:
    """A page by turns with its floor: a bare response of the same size, then its statements through the driver."""
    bare = bare_page(len(page()))
    statements = bare_statements(house, statements_of(house, page))
    whole, response, queries = by_turns(page, bare, statements, rounds=rounds, warm_up=warm_up)
    floor = [one + other for one, other in zip(response, queries, strict=True)]
    note = f"p95 {p95(whole):.1f} over {p95(floor):.1f}; statements {middle(queries):.1f}"
    return Figure(name, middle(whole), "ms", AT_MOST, middle(floor), note)
