"""A cycle of 10,000 people: opening it beside a bare UNWIND of the same nodes and edges, and HR's page of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from graph.cycle import service as cycles
from graph.jobs.models import JobKind, JobState, Waiting
from graph.population import drafts, opening, work
from tests.bench import framework, people
from tests.bench.bench import FEW, Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.pages import AT_MOST, beside_bare, make_hr_admin
from tests.bench.requests import Browser, statements_of
from tests.bench.watch import middle

PEOPLE, QUICK_PEOPLE = 10_000, 1_000
ROUNDS = 3
PAGE_ROUNDS, QUICK_PAGE_ROUNDS = 20, 5
_BARE = """
MATCH (cycle:Cycle {id: $cycle})
MATCH (version:FrameworkVersion {id: $version})
UNWIND $rows AS row
MATCH (person:Person {id: row.person})-[:HOLDS]->(level:Level)
CREATE (review:Review {id: row.review, state: 'assigned', revision: 1, seq: 1, head: row.hash, cycle_id: $cycle,
  self_due: $due, manager_due: $due})
CREATE (review)-[:IN_CYCLE]->(cycle)
CREATE (review)-[:ABOUT]->(person)
CREATE (review)-[:PINNED_TO]->(version)
CREATE (review)-[:AT]->(level)
CREATE (review)-[:RECORDED]->(:Event {id: row.review + '/1', stream: row.review, seq: 1, action: 'assign',
  actor: 'bench', relied_on: 'bench', at: $at, body: row.body, previous: '', hash: row.hash})
WITH review, level
MATCH (level)-[:NEXT]->(target:Level)
CREATE (review)-[:TOWARDS]->(target)
"""


@dataclass(frozen=True)
class _Company:
    """A company whose people beyond the first FEW have reviews without ratings."""

    house: House
    people: int


def cycle_open_10000(bench: Bench) -> Iterator[Figure]:
    """Opening a cycle for 10,000 people, from the worker's taking it to the cycle's being open."""
    opened, bare = [], []
    with closing(bench.apart("cycle_open")) as house:
        company = _company(bench, house)
        for turn in range(ROUNDS):
            opened.append(_seconds_of_opening(company, f"open-{turn}"))
            bare.append(_seconds_of_bare_opening(company, f"bare-{turn}"))
    name = f"cycle_open_{company.people}"
    yield Figure(name, middle(opened), "s", Goal("ratio", most=2.0), middle(bare), "UNWIND")


def cycle_page_10000(bench: Bench) -> Iterator[Figure]:
    """HR's page of a cycle with 10,000 reviews, and how many statements it takes."""
    rounds = QUICK_PAGE_ROUNDS if bench.quick else PAGE_ROUNDS
    with closing(bench.apart("cycle_page")) as house:
        company = _company(bench, house)
        make_hr_admin(house)
        page = Browser(house, 0).get("/cycles/now")
        name = f"cycle_page_{company.people}"
        yield beside_bare(name, house, page, rounds=rounds, warm_up=3)
        sent = len(statements_of(house, page))
        yield Figure(f"{name}_round_trips", sent, "statements", Goal("value", most=AT_MOST.most))


def _company(bench: Bench, house: House) -> _Company:
    count = QUICK_PEOPLE if bench.quick else PEOPLE
    people.add_reviewed(house.driver, FEW + people.WIDE_PEOPLE, count + people.WIDE_PEOPLE)
    return _Company(house, count)


def _seconds_of_opening(company: _Company, cycle: str) -> float:
    graph, context = company.house.graph, people.context(datetime.now(UTC))
    cycles.create(graph, people.draft_cycle(cycle, context.today))
    opening.ask(graph, context, drafts.stand(graph, context, cycle, trusted=True), trusted=True)
    began = perf_counter()
    done = work.carry_out(graph, lambda _actor: context, "bench", Waiting(opening.job_id(cycle), JobKind.OPENING))
    taken = perf_counter() - began
    assert done
    assert done.state is JobState.DONE
    assert done.done >= company.people, done
    return taken


def _seconds_of_bare_opening(company: _Company, cycle: str) -> float:
    context = people.context(datetime.now(UTC))
    cycles.create(company.house.graph, people.draft_cycle(cycle, context.today))
    count = company.people + people.WIDE_PEOPLE - 1  # nobody is above the first
    rows = [
        {"person": people.person_id(n), "review": f"{cycle}-{n}", "hash": "0" * 64, "body": "x" * 500}
        for n in range(1, count + 1)
    ]
    began = perf_counter()
    with company.house.driver.session() as session:
        session.run(
            _BARE, cycle=cycle, version=framework.VERSION, rows=rows, due="2026-12-31", at="2026-11-30T08:00:00Z"
        ).consume()
    return perf_counter() - began
