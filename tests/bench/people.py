"""A company of any size, written in bulk: what a year of use would leave, by statements of the bench's own.

Everybody but the first reports to somebody (nine to one) and has one review of 15 expectations in the open cycle; a
third is being written, a third is sent, a third is with the manager. A few people beyond the last have 75.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import neo4j

from graph.context import Context
from graph.cycle import service as cycles
from graph.cycle.models import Cycle, EvidenceRule, Visibility
from graph.driver import Graph
from graph.text import Text
from tests.bench import framework

BATCH = 1_000
REPORTS = 9
WIDE_PEOPLE = 10
STATES = ("self_draft", "self_submitted", "manager_draft")
PARTIES = ("self", "sent", "manager")

_tokens = count(1)


@dataclass(frozen=True)
class Staff:
    """Who is there: people 0 to `people`-1 with 15 expectations, then WIDE_PEOPLE with 75."""

    people: int

    def writer(self, number: int) -> int:
        """The number of some person whose review is being written, spread over the company."""
        return (number * 7919 % self.people) // 3 * 3

    def manager(self, number: int) -> int:
        """The number of some manager with nine reports, spread over the company."""
        return number * 7919 % ((self.people - 1) // REPORTS)

    def wide(self, number: int) -> int:
        """The number of some person whose review asks 75 expectations; it is being written."""
        return self.people + number % WIDE_PEOPLE


def person_id(number: int) -> str:
    """The id of a person."""
    return f"P-{number}"


def review_id(number: int) -> str:
    """The id of a person's review."""
    return f"R-{number}"


def context(now: datetime) -> Context:
    """The context in which the system acts now."""
    return Context("system", now, now.date(), lambda: f"bench{next(_tokens):030d}")


def fill(graph: Graph, driver: neo4j.Driver, people: int) -> Staff:
    """Writes framework, cycle and people into an empty graph with its schema."""
    now = datetime.now(UTC)
    framework.build(context(now), graph)
    cycles.create(graph, _cycle(now.date()))
    levels = [framework.level_id("narrow", level) for level in framework.LEVELS[:-1]]
    wide = [framework.level_id("wide", framework.LEVELS[2])]
    with driver.session() as session:
        for start in range(0, people, BATCH):
            _write(session, start, min(start + BATCH, people), levels, STATES, PARTIES, now)
        _write(session, people, people + WIDE_PEOPLE, wide, STATES[:1], PARTIES[:1], now)
    return Staff(people)


def add_reviewed(driver: neo4j.Driver, start: int, end: int) -> None:
    """More people of 15 expectations, `start` to `end` - 1, each with a review in the open cycle that has no ratings
    yet: enough for lists, a tenth of what whole reviews take."""
    levels = [framework.level_id("narrow", level) for level in framework.LEVELS[:-1]]
    given = _given(start, end, levels, STATES, PARTIES, datetime.now(UTC))
    with driver.session() as session:
        for statement in (_PEOPLE, _LINES, _REVIEWS):
            session.run(statement, given).consume()


def draft_cycle(cycle: str, today: date) -> Cycle:
    """A cycle that everybody of the company can be in, with their next level, before it is opened."""
    return replace(_cycle(today), id=cycle, state="draft", versions=(framework.VERSION,), next_level=True)


def _write(
    session: neo4j.Session,
    start: int,
    end: int,
    levels: list[str],
    states: tuple[str, ...],
    parties: tuple[str, ...],
    now: datetime,
) -> None:
    given = _given(start, end, levels, states, parties, now)
    for statement in (_PEOPLE, _LINES, _REVIEWS, _RATINGS, _EVIDENCE):
        session.run(statement, given).consume()


def _given(
    start: int, end: int, levels: list[str], states: tuple[str, ...], parties: tuple[str, ...], now: datetime
) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "levels": levels,
        "states": states,
        "parties": parties,
        "hired": "2025-01-01",
        "now": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "due": (now.date() + timedelta(days=20)).isoformat(),
        "later": (now.date() + timedelta(days=40)).isoformat(),
        "version": framework.VERSION,
        "reports": REPORTS,
        "digest": "0" * 64,
        "words": "Wrote the release notes of the evaluation set, and said what got worse.",
    }


_PEOPLE = """
UNWIND range($start, $end - 1) AS number
MATCH (level:Level {id: $levels[number % size($levels)]})
CREATE (person:Person {
  id: 'P-' + number, login: 'p' + number, name: 'Person ' + number, name_zh: '员工' + number, language: 'en',
  email: 'p' + number + '@plumbline.example', time_zone: 'Asia/Shanghai', session_version: 1, seq: 0, head: '',
  search: 'p-' + number + ' person ' + number + ' p' + number + '@plumbline.example', sorted: 'person ' + number})
CREATE (person)-[:HOLDS {from: $hired}]->(level)
"""
_LINES = """
UNWIND range(CASE WHEN $start = 0 THEN 1 ELSE $start END, $end - 1) AS number
MATCH (person:Person {id: 'P-' + number})
MATCH (manager:Person {id: 'P-' + ((number - 1) / $reports)})
CREATE (person)-[:REPORTS_TO {kind: 'line', from: $hired}]->(manager)
"""
_REVIEWS = """
MATCH (cycle:Cycle {id: 'now'})
MATCH (version:FrameworkVersion {id: $version})
UNWIND range($start, $end - 1) AS number
MATCH (person:Person {id: 'P-' + number})-[:HOLDS]->(level:Level)
CREATE (review:Review {
  id: 'R-' + number, state: $states[number % size($states)], revision: 1, seq: 2, head: $digest, cycle_id: cycle.id,
  self_due: $due, manager_due: $later})
CREATE (review)-[:IN_CYCLE]->(cycle)
CREATE (review)-[:ABOUT]->(person)
CREATE (review)-[:PINNED_TO]->(version)
CREATE (review)-[:AT]->(level)
SET review.sent_at = CASE WHEN review.state <> 'self_draft' THEN $now END
FOREACH (seq IN [1, 2] |
  CREATE (review)-[:RECORDED]->(:Event {
    id: 'E-' + number + '-' + seq, stream: review.id, seq: seq, action: ['assign', 'save'][seq - 1], actor: person.id,
    at: $now, relied_on: 'subject', previous: $digest, hash: $digest,
    body: '{"facts":{"from":"assigned","revision":1,"to":"self_draft"}}'})
)
"""
_RATINGS = """
UNWIND range($start, $end - 1) AS number
MATCH (person:Person {id: 'P-' + number})<-[:ABOUT]-(review:Review)-[:AT]->(level:Level)
WITH number, person, review, level, $parties[number % size($parties)] AS party
CREATE (review)-[:HAS_ASSESSMENT]->(side:Assessment {
  id: review.id + '/1/' + party, party: party, revision: 1, draft: 15})
CREATE (side)-[:WRITTEN_BY]->(person)
WITH person, side, level, party
MATCH (level)-[:EXPECTS]->(expectation:Expectation)
CREATE (side)-[:RATES]->(:Rating {
  id: side.id + '/' + expectation.id, value: 'meets', comment: $words, reason: '', salt: left($digest, 32),
  comment_digest: $digest, reason_digest: '', version: 1, saved_at: $now, author: person.id, agreed: false
})-[:ON]->(expectation)
"""
_EVIDENCE = """
UNWIND range($start, $end - 1) AS number
MATCH (person:Person {id: 'P-' + number})
MATCH (rating:Rating)<-[:RATES]-(:Assessment {id: 'R-' + number + '/1/self'})
WITH number, person, rating ORDER BY rating.id
WITH number, person, collect(rating)[0] AS rating
CREATE (rating)-[:SUPPORTED_BY]->(:Evidence {
  id: 'piece-' + number, title: 'Release notes', url: 'https://docs.example/' + number, note: '', salt: '',
  digest: $digest, added_at: $now
})-[:OWNED_BY]->(person)
"""


def _cycle(today: date) -> Cycle:
    return Cycle(
        id="now",
        name=Text("This half-year", "本半年"),
        state="open",
        time_zone="Asia/Shanghai",
        opens_on=today - timedelta(days=10),
        self_due=today + timedelta(days=20),
        grace_days=2,
        manager_due=today + timedelta(days=40),
        share_on=today + timedelta(days=50),
        share_by=today + timedelta(days=60),
        closes_on=today + timedelta(days=80),
        challenge_days=10,
        visibility=Visibility.AT_ONCE,
        calibration=True,
        evidence_rule=EvidenceRule.EXCEEDS_REQUIRED,
    )
