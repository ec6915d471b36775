"""Whom a deputy acts for: the six statements that ask for it say the same of each case."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.driver import Row
from graph.errors import NotFound
from graph.people import repository
from graph.queries import bound
from graph.review.enums import Capacity, State
from graph.workflow import reading
from graph.worklists.tasks import task_list
from graph.worklists.team import team
from tests.company import EMPLOYEE, Company

Ask = Callable[..., list[Row]]
LONG_AGO, YESTERDAY, TODAY, TOMORROW = "2026-01-01", "2026-11-23", "2026-11-24", "2026-11-25"
SAVE, ADVANCE = "review/save_ratings", "workflow/advance"
COMPARED = {"people/account", "review/sheet", "worklists/tasks", "worklists/team", SAVE, ADVANCE}
GRANT_NOTHING = {"mail/to_tell", "people/deputies", "people/held", "people/set_deputies", "verification/people"}
"""Statements that name deputies, and give nobody a right by that."""

PEOPLE = """MATCH (review:Review {id: 'rv-pattern'})-[:IN_CYCLE]->(cycle), (review)-[:AT]->(level),
  (review)-[:PINNED_TO]->(version)
UNWIND ['e', 'm', 'd', 'x'] AS part
CREATE (person:Person {id: $case + '-' + part, login: $case + part, name: $case + part, email: '', language: 'en',
  password_hash: 'x', session_version: 1, seq: 0, head: ''})
WITH review, cycle, level, version, person WHERE person.id = $case + '-e'
CREATE (own:Review {id: 'rv-' + $case})-[:ABOUT]->(person)
SET own += review {.*, id: 'rv-' + $case}
CREATE (own)-[:IN_CYCLE]->(cycle), (own)-[:AT]->(level), (own)-[:PINNED_TO]->(version)"""
LINE = """MATCH (a:Person {id: $case + '-' + $below}), (b:Person {id: $case + '-' + $above})
CREATE (a)-[line:REPORTS_TO {kind: $kind, from: $since}]->(b) SET line.until = $until"""
NAMED = """MATCH (a:Person {id: $case + '-' + $person}), (b:Person {id: $case + '-' + $deputy})
CREATE (a)-[:DELEGATES_TO {from: $since, until: $until}]->(b)"""
LEFT = "MATCH (a:Person {id: $case + '-m'}) SET a.leaves_on = $day"


class Line(NamedTuple):
    below: str
    above: str
    kind: str = "line"
    since: str = LONG_AGO
    until: str | None = None


class Named(NamedTuple):
    person: str = "m"
    deputy: str = "d"
    since: str = YESTERDAY
    until: str = TOMORROW


class Case(NamedTuple):
    acts: bool
    lines: tuple[Line, ...] = (Line("e", "m"),)
    named: tuple[Named, ...] = (Named(),)
    left: str = ""


E_M = Line("e", "m")
CASES = {
    "plain": Case(True),
    "today-alone": Case(True, named=(Named(since=TODAY, until=TODAY),)),
    "over": Case(False, named=(Named(until=YESTERDAY),)),
    "not-yet": Case(False, named=(Named(since=TOMORROW),)),
    "manager-left": Case(False, left=YESTERDAY),
    "manager-leaves": Case(True, left=TODAY),
    "employee": Case(False, named=(Named(deputy="e"),)),
    "below": Case(False, (E_M, Line("d", "e"))),
    "far-below": Case(False, (E_M, Line("d", "x"), Line("x", "e"))),
    "appointed-below": Case(False, (E_M, Line("d", "e", "appointed"))),
    "dotted-below": Case(True, (E_M, Line("d", "e", "dotted"))),
    "was-below": Case(True, (E_M, Line("d", "e", until=YESTERDAY))),
    "will-be-below": Case(True, (E_M, Line("d", "e", since=TOMORROW))),
    "of-an-appointed": Case(True, (Line("e", "x"), Line("e", "m", "appointed"))),
    "another-appointed": Case(False, (E_M, Line("e", "x", "appointed"))),
    "was-manager": Case(False, (Line("e", "m", until=YESTERDAY),)),
    "of-a-dotted": Case(False, (Line("e", "m", "dotted"),)),
    "delegated-on": Case(False, named=(Named(deputy="x"), Named(person="x"))),
}


@pytest.fixture(scope="module")
def cases(company: Company) -> Company:
    company.bring("rv-pattern", State.SELF_SUBMITTED, EMPLOYEE)
    return company


def made(ask: Ask, case: str) -> tuple[str, str]:
    """The deputy of a case, and the review of its employee."""
    of = CASES[case]
    ask("write", "", PEOPLE, case=case)
    for line in of.lines:
        ask("write", "", LINE, case=case, **line._asdict())
    for named in of.named:
        ask("write", "", NAMED, case=case, **named._asdict())
    if of.left:
        ask("write", "", LEFT, case=case, day=of.left)
    return f"{case}-{'e' if case == 'employee' else 'd'}", f"rv-{case}"


def answers(company: Company, deputy: str, review: str, edge: dict[str, str]) -> dict[str, bool]:
    """What each statement says of whether the deputy acts as the manager of the review, or of anybody."""
    graph, context = company.graph, company.context(deputy)
    try:
        held = Capacity.MANAGER in reading.sheet(graph, context, review).capacities
    except NotFound:
        held = False
    account = repository.account(graph, deputy, 1, context.today)
    assert account
    found = {
        "review/sheet": held,
        "worklists/team": bool(team(graph, context)),
        "worklists/tasks": review in {row.id for row in task_list(graph, context).reports},
        "people/account": account.manages,
    }
    pattern = company.sheet("rv-pattern", EMPLOYEE)
    to_rate = pattern.all_to_rate[0].id
    drafts = [{"expectation": to_rate, "version": 0, "properties": {"value": "meets"}, "evidence": None}]
    found[SAVE] = graph.write_many(
        bound()[SAVE], review=review, actor=deputy, session_version=-1, session_key="", today=TODAY, party="manager",
        open_states=[], ratings=drafts, now=f"{TODAY}T09:30:00Z",
    )[0]["allowed"]  # fmt: skip
    state = {"from": "self_submitted", "to": "self_submitted", "revision": 1}
    event: dict[str, Any] = {"id": f"ev-{review}", "hash": "h", "stream": review, "seq": -1}
    found[ADVANCE] = graph.write_one(
        bound()[ADVANCE], review=review, actor=deputy, today=TODAY, who="manager", edge=edge, **state,
        seq=pattern.head.seq, head=pattern.head.hash,
        draft_of="", draft=None, changes={}, event=event, words=[], copies=[], moves=None, pin=[], signature=[],
        adjustment=[], decision=[], overruled=[], new_revision=False, place=[], opens=False,
    ) is not None  # fmt: skip
    return found


@pytest.mark.parametrize("case", CASES)
def test_every_statement_says_the_same(cases: Company, ask: Ask, case: str) -> None:
    deputy, review = made(ask, case)
    manager = next((line for line in CASES[case].lines if line[:2] == ("e", "m")), E_M)
    found = answers(cases, deputy, review, {"kind": manager.kind, "from": manager.since})
    if case in ("another-appointed", "of-a-dotted"):
        found.pop(ADVANCE)  # it takes the line that was read for granted, but for its last day
    assert set(found.values()) == {CASES[case].acts}, found


def test_every_statement_that_asks_for_deputies_is_compared() -> None:
    folder = Path(__file__).parents[3] / "cypher"
    asking = {
        str(path.relative_to(folder).with_suffix(""))
        for path in folder.rglob("*.cypher")
        if "DELEGATES_TO" in path.read_text()
    }
    assert asking == COMPARED | GRANT_NOTHING
