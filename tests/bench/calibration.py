"""A calibration session of 300 people, 40 required expectations each: its page, and pages that ask what is new."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import psutil
from werkzeug.test import EnvironBuilder

from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.framework import level_id
from tests.bench.mixed import gunicorn
from tests.bench.pages import beside_bare
from tests.bench.requests import Browser, Request, bare_page, cookie, statements_of
from tests.bench.watch import by_turns, middle, p95

REVIEWED, REQUIRED, MEMBERS = 300, 40, 60
FIRST_REVIEWED, FIRST_MEMBER = 10, 400
SESSION = "/calibration/cs-bench"
EVERY_SECONDS = 1.5
SECONDS, QUICK_SECONDS, WARM_SECONDS = 20, 8, 10

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
_SIGNED = """
MATCH (level:Level {id: $level})
UNWIND range($first, $first + $count - 1) AS number
MATCH (review:Review {id: 'R-' + number})-[at:AT]->(:Level)
DELETE at
CREATE (review)-[:AT]->(level)
SET review.state = 'signed_off'
CREATE (review)-[:SIGNED]->(:SignOff {
  id: 'S-' + number, revision: 1, recommendation: ['confirmed', 'next', 'below'][number % 3], code: 'bench-' + number})
WITH review, level, number
UNWIND ['manager', 'sent'] AS party
MERGE (side:Assessment {id: review.id + '/1/' + party})
SET side.party = party, side.revision = 1, side.draft = 1
MERGE (review)-[:HAS_ASSESSMENT]->(side)
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
_CHANGES = "MATCH (session:Session {id: $id}) RETURN session.changes AS changes"


def session_page(bench: Bench) -> Iterator[Figure]:
    """The page of a session, and how many statements it takes."""
    with closing(bench.large()) as house:
        fill(house)
        page = Browser(house, FIRST_MEMBER).get(SESSION)
        yield beside_bare("session_page", house, page, rounds=bench.rounds // 4, warm_up=10)
        yield Figure(
            "session_page_round_trips", len(statements_of(house, page)), "statements", Goal("value", most=2)
        )  # fmt: skip
        yield from _polls(bench, house)


def _polls(bench: Bench, house: House) -> Iterator[Figure]:
    """Asking what is new where nothing is: one request, and a room of 60 pages."""
    path = f"{SESSION}/news?hidden=1"
    first = Browser(house, FIRST_MEMBER).get(path)
    first()
    asked = {"Cookie": cookie(house.app, FIRST_MEMBER), "If-None-Match": first.headers["ETag"], "X-By-Itself": "1"}
    poll = Request(house.app, EnvironBuilder(path, headers=list(asked.items())).get_environ(), expected="304")
    whole, response, read = by_turns(poll, bare_page(0), partial(_read, house), rounds=bench.rounds)
    floor = [one + other for one, other in zip(response, read, strict=True)]
    sent = len(statements_of(house, poll))
    yield Figure(
        "session_poll", middle(whole), "ms", Goal("ratio", most=1.3), middle(floor),
        f"p95 {p95(whole):.1f} over {p95(floor):.1f}; {sent} statement",
    )  # fmt: skip
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    used, answers = _room(house, seconds)
    note = f"{answers:,} answers in {seconds} s, {1000 * used / max(1, answers):.1f} ms of processor each"
    yield Figure("session_poll_60", 100 * used / seconds, "% of a core", Goal("value", most=10), None, note)


def fill(house: House) -> None:
    """The session with its reviews and members, which the company does not have by itself."""
    given = {
        "beside": level_id("narrow", "middle"), "wide": level_id("wide", "middle"),
        "level": level_id("narrow", "bench"),
        "required": REQUIRED, "first": FIRST_REVIEWED, "count": REVIEWED, "member": FIRST_MEMBER, "members": MEMBERS,
        "today": time.strftime("%Y-%m-%d"),
    }  # fmt: skip
    for statement in (_LEVEL, _SIGNED, _SESSION):
        house.driver.execute_query(statement, given)


def _read(house: House) -> None:
    with house.driver.session(database=house.address.database) as session:
        list(session.run(_CHANGES, id="cs-bench"))


def _room(house: House, seconds: int) -> tuple[float, int]:
    """The processor seconds that gunicorn and the engine spent on a room of pages, beyond what they spend on none, and
    how many answers there were."""
    settings = {
        "PLUMBLINE_DATA": str(house.folder), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai",
        "NEO4J_URI": house.address.uri, "NEO4J_USER": house.address.user,
        "NEO4J_PASSWORD": house.address.password,
    }  # fmt: skip
    answers: list[int] = []
    with gunicorn("webapp.wsgi:app", settings, workers=1) as port:
        before = _spent()
        time.sleep(seconds / 2)
        idle = (_spent() - before) * 2
        stop = threading.Event()
        pages = [threading.Thread(target=_ask, args=(house, n, port, stop, answers)) for n in range(MEMBERS)]
        for page in pages:
            page.start()
        time.sleep(WARM_SECONDS)
        before, warm = _spent(), len(answers)
        time.sleep(seconds)
        used, count = _spent() - before, len(answers) - warm
        stop.set()
        for page in pages:
            page.join()
    return used - idle, count


def _ask(house: House, number: int, port: int, stop: threading.Event, answers: list[int]) -> None:
    """One page of the room, which asks again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie(house.app, FIRST_MEMBER + number), "X-By-Itself": "1"}
    time.sleep(number * EVERY_SECONDS / MEMBERS)
    while not stop.is_set():
        connection.request("GET", f"{SESSION}/news", headers=headers)
        answer = connection.getresponse()
        answer.read()
        headers["If-None-Match"] = answer.headers["ETag"] or ""
        answers.append(answer.status)
        stop.wait(EVERY_SECONDS)


def _spent() -> float:
    """Processor seconds of everything that this process started and that still runs."""
    used = [one.cpu_times() for one in psutil.Process().children(recursive=True)]
    return float(sum(each.user + each.system for each in used))
