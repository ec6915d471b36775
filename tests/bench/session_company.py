"""A calibration session of 300 people with 40 required expectations each, which the company does not have by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.context import Context
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Party, Recommendation, Value
from graph.workflow import reading, saving, transitions
from graph.workflow.commands import Command
from tests.bench import framework, people
from tests.bench.bench import House
from tests.bench.framework import level_id
from tests.bench.people import REPORTS, person_id, review_id

REVIEWED, REQUIRED, MEMBERS = 300, 40, 60
FIRST_REVIEWED, FIRST_MEMBER = 10, 400
PERSON, ADJUSTED = FIRST_REVIEWED + REVIEWED - 1, FIRST_REVIEWED + REVIEWED - 2
"""The two whose reviews came about by the services: pages hold a review against its events."""
SESSION = "/calibration/cs-bench"
BENCH_LEVEL = level_id("narrow", "bench")
EXPECTATIONS = [
    f"{BENCH_LEVEL}/{key}" for key in sorted(f"skill-{number}" for number in range(framework.WIDE))[:REQUIRED]
]

_LEVEL = """
MATCH (role:Role)-[:HAS_LEVEL]->(beside:Level {id: $beside})
MERGE (level:Level {id: $level})
SET level.key = 'bench', level.slug = 'bench', level.name_en = 'Bench', level.name_zh = '基准', level.rank = 9
MERGE (role)-[:HAS_LEVEL]->(level)
WITH level
MATCH (beside:Level {id: $wide})-[:EXPECTS]->(pattern:Expectation)-[:OF_SKILL]->(skill:Skill)
WITH level, pattern, skill ORDER BY skill.id LIMIT $required
CREATE (level)-[:EXPECTS]->(expectation:Expectation {id: level.id + '/' + skill.key})-[:OF_SKILL]->(skill)
SET expectation.required = true, expectation.text_en = pattern.text_en, expectation.text_zh = pattern.text_zh
"""
_NOTHING_WRITTEN = """
UNWIND range($first, $first + $count - 1) AS number
MATCH (review:Review {id: 'R-' + number})-[:HAS_ASSESSMENT]->(side:Assessment)-[:RATES]->(rating:Rating)
OPTIONAL MATCH (rating)-[:SUPPORTED_BY]->(piece:Evidence)
DETACH DELETE side, rating, piece
"""
_NO_REVIEW = """
UNWIND $numbers AS number
MATCH (review:Review {id: 'R-' + number})-[:RECORDED]->(event:Event)
DETACH DELETE review, event
"""
_SIGNED = """
MATCH (level:Level {id: $level})
UNWIND range($first, $first + $count - 1) AS number
MATCH (review:Review {id: 'R-' + number})-[at:AT]->(:Level)
MATCH (review)-[:ABOUT]->(:Person)-[:REPORTS_TO]->(manager:Person)
DELETE at
CREATE (review)-[:AT]->(level)
SET review.state = 'signed_off'
CREATE (review)-[:SIGNED]->(:SignOff {
  id: 'S-' + number, revision: 1, recommendation: ['confirmed', 'next', 'below'][number % 3],
  code: 'bench-' + number})-[:BY]->(manager)
WITH review, level, number
UNWIND ['manager', 'sent'] AS party
CREATE (review)-[:HAS_ASSESSMENT]->(side:Assessment {id: review.id + '/1/' + party})
SET side.party = party, side.revision = 1, side.draft = 1
WITH side, level, number, party
MATCH (level)-[:EXPECTS]->(expectation:Expectation)
WITH side, number, party, expectation ORDER BY expectation.id
WITH side, number, party, collect(expectation) AS asked
UNWIND range(0, size(asked) - 1) AS n
WITH side, number, party, n, asked[n] AS expectation
CREATE (side)-[:RATES]->(rating:Rating {id: side.id + '/' + expectation.id})-[:ON]->(expectation)
SET rating.value = ['not_yet', 'developing', 'meets', 'meets', 'exceeds', 'not_observed'][
  (number * 7 + n * (CASE party WHEN 'sent' THEN 5 ELSE 3 END)) % 6], rating.comment = '', rating.reason = ''
"""
_SESSION = """
CREATE (session:Session {
  id: 'cs-bench', name_en: 'Bench', name_zh: '基准', state: 'in_session', meets_on: $today, seq: 3, head: '',
  changes: 7})
WITH session
UNWIND range($first, $first + $count - 1) AS number
MATCH (review:Review {id: 'R-' + number})
CREATE (session)-[:COVERS]->(review)
WITH DISTINCT session
UNWIND range($member, $member + $members - 1) AS number
MATCH (member:Person {id: 'P-' + number})
CREATE (member)-[:MEMBER_OF {as: 'member'}]->(session)
"""
_VALUES = (Value.MEETS, Value.DEVELOPING, Value.MEETS, Value.NOT_YET, Value.NOT_OBSERVED)


def fill(house: House) -> None:
    """The session, its members, and its reviews: two by the services, the others as those would leave them."""
    genuine = [ADJUSTED, PERSON]
    given = {
        "beside": level_id("narrow", "middle"), "wide": level_id("wide", "middle"), "level": BENCH_LEVEL,
        "required": REQUIRED, "first": FIRST_REVIEWED, "count": REVIEWED, "numbers": genuine,
    }  # fmt: skip
    for statement in (_LEVEL, _NOTHING_WRITTEN, _NO_REVIEW):
        house.driver.execute_query(statement, given)
    house.driver.execute_query(_SIGNED, {**given, "count": REVIEWED - len(genuine)})
    for number in genuine:
        _sign(house, number)
    today = datetime.now(UTC).date().isoformat()
    house.driver.execute_query(_SESSION, {**given, "today": today, "member": FIRST_MEMBER, "members": MEMBERS})


def context(person: int) -> Context:
    """The context in which somebody of the company acts now."""
    return replace(people.context(datetime.now(UTC)), actor=person_id(person))


def _sign(house: House, number: int) -> None:
    """A review from its assignment to its signature, by the services."""
    graph, review, manager = house.graph, review_id(number), (number - 1) // REPORTS
    today = datetime.now(UTC).date()
    one = Assignment(
        review, person_id(number), framework.VERSION, BENCH_LEVEL, "", today + timedelta(20), today + timedelta(40)
    )  # fmt: skip
    assignment.assign(graph, people.context(datetime.now(UTC)), "now", [one], "bench")
    draft = _rate(house, number, number, Party.SELF)
    transitions.perform(graph, context(number), review, Action.SUBMIT, Command(draft=draft))
    signing = Command(
        draft=_rate(house, number, manager, Party.MANAGER),
        words={"sentences": "Solid in delivery. Measuring comes next."},
        name=f"Person {manager}",
        recommendation=Recommendation.CONFIRMED,
    )
    transitions.perform(graph, context(manager), review, Action.SIGN_OFF, signing)


def _rate(house: House, number: int, by: int, party: Party) -> int:
    """Rates everything that is asked, each side in its own way; the draft's number then."""
    asked = reading.sheet(house.graph, context(by), review_id(number)).all_to_rate
    drafts = [
        RatingDraft(one.id, 0, _VALUES[n * (2 + (party is Party.SELF)) % len(_VALUES)], reason="As the team saw it.")
        for n, one in enumerate(asked)
    ]
    saving.save_many(house.graph, context(by), review_id(number), party, drafts)
    return reading.sheet(house.graph, context(by), review_id(number)).assessments[party].draft
