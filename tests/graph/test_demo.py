"""The demo company as loaded: states, chain, counts, words; and that loading again changes nothing."""

import hashlib
import json
import math
import re
import secrets
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.bulk import notes
from graph.bulk.foreseen import foreseen
from graph.calibration import service as calibration
from graph.calibration import votes
from graph.calibration.outcome import outcome
from graph.calibration.vote_models import VoteValue
from graph.context import Context
from graph.demo import files
from graph.demo.calendar import LAST, RUNNING, Calendar
from graph.demo.loader import load
from graph.demo.models import DemoCompany
from graph.demo.sessions import session_id
from graph.driver import Address, Graph, Row
from graph.people import service as people
from graph.queries import Query
from graph.queries import load as load_query
from graph.review.completeness import Rule, missing_in
from graph.review.enums import Outcome, Party, State
from graph.review.sheet import Sheet
from graph.sample_parameters import samples
from graph.verification.verify import verify
from graph.workflow import reading as reviews
from graph.worklists.progress import cycle_progress
from graph.worklists.tasks import task_list
from graph.worklists.team import team
from tests.conftest import Ask
from tests.graph.names import undeclared_names
from tests.reset_graph import empty

pytestmark = pytest.mark.heavy

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

EVENTS = "2e29e78cefa254bfba990c872d9b21eed95138f6abf86b570c656db2fba87875"

_CHINESE = re.compile(r"[一-鿿]")


class Listening(Graph):
    """A graph that keeps with which parameters each query was last sent."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.sent: dict[str, dict[str, Any]] = {}

    def _run(self, q: Query, params: dict[str, Any]) -> list[Row]:
        self.sent[q.name] = params
        return super()._run(q, params)


def _ids() -> str:
    return secrets.token_hex(16)


def _act(person: str) -> Context:
    return Context(person, NOW, NOW.date(), _ids)


@pytest.fixture(scope="module")
def company(graph: Graph) -> DemoCompany:
    empty(graph)
    return load(graph, NOW, _ids)


def _both_sides(graph: Graph, review: str, person: str) -> list[tuple[Party, str, str, str]]:
    """Party, expectation, comment and reason of every rating, the drafts through their authors' eyes."""
    manager = next(each.manager for each in files.members() if each.id == person)
    sheets = {Party.SELF: person, Party.MANAGER: manager}
    found = []
    for party, reader in sheets.items():
        sheet = reviews.sheet(graph, _act(reader), review)
        found += [
            (party, e, rating.comment, rating.reason) for (side, e), rating in sheet.ratings.items() if side is party
        ]
    return found


def _sheet(graph: Graph, company: DemoCompany, person: str, reader: str) -> Sheet:
    return reviews.sheet(graph, _act(reader), company.reviews[person])


def test_every_state_is_there_as_promised(graph: Graph, company: DemoCompany) -> None:
    cycle, progress = cycle_progress(graph, _act("E-040"), company.cycle)
    assert progress.without_account == (), "everybody signs in by a click"
    held = [row["person"]["signs_in"] for row in notes.read(graph, _act("E-040"), company.cycle).rows]
    assert held == [True] * len(progress.rows)
    against = foreseen(_act("E-040"), cycle, progress, "remind", [row.id for row in progress.rows])
    assert len(against) < len(progress.rows), "so HR can remind them"
    states = Counter(story.state for story in files.stories())
    assert {state: progress.count(state) for state in State} == {state: states[state] for state in State}
    assert all(progress.count(state) for state in State)
    assert progress.stuck == ()


def test_the_last_cycle_is_finished(graph: Graph, company: DemoCompany) -> None:
    cycle, progress = cycle_progress(graph, _act("E-040"), company.last_cycle)
    assert cycle.state == "closed"
    assert len(progress.rows) == len(company.last_reviews) == progress.count(State.CLOSED) == 25


def test_the_chain_and_every_signature_verify(graph: Graph, company: DemoCompany) -> None:
    found = verify(graph)
    assert found.faults == ()
    assert found.signatures == 25 + 7 + 1 + 6 + 7  # last cycle, autumn, one before a recall, in progress, early group


def test_it_is_the_same_demo_as_ever(graph: Graph, company: DemoCompany, ask: Ask) -> None:
    """Who did what to what when and by which right, whatever was loaded side by side; ids and salts are random."""
    rows = ask(
        "read",
        "stream, action, actor, at, relied_on",
        "MATCH (e:Event) RETURN e.stream AS stream, e.action AS action, e.actor AS actor, e.at AS at, "
        "e.relied_on AS relied_on",
    )
    events = sorted([*list(row.values())[:4], json.dumps(row["relied_on"])] for row in rows)
    assert hashlib.sha256(json.dumps(events).encode()).hexdigest() == EVENTS


def test_all_that_the_demo_bears_is_known_to_the_schema(company: DemoCompany, ask: Ask) -> None:
    assert not undeclared_names(ask)


def test_what_is_planned_ahead_is_planned_for_values_of_real_length(engine: Address, company: DemoCompany) -> None:
    with closing(Listening.open(engine)) as graph:
        people.account(graph, _act("E-003"), session_version=1, session_key=_ids())
        task_list(graph, _act("E-003"))
        team(graph, _act("E-003"))
        reviews.sheet(graph, _act("E-014"), company.reviews["E-014"])
    assert set(graph.sent) >= {"people/account", "worklists/tasks", "worklists/team", "review/sheet"}
    for name, params in graph.sent.items():
        stand_ins = samples(load_query(name))
        assert {key: _size(value) for key, value in params.items()} == {
            key: _size(value) for key, value in stand_ins.items()
        }, name


def _size(value: object) -> int | None:
    """By which lengths of texts and lists a server tells plans apart: 0, 1, 2 to 10, 11 to 100 and so on."""
    return math.ceil(math.log10(len(value))) if isinstance(value, (str, list)) and value else None


def test_loading_again_changes_nothing(graph: Graph, company: DemoCompany, ask: Ask) -> None:
    count = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges"
    before = ask("read", "nodes, edges", count)
    graph.reset_round_trips()
    for later in (0, 3, 60, 200):
        again = load(graph, NOW + timedelta(days=later), _ids)
        assert not again.created
        assert (again.cycle, again.reviews) == (company.cycle, company.reviews)
    assert ask("read", "nodes, edges", count) == before
    assert graph.round_trips < 20


def test_people_and_their_places(graph: Graph, company: DemoCompany) -> None:
    assert len(files.members()) == 44
    rows = team(graph, _act("E-002"))
    assert len(rows) == 9
    assert sum(row.waits_for_manager for row in rows) == 3
    assert {each.id for each in files.members() if each.manager == "E-001"} >= {f"E-00{n}" for n in range(2, 7)}
    assert len(people.demo_people(graph, _act("stranger"))) == 44
    assert Counter(each.language for each in files.members()).keys() == {"en", "zh"}


def test_the_session_waits_for_the_missing(graph: Graph, company: DemoCompany) -> None:
    session = calibration.session(graph, _act("E-037"), company.session)
    assert (session.state, session.signed, len(session.reviews)) == ("pre_vote", 7, 15)
    assert Counter(member.role for member in session.members) == {"member": 3, "facilitator": 2}


def test_a_session_is_in_progress(graph: Graph, company: DemoCompany) -> None:
    """Four are decided about, two of them with a rating that the committee changed; one waits, one was sent back."""
    session = calibration.session(graph, _act("E-037"), company.meeting)
    assert (session.state, session.meets_on, session.signed) == ("in_session", NOW.date(), 5)
    assert session.has_votes
    people = {row.review.person.id: row for row in session.reviews}
    assert people["E-024"].review.state is State.MANAGER_DRAFT
    decided = {person: row.decision.value for person, row in people.items() if row.decision}
    assert decided == {
        "E-022": Outcome.CONFIRMED, "E-023": Outcome.NEXT, "E-042": Outcome.CONFIRMED, "E-044": Outcome.CONFIRMED,
    }  # fmt: skip
    assert {person for person, row in people.items() if row.changed} == {"E-023", "E-044"}
    assert {person for person, row in people.items() if row.discussed} == set(decided)
    assert any(row.questions for row in people.values())
    sent_back = _sheet(graph, company, "E-024", "E-004")
    assert sent_back.head.revision == 2
    changes = [one for each in outcome(graph, _act("E-037"), company.meeting).people for one in each.changes]
    assert all(one.text for one in changes)
    assert len(changes) == 2


def test_a_session_is_locked(graph: Graph, company: DemoCompany) -> None:
    locked = outcome(graph, _act("E-037"), session_id(Calendar(NOW), "pilot"))
    assert locked.state == "locked"
    assert all(each.decision for each in locked.people)


def test_nobody_sits_over_their_own_line(graph: Graph, company: DemoCompany) -> None:
    managers = {each.id: each.manager for each in files.members()}
    for each in (company.session, company.meeting, session_id(Calendar(NOW), "pilot")):
        assert not calibration.standing(graph, _act("E-038"), each).conflicts
        session = calibration.session(graph, _act("E-037"), each)
        seated = {member.person.id for member in session.members}
        for row in session.reviews:
            assert row.review.person.id not in seated
            assert managers[row.review.person.id] not in seated
            assert row.review.person.id not in {managers[one] for one in seated}


def test_two_of_the_committee_have_voted_one_on_a_part(graph: Graph, company: DemoCompany) -> None:
    given = [votes.ballot(graph, _act(member), company.session).given for member in ("E-035", "E-036", "E-037")]
    assert given == [7, 4, 0]
    first = votes.ballot(graph, _act("E-035"), company.session)
    assert {line.value for line in first.asked} >= {VoteValue.AGREE, VoteValue.QUESTION}


def test_lin_qiao_is_in_the_middle_of_a_draft(graph: Graph, company: DemoCompany) -> None:
    sheet = _sheet(graph, company, "E-014", "E-014")
    assert sheet.head.state is State.SELF_DRAFT
    missing = missing_in(sheet, Party.SELF)
    rated = [e for e in sheet.expectations if e.part == "current" and sheet.rating(Party.SELF, e.id)]
    assert len(rated) == 9
    assert [one.expectation.skill_key for one in missing if one.rule is Rule.EVIDENCE] == ["rag-architecture"]
    assert sheet.last["observability"].manager_value == "not_yet"
    assert sheet.head.self_due == (NOW + timedelta(days=6)).date()


def test_the_report_to_show_has_something_to_discuss(graph: Graph, company: DemoCompany) -> None:
    sheet = reviews.sheet(graph, _act("E-037"), company.report)
    assert sheet.head.state is State.SIGNED_OFF
    assert sheet.sign_off
    assert "Middle for now" in sheet.sign_off.sentences
    apart = [e for e in sheet.expectations if _steps_apart(sheet, e.id) >= 2]
    assert "rag-architecture" in {e.skill_key for e in apart}


def _steps_apart(sheet: Sheet, expectation: str) -> int:
    sides = [sheet.rating(party, expectation) for party in (Party.SENT, Party.MANAGER)]
    steps = [side.value.step for side in sides if side and side.value and side.value.step is not None]
    return abs(steps[0] - steps[1]) if len(steps) == 2 else 0


def test_the_arbiter_has_a_challenge_to_decide(graph: Graph, company: DemoCompany) -> None:
    sheet = _sheet(graph, company, "E-030", "E-001")
    assert sheet.arbiter
    assert sheet.arbiter.id == "E-001"
    assert len(sheet.head.challenged) == 1


def test_nothing_is_said_twice_in_one_review(graph: Graph, company: DemoCompany) -> None:
    languages = {each.id: each.language for each in files.members()}
    for person, review in (*company.reviews.items(), *company.last_reviews.items()):
        said = _both_sides(graph, review, person)
        texts = [text for _, _, comment, reason in said for text in (comment, reason) if text]
        assert [text for text, times in Counter(texts).items() if times > 1] == [], person
        own = [comment + reason for party, _, comment, reason in said if party is Party.SELF and comment + reason]
        assert all(bool(_CHINESE.search(text)) == (languages[person] == "zh") for text in own), person


def test_no_slot_is_left_open(company: DemoCompany, ask: Ask) -> None:
    rows = ask("read", "text", "MATCH (r:Rating) UNWIND [r.comment, r.reason] AS text RETURN text")
    rows += ask("read", "text", "MATCH (w:Words) RETURN w.text AS text")
    rows += ask("read", "text", "MATCH (s:SignOff) RETURN s.sentences AS text")
    rows += ask("read", "text", "MATCH (e:Evidence) UNWIND [e.title, e.url, e.note] AS text RETURN text")
    assert not [row["text"] for row in rows if row["text"] and re.search(r"[{}]", row["text"])]


def test_a_demo_is_running_on_any_day() -> None:
    for days in range(0, 800, 13):
        calendar = Calendar(NOW + timedelta(days=days))
        last, running = calendar.cycle(LAST), calendar.cycle(RUNNING)
        assert last.closes_on < running.opens_on < calendar.today < running.self_due < running.manager_due
        assert running.share_on < calendar.today < running.share_by < running.closes_on
        assert last.id < running.id


def test_every_skill_has_words_in_both_languages(company: DemoCompany, ask: Ask) -> None:
    keys = {row["key"] for row in ask("read", "key", "MATCH (s:Skill) RETURN DISTINCT s.key AS key")}
    for language in ("en", "zh"):
        said = files.sentences(language)
        assert set(said) == keys
        for skill in said.values():
            assert set(skill["self"]) == set(skill["manager"]) == {"not_yet", "developing", "meets", "exceeds"}
    assert files.acts("en").keys() == files.acts("zh").keys()
