"""Packs as jobs: one for one content, for whom, through which hands, and what of it is recorded."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from graph.calibration import service as calibration
from graph.calibration.packs import PackJob, PackState
from graph.calibration.table import SessionAction
from graph.clock import to_iso
from graph.driver import Address, Graph
from graph.errors import Conflict, Forbidden, NotFound, Refused
from graph.pack import service, work
from graph.pack.models import PackFile, Why
from graph.pack.repository import PACK
from graph.queries import Query
from graph.review.enums import Action, State
from graph.signs_of_life import STALE_SECONDS
from graph.verification.verify import verify
from graph.workflow.commands import Command
from tests.company import (
    AUDITOR,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
    Company,
    company_after,
)
from tests.graph.names import undeclared_names

pytestmark = pytest.mark.heavy

Ask = Callable[..., list[dict[str, Any]]]
RESULT = PackFile("a.pdf", "ab" * 32, 12, 2, {"rv-employee": ("U+F8FF",)})
LATER = timedelta(seconds=STALE_SECONDS + 1)


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph)


def _in_session(company: Company) -> None:
    """A session over two signed reviews and one that is not."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-manager", State.SELF_DRAFT, MANAGER)
    company.session("session-1", ["rv-employee", "rv-colleague", "rv-manager"])


def asked(met: Company, person: str = MEMBER, language: str = "en", paper: str = "A4") -> service.PackRequest:
    return service.ask(met.graph, met.context(person), "session-1", language, paper)


def pack(met: Company, pack_id: str, person: str = MEMBER) -> PackJob:
    return service.pack(met.graph, met.context(person), pack_id)


def taken(met: Company, pack_id: str, worker: str = "w1") -> PackJob:
    work.beat(met.graph, met.context(work.WORKER), worker)
    job = work.take(met.graph, met.context(work.WORKER), worker, pack_id)
    assert job
    return job


def made(met: Company, person: str = MEMBER) -> str:
    one = asked(met, person)
    assert work.made(met.graph, met.context(work.WORKER), taken(met, one.id), RESULT)
    return one.id


def waiting(met: Company, worker: str = "w2", after: timedelta = timedelta()) -> tuple[str, ...]:
    return work.waiting(met.graph, met.context(work.WORKER, after=after), worker)


def actions(ask: Ask, stream: str) -> Counter[str]:
    rows = ask("read", "action", "MATCH (e:Event {stream: $stream}) WHERE e.seq > 0 RETURN e.action AS action",
               stream=stream)  # fmt: skip
    return Counter(row["action"] for row in rows)


def test_many_who_ask_at_once_get_one_pack(met: Company, ask: Ask) -> None:
    people = [MEMBER, FACILITATOR, SECOND_FACILITATOR] * 4
    for paper in ("A4", "Letter"):
        start = Barrier(len(people))

        def one(person: str, start: Barrier = start, paper: str = paper) -> service.PackRequest:
            start.wait()
            return asked(met, person, paper=paper)

        with ThreadPoolExecutor(len(people)) as pool:
            found = list(pool.map(one, people))
        assert len({each.id for each in found}) == 1
        assert sum(each.created for each in found) == 1
    assert ask("read", "n", "MATCH (p:Pack) WHERE p.id > '' RETURN count(p) AS n") == [{"n": 2}]
    assert sum(actions(ask, person)["ask_for_pack"] for person in (MEMBER, FACILITATOR, SECOND_FACILITATOR)) == 2
    assert verify(met.graph).clean


def listed(met: Company, person: str = MEMBER) -> list[str]:
    return [one.id for one in calibration.session(met.graph, met.context(person), "session-1").packs]


def given_up(met: Company, minutes: range) -> list[str]:
    """Packs that were asked for and cancelled at some minutes after the company's time, the newest first."""
    found = []
    for minute in minutes:
        context = met.context(FACILITATOR, after=timedelta(minutes=minute))
        found.append(service.ask(met.graph, context, "session-1", "zh", "A4").id)
        service.cancel(met.graph, context, found[-1])
    return found[::-1]


def test_all_that_packs_bear_is_known_to_the_schema(met: Company, ask: Ask) -> None:
    made(met)
    given_up(met, range(1, 2))
    assert not undeclared_names(ask)


@pytest.mark.parametrize("state", [PackState.WAITING, PackState.MAKING, PackState.READY])
def test_a_living_pack_stays_on_the_page_whatever_ended_after_it(met: Company, state: PackState) -> None:
    living = made(met) if state is PackState.READY else asked(met).id
    if state is PackState.MAKING:
        taken(met, living)
    ended = given_up(met, range(1, 8))
    assert pack(met, living).state is state
    for person in (MEMBER, SECOND_FACILITATOR):
        assert listed(met, person) == [*ended[:5], living]
    assert asked(met) == service.PackRequest(living, created=False)


def test_what_asking_again_finds_stays_on_the_page_of_who_asked(met: Company, ask: Ask) -> None:
    """Packs for readers who sit in the session and are in it themselves hold something else each: many live at once."""
    own = asked(met).id
    copied = (
        "MATCH (pack:Pack {id: $pack})-[:OF_SESSION]->(session:Session) UNWIND range(1, 9) AS number "
        "CREATE (twin:Pack)-[:OF_SESSION]->(session) SET twin = pack {.*, id: 'pk-other-' + number, "
        "living: 'other-' + number, asker: $asker, asked_at: $at}"
    )
    at = to_iso(met.now + timedelta(minutes=1))
    ask("write", "", copied, pack=own, asker=SECOND_FACILITATOR, at=at)
    assert own not in listed(met, FACILITATOR)
    assert own in listed(met)
    assert asked(met, FACILITATOR) == service.PackRequest(own, created=False)
    assert own in listed(met, FACILITATOR)


def test_another_language_or_a_change_is_another_pack(met: Company) -> None:
    first = asked(met)
    assert asked(met, FACILITATOR) == service.PackRequest(first.id, created=False)
    assert asked(met, language="zh").created
    met.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    changed = asked(met)
    assert changed.created
    assert pack(met, changed.id).reviews == ("rv-colleague",)
    assert not pack(met, first.id).open


def test_what_was_signed_anew_closes_a_pack_of_what_was_signed_before(met: Company) -> None:
    one = made(met)
    assert pack(met, one).open
    met.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    met.sign("rv-employee")
    assert met.sheet("rv-employee", MANAGER).head.state is State.SIGNED_OFF
    assert not pack(met, one).open
    with pytest.raises(NotFound):
        service.log_download(met.graph, met.context(MEMBER), one)


def test_who_sits_in_the_session_gets_it_and_nobody_else(met: Company) -> None:
    one = asked(met)
    for person in (MEMBER, FACILITATOR, SECOND_FACILITATOR):
        assert pack(met, one.id, person).reviews == ("rv-colleague", "rv-employee")
    for person in (HR, HEAD, MANAGER, OTHER_MANAGER, EMPLOYEE, COLLEAGUE, AUDITOR, "nobody"):
        for use in (service.pack, service.cancel, service.give_up, service.log_download):
            with pytest.raises(NotFound) as closed:
                use(met.graph, met.context(person), one.id)
            with pytest.raises(NotFound) as unknown:
                use(met.graph, met.context(person), "pk-none")
            assert (closed.value.kind, unknown.value.kind) == ("pack", "pack")
        with pytest.raises(NotFound):
            asked(met, person)


def test_nobody_gets_their_own_report_in_a_pack(met: Company, ask: Ask) -> None:
    ask("write", "", "MATCH (p:Person {id: $p}), (s:Session {id: 'session-1'}) MERGE (p)-[m:MEMBER_OF]->(s) "
        "SET m.as = 'member'", p=COLLEAGUE)  # fmt: skip
    whole, without = asked(met), asked(met, COLLEAGUE)
    assert whole.created
    assert without.created
    assert pack(met, without.id, COLLEAGUE).reviews == ("rv-employee",)
    with pytest.raises(NotFound):
        pack(met, whole.id, COLLEAGUE)
    assert [job.id for job in calibration.session(met.graph, met.context(COLLEAGUE), "session-1").packs] == [without.id]


def test_nothing_signed_is_no_pack(met: Company) -> None:
    met.bring("rv-open", State.SELF_DRAFT)
    met.session("session-2", ["rv-open"], start=False)
    with pytest.raises(Refused):
        service.ask(met.graph, met.context(MEMBER), "session-2", "en", "A4")


def test_a_pack_is_made_by_one_worker(met: Company) -> None:
    one = asked(met)
    job = taken(met, one.id)
    assert work.take(met.graph, met.context(work.WORKER), "w2", one.id) is None
    assert work.progress(met.graph, job, 1, 2)
    now = pack(met, one.id)
    assert (now.state, now.done, now.of, now.attempts) == (PackState.MAKING, 1, 2, 1)
    assert now.seconds_left(met.now + timedelta(seconds=4)) == 5
    assert work.made(met.graph, met.context(work.WORKER), job, RESULT)
    ready = pack(met, one.id)
    assert (ready.state, ready.key, ready.sha256, ready.pages, ready.people) == (
        PackState.READY, "a.pdf", "ab" * 32, 12, 2,
    )  # fmt: skip
    assert asked(met) == service.PackRequest(one.id, created=False)


def test_what_a_silent_worker_had_in_hand_waits_again_and_is_lost_to_it(met: Company) -> None:
    one = asked(met)
    job = taken(met, one.id)
    assert waiting(met) == ()
    assert waiting(met, after=LATER) == (one.id,)
    again = taken(met, one.id, "w2")
    assert again.attempts == 2
    assert not work.progress(met.graph, job, 1, 2)
    assert not work.made(met.graph, met.context(work.WORKER), job, RESULT)
    assert not work.failed(met.graph, met.context(work.WORKER), job, Why.ERROR)
    assert pack(met, one.id).state is PackState.MAKING


def test_a_pack_is_tried_three_times(met: Company) -> None:
    one = asked(met)
    for attempt in range(work.ATTEMPTS):
        assert taken(met, one.id, f"w{attempt}").attempts == attempt + 1
        assert waiting(met, "other", LATER) == ((one.id,) if attempt < work.ATTEMPTS - 1 else ())
    failed = pack(met, one.id)
    assert (failed.state, failed.why) == (PackState.FAILED, Why.ATTEMPTS)
    assert asked(met).created


def test_what_a_worker_lets_fall_itself_is_no_attempt(met: Company) -> None:
    one = asked(met)
    taken(met, one.id)
    assert waiting(met, "w1") == (one.id,)
    assert pack(met, one.id).attempts == 0


def test_the_asker_and_facilitators_cancel_while_it_is_not_made(met: Company, ask: Ask) -> None:
    one = asked(met, FACILITATOR)
    with pytest.raises(Forbidden):
        service.cancel(met.graph, met.context(MEMBER), one.id)
    job = taken(met, one.id)
    service.cancel(met.graph, met.context(SECOND_FACILITATOR), one.id)
    assert not work.progress(met.graph, job, 1, 2)
    assert not work.made(met.graph, met.context(work.WORKER), job, RESULT)
    with pytest.raises(Conflict):
        service.cancel(met.graph, met.context(FACILITATOR), one.id)
    assert actions(ask, SECOND_FACILITATOR)["cancel_pack"] == 1
    assert asked(met, FACILITATOR).created


def test_what_is_done_with_a_pack_is_recorded(met: Company, ask: Ask) -> None:
    one = made(met)
    service.log_download(met.graph, met.context(FACILITATOR), one)
    service.log_download(met.graph, met.context(FACILITATOR), one)
    assert actions(ask, FACILITATOR)["download_pack"] == 2
    assert actions(ask, FACILITATOR)["read_review"] == 2
    (row,) = ask("read", "body", "MATCH (e:Event {action: 'make_pack'}) WHERE e.stream = $p RETURN e.body AS body",
                 p=MEMBER)  # fmt: skip
    body = json.loads(row["body"])
    assert (body["actor"], body["on_behalf_of"]) == (work.WORKER, MEMBER)
    assert body["facts"]["sha256"] == RESULT.sha256
    assert body["facts"]["code_points"] == {"rv-employee": ["U+F8FF"]}
    assert verify(met.graph).clean


class Meanwhile(Graph):
    """A graph in which something happens after the first reading."""

    happens: Callable[[], object]

    def read_one(self, q: Query, **params: Any) -> dict[str, Any] | None:
        row = super().read_one(q, **params)
        if q is PACK:
            self.happens()
        return row


LEAVES = "MATCH (:Person {id: $person})-[seat:MEMBER_OF]->(:Session {id: 'session-1'}) DELETE seat"
JOINS = (
    "MATCH (p:Person {id: $person}), (pack:Pack) WHERE pack.id > '' "
    "CREATE (pack)-[:TAKES_IN]->(:Review {id: 'rv-own', state: 'signed_off'})-[:ABOUT]->(p)"
)


@pytest.mark.parametrize("what", ["leaves", "joins", "dissolved", "sent back", "not covered", "given up"])
def test_who_may_not_have_it_any_more_when_it_is_logged_does_not_get_it(
    met: Company, ask: Ask, engine: Address, what: str
) -> None:
    one = made(met)
    dissolve, reason = SessionAction.DISSOLVE, "Merged with another committee."
    uncover = "MATCH (:Session {id: 'session-1'})-[c:COVERS]->(r:Review {id: $review}) DELETE c"
    ways: dict[str, Callable[[], object]] = {
        "leaves": lambda: ask("write", "", LEAVES, person=MEMBER),
        "joins": lambda: ask("write", "", JOINS, person=MEMBER),
        "dissolved": lambda: calibration.move(met.graph, met.context(FACILITATOR), "session-1", dissolve, reason),
        "sent back": lambda: met.do(
            "rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."})
        ),
        "not covered": lambda: ask("write", "", uncover, review="rv-employee"),
        "given up": lambda: service.give_up(met.graph, met.context(FACILITATOR), one),
    }
    graph = Meanwhile.open(engine)
    graph.happens = ways[what]
    with pytest.raises(NotFound):
        service.log_download(graph, met.context(MEMBER), one)
    graph.close()
    assert actions(ask, MEMBER)["download_pack"] == 0
    assert actions(ask, MEMBER)["read_review"] == 0


def test_packs_are_kept_for_so_many_days(met: Company) -> None:
    one = made(met)
    context = met.context(work.WORKER, after=timedelta(days=91))
    assert work.expired_packs(met.graph, met.context(work.WORKER, after=timedelta(days=89)), 90) == ()
    (old,) = work.expired_packs(met.graph, context, 90)
    assert old.id == one
    assert work.expired(met.graph, context, old)
    assert pack(met, one).state is PackState.EXPIRED
    assert asked(met).created


def test_only_files_that_ready_packs_name_are_wanted(met: Company) -> None:
    asked(met, language="zh")
    assert work.stored_keys(met.graph) == frozenset()
    one = made(met)
    assert work.stored_keys(met.graph) == {RESULT.key}
    service.give_up(met.graph, met.context(MEMBER), one)
    assert work.stored_keys(met.graph) == frozenset()


def test_a_pack_whose_file_is_lost_is_given_up_and_asked_for_anew(met: Company) -> None:
    one = made(met)
    assert service.give_up(met.graph, met.context(FACILITATOR), one).id == one
    again = asked(met, FACILITATOR)
    assert again.created


def test_workers_are_seen_while_they_live(met: Company) -> None:
    assert not service.worker_seen(
        calibration.session(met.graph, met.context(MEMBER), "session-1"), met.context(MEMBER), 30
    )
    work.beat(met.graph, met.context(work.WORKER), "w1")
    assert service.worker_seen(
        calibration.session(met.graph, met.context(MEMBER), "session-1"), met.context(MEMBER), 30
    )
    assert work.living_workers(met.graph, met.context(work.WORKER)) == {"w1"}
    later = met.context(work.WORKER, after=timedelta(hours=2))
    assert work.living_workers(met.graph, later) == frozenset()
    work.forget_silent(met.graph, later)
    assert not service.worker_seen(
        calibration.session(met.graph, met.context(MEMBER), "session-1"), met.context(MEMBER), 10**9
    )
