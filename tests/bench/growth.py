"""The 95th percentile in a company of 100,000 people (1,500,000 ratings) beside one of 1,000."""

from collections.abc import Callable, Iterator
from contextlib import closing

from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.pages import beside_bare, make_hr_admin
from tests.bench.people import review_id
from tests.bench.requests import Browser, Saves, statements_of
from tests.bench.watch import Step, by_turns, p95

ROUNDS, QUICK_ROUNDS = 400, 30
AT_MOST = Goal("ratio", most=1.3)
DIFFERENT = 150
"""So many people ask by turns, spread over the company, so that not one reader's data alone is warm."""


def growth_p95(bench: Bench) -> Iterator[Figure]:
    """Form, save, team list, start page and list of people, each with a large and a small company by turns; and the
    list of people of the large one beside its floor."""
    rounds = QUICK_ROUNDS if bench.quick else ROUNDS
    with closing(bench.large()) as large:
        for name, make in (
            ("form", _form),
            ("autosave", _saves),
            ("team_list", _team),
            ("home", _home),
            ("people_page", _people),
        ):
            steps = [_in_turn([make(house, number) for number in range(DIFFERENT)]) for house in (large, bench.small)]
            most, least = by_turns(*steps, rounds=rounds, warm_up=DIFFERENT)
            yield Figure(f"growth_p95_{name}", p95(most), "ms", AT_MOST, p95(least), f"{large.staff.people:,} people")
        yield from _people_page(bench, large)


def _people_page(bench: Bench, house: House) -> Iterator[Figure]:
    """The list of people itself, beside its floor."""
    page = Browser(house, 0).get("/people")
    name = f"people_page_{house.staff.people}"
    yield beside_bare(name, house, page, rounds=bench.rounds)
    yield Figure(f"{name}_round_trips", len(statements_of(house, page)), "statements", Goal("value", most=2))


def _form(house: House, number: int) -> Step:
    person = _writer(house, number)
    return Browser(house, person).get(f"/reviews/{review_id(person)}")


def _saves(house: House, number: int) -> Step:
    return Saves(house, _writer(house, number))


def _writer(house: House, number: int) -> int:
    """One of DIFFERENT people whose reviews are being written, no two the same."""
    return number * (house.staff.people // DIFFERENT) // 3 * 3


def _team(house: House, number: int) -> Step:
    return Browser(house, house.staff.manager(number)).get("/team")


def _home(house: House, number: int) -> Step:
    return Browser(house, house.staff.manager(number)).get("/")


def _people(house: House, number: int) -> Step:
    """The list of people for one HR admin, another stretch each time."""
    make_hr_admin(house)
    return Browser(house, 0).get(f"/people?page={number % 10 + 1}")


def _in_turn(steps: list[Step]) -> Callable[[], None]:
    """One step that takes the next of `steps` each time."""
    at = -1

    def run() -> None:
        nonlocal at
        at = (at + 1) % len(steps)
        steps[at]()

    return run
