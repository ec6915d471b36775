"""Deputies: on the days named they act as the manager does, in the manager's name, and nobody delegates on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from graph.calibration import service as calibration
from graph.calibration import setting_up
from graph.calibration.table import SessionAction
from graph.driver import Row
from graph.errors import Conflict, Forbidden, NotFound, PlumblineError, Refused
from graph.people import repository, service
from graph.people.deputies import Naming, deputies, end_deputy, fill, name_deputy
from graph.people.models import Placement
from graph.review.enums import Action, Capacity, Part, Party, Recommendation, State, Value
from graph.review.models import PersonRef
from graph.text import Text
from graph.verification.verify import verify
from graph.workflow import reading, transitions
from graph.workflow.arbiter import appoint
from graph.workflow.commands import Command
from graph.worklists.tasks import task_list
from graph.worklists.team import team
from tests.company import (
    AUDITOR,
    BOSS,
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
)

Ask = Callable[..., list[Row]]
DAY = date(2026, 11, 24)
FACILITATORS = {FACILITATOR: "facilitator", SECOND_FACILITATOR: "facilitator"}
ACTS = """MATCH (:Review {id: $review})-[:RECORDED]->(e:Event)
RETURN e.action AS action, e.actor AS actor, e.on_behalf_of AS behalf, e.relied_on AS relied_on ORDER BY e.seq"""


def seq_of(company: Company, person: str) -> int:
    return repository.stream_heads(company.graph, [person])[person][0]


def name(company: Company, actor: str, person: str, deputy: str, **said: object) -> None:
    usual = Naming(person, deputy, DAY, DAY + timedelta(5), "On leave.")
    naming = replace(usual, **said)  # type: ignore[arg-type]
    name_deputy(company.graph, company.context(actor), seq_of(company, person), naming)


def end(company: Company, actor: str, person: str, deputy: str) -> None:
    end_deputy(company.graph, company.context(actor), person, deputy, seq_of(company, person))


def test_a_deputy_acts_in_the_managers_name_on_the_days_named_and_not_after(company: Company, ask: Ask) -> None:
    graph, review = company.graph, company.bring("rv-deputy", State.SELF_SUBMITTED)
    with pytest.raises(NotFound):
        company.sheet(review, OTHER_MANAGER)
    name(company, MANAGER, MANAGER, OTHER_MANAGER)
    assert company.sheet(review, OTHER_MANAGER).capacities == {Capacity.MANAGER}
    mine = [row for row in task_list(graph, company.context(OTHER_MANAGER)).as_manager if row.id == review]
    assert [row.in_place_of.id for row in mine if row.in_place_of] == [MANAGER]
    listed = {row.person.id: row.in_place_of for row in team(graph, company.context(OTHER_MANAGER))}
    assert {person for person, of in listed.items() if of} == {EMPLOYEE, COLLEAGUE}
    assert listed[MEMBER] is None
    late = company.context(OTHER_MANAGER, after=timedelta(days=6))
    with pytest.raises(NotFound):
        reading.sheet(graph, late, review)
    assert EMPLOYEE not in {row.person.id for row in team(graph, late)}
    with pytest.raises(Refused, match="own_name"):
        sign_with(company, review, "Manager Zhang")
    company.sign(review, OTHER_MANAGER)
    events = {row["action"]: row for row in ask("read", "action, actor, behalf, relied_on", ACTS, review=review)}
    signed = events["sign_off"]
    assert (signed["actor"], signed["behalf"]) == (OTHER_MANAGER, MANAGER)
    assert signed["relied_on"] == f"DELEGATES_TO/{MANAGER}>{OTHER_MANAGER}/{DAY.isoformat()}"
    assert company.sheet(review, MANAGER).capacities == {Capacity.MANAGER}
    end(company, MANAGER, MANAGER, OTHER_MANAGER)
    with pytest.raises(NotFound):
        company.sheet(review, OTHER_MANAGER)
    shown = deputies(graph, company.context(OTHER_MANAGER), OTHER_MANAGER)
    assert (shown.named, shown.named_by) == ((), ())
    assert not verify(graph).faults


def sign_with(company: Company, review: str, typed: str) -> None:
    """The deputy signs with somebody's name."""
    company.rate(review, OTHER_MANAGER, Party.MANAGER, Value.MEETS, "As seen.")
    draft = company.draft_of(review, OTHER_MANAGER, Party.MANAGER)
    said = Command(draft=draft, words={"sentences": "Good."}, name=typed, recommendation=Recommendation.CONFIRMED)
    company.do(review, OTHER_MANAGER, Action.SIGN_OFF, said)


def test_who_is_below_the_employee_or_the_employee_does_not_act_and_nothing_is_delegated_on(company: Company) -> None:
    graph, review = company.graph, company.bring("rv-below", State.SELF_SUBMITTED, COLLEAGUE)
    name(company, MANAGER, MANAGER, COLLEAGUE, since=DAY + timedelta(10), until=DAY + timedelta(12))
    own = reading.sheet(graph, company.context(COLLEAGUE, after=timedelta(days=11)), review)
    assert own.capacities == {Capacity.EMPLOYEE}
    end(company, HR, MANAGER, COLLEAGUE)
    service.place(graph, company.context(HR), [Placement(AUDITOR, DAY, manager=COLLEAGUE)], relied_on="test")
    name(company, HR, MANAGER, AUDITOR)
    with pytest.raises(NotFound):
        company.sheet(review, AUDITOR)
    assert COLLEAGUE not in {row.person.id for row in team(graph, company.context(AUDITOR))}
    assert EMPLOYEE in {row.person.id for row in team(graph, company.context(AUDITOR))}
    appointed = Placement(AUDITOR, DAY, manager=EMPLOYEE, kind="appointed")
    service.place(graph, company.context("system"), [appointed], relied_on="test")
    assert EMPLOYEE not in {row.person.id for row in team(graph, company.context(AUDITOR))}, "they assess each other"
    other = company.bring("rv-assesses", State.SELF_SUBMITTED)
    with pytest.raises(NotFound):
        company.sheet(other, AUDITOR)
    assert other not in {row.id for row in task_list(graph, company.context(AUDITOR)).as_manager}
    ended = Placement(AUDITOR, DAY, kind="appointed", ends=("manager",))
    service.place(graph, company.context("system"), [ended], relied_on="test")
    assert Capacity.MANAGER in company.sheet(other, AUDITOR).capacities
    name(company, HR, AUDITOR, HEAD)
    assert EMPLOYEE not in {row.person.id for row in team(graph, company.context(HEAD))}
    end(company, AUDITOR, AUDITOR, HEAD)
    end(company, HR, MANAGER, AUDITOR)
    assert not verify(graph).faults


def test_what_is_refused(company: Company, ask: Ask) -> None:
    name(company, MANAGER, MANAGER, OTHER_MANAGER, since=DAY + timedelta(20), until=DAY + timedelta(25))
    ask("write", "", "MATCH (p:Person {id: $person}) SET p.leaves_on = $day", person=HEAD, day="2026-12-20")
    cases: tuple[tuple[type[PlumblineError], str, tuple[str, str, str], dict[str, object]], ...] = (
        (Refused, "own_deputy", (MANAGER, MANAGER, MANAGER), {}),
        (Refused, "reason", (MANAGER, MANAGER, MEMBER), {"reason": " "}),
        (Refused, "date_past", (MANAGER, MANAGER, MEMBER), {"since": DAY - timedelta(1)}),
        (Refused, "deputy_days", (MANAGER, MANAGER, MEMBER), {"until": DAY - timedelta(1)}),
        (Refused, "deputy_overlaps", (MANAGER, MANAGER, MEMBER), {"until": DAY + timedelta(20)}),
        (Refused, "deputy_back", (HR, OTHER_MANAGER, MANAGER), {"until": DAY + timedelta(22)}),
        (Forbidden, "", (HR, MANAGER, HR), {}),
        (Forbidden, "", (MEMBER, MANAGER, COLLEAGUE), {}),
        (Refused, "has_left", (HR, MANAGER, HEAD), {"until": date(2026, 12, 27)}),
        (NotFound, "", (MANAGER, MANAGER, "nobody"), {}),
    )
    for error, rule, who, said in cases:
        with pytest.raises(error, match=rule or None):
            name(company, *who, **said)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        name_deputy(company.graph, company.context(MANAGER), 0, Naming(MANAGER, MEMBER, DAY, DAY, "Stale."))
    with pytest.raises(Forbidden):
        end(company, MEMBER, MANAGER, OTHER_MANAGER)
    end(company, MANAGER, MANAGER, OTHER_MANAGER)
    ask("write", "", "MATCH (p:Person {id: $person}) REMOVE p.leaves_on", person=HEAD)
    assert not verify(company.graph).faults


def test_hr_does_not_choose_who_assesses_them(company: Company) -> None:
    graph = company.graph
    for kind in ("line", "appointed"):
        line = Placement(HR, DAY, manager=HEAD, kind=kind)
        service.place(graph, company.context("system"), [line], relied_on="test")
        with pytest.raises(Forbidden):
            name(company, HR, HEAD, MEMBER)
        name(company, HEAD, HEAD, MEMBER)
        with pytest.raises(Forbidden):
            end(company, HR, HEAD, MEMBER)
        end(company, HEAD, HEAD, MEMBER)
        ended = Placement(HR, DAY, kind=kind, ends=("manager",))
        service.place(graph, company.context("system"), [ended], relied_on="test")
    name(company, HR, HEAD, MEMBER)
    end(company, HR, HEAD, MEMBER)
    assert not verify(graph).faults


def test_when_somebody_is_to_leave_is_not_told_to_who_names_them(company: Company, ask: Ask) -> None:
    def leaves(day: date | None) -> None:
        given = day.isoformat() if day else None
        ask("write", "", "MATCH (p:Person {id: $person}) SET p.leaves_on = $day", person=HEAD, day=given)

    leaves(DAY + timedelta(2))
    name(company, COLLEAGUE, COLLEAGUE, HEAD)
    end(company, COLLEAGUE, COLLEAGUE, HEAD)
    with pytest.raises(Refused, match="has_left"):
        name(company, HR, COLLEAGUE, HEAD)
    leaves(DAY - timedelta(1))
    with pytest.raises(Refused, match="has_left"):
        name(company, COLLEAGUE, COLLEAGUE, HEAD)
    leaves(None)


def test_who_had_a_deputy_sign_does_not_adjust_it_once_they_manage_no_more(company: Company) -> None:
    review = company.bring("rv-adjusted", State.SELF_SUBMITTED, COLLEAGUE)
    name(company, MANAGER, MANAGER, OTHER_MANAGER)
    company.sign(review, OTHER_MANAGER)
    end(company, MANAGER, MANAGER, OTHER_MANAGER)
    moved, later = Placement(COLLEAGUE, DAY + timedelta(1), manager=HEAD), timedelta(days=2)
    service.place(company.graph, company.context("system"), [moved], relied_on="test")
    members, meets = {MANAGER: "member", **FACILITATORS}, DAY + timedelta(7)
    session = setting_up.NewSession("session-deputy", Text("Autumn", "秋季"), meets, (review,), members)
    setting_up.create(company.graph, company.context(HR, after=later), session, "test")
    calibration.move(company.graph, company.context(FACILITATOR, after=later), session.id, SessionAction.START)
    context = company.context(MANAGER, after=later)
    named = reading.sheet(company.graph, context, review).to_rate(Part.CURRENT)[0].id
    words = {"reason": "No test ran yet."}
    adjust = Command(value=Value.DEVELOPING, reason_code="evidence", expectations=(named,), words=words)
    with pytest.raises(Refused, match="not_author_or_signer"):
        transitions.perform(company.graph, context, review, Action.ADJUST, adjust)


def test_a_former_deputy_whose_values_were_all_replaced_does_not_adjust(company: Company) -> None:
    review = company.bring("rv-replaced", State.SELF_SUBMITTED)
    name(company, MANAGER, MANAGER, HEAD)
    company.rate(review, HEAD, Party.MANAGER, Value.MEETS, "As seen.")
    end(company, MANAGER, MANAGER, HEAD)
    company.sign(review, MANAGER)
    assert {
        one.author.id for key, one in company.sheet(review, MANAGER).ratings.items() if key[0] is Party.MANAGER
    } == {MANAGER}
    members, meets = {HEAD: "member", **FACILITATORS}, DAY + timedelta(7)
    session = setting_up.NewSession("session-replaced", Text("Autumn", "秋季"), meets, (review,), members)
    setting_up.create(company.graph, company.context(HR), session, "test")
    calibration.move(company.graph, company.context(FACILITATOR), session.id, SessionAction.START)
    named = company.sheet(review, HEAD).to_rate(Part.CURRENT)[0].id
    words = {"reason": "No test ran yet."}
    adjust = Command(value=Value.DEVELOPING, reason_code="evidence", expectations=(named,), words=words)
    with pytest.raises(Refused, match="not_author_or_signer"):
        company.do(review, HEAD, Action.ADJUST, adjust)


def test_a_former_deputy_whose_values_were_all_replaced_does_not_decide_a_challenge(company: Company) -> None:
    review = company.bring("rv-decided", State.SELF_SUBMITTED)
    name(company, MANAGER, MANAGER, HEAD)
    company.rate(review, HEAD, Party.MANAGER, Value.MEETS, "As seen.")
    end(company, MANAGER, MANAGER, HEAD)
    company.sign(review, MANAGER)
    company.do(review, HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    company.do(review, MANAGER, Action.SHARE)
    named = (company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id,)
    company.do(review, EMPLOYEE, Action.CHALLENGE, Command(expectations=named, words={"reason": "My work."}))

    def decides(person: str) -> bool:
        return review in {row.id for row in task_list(company.graph, company.context(person)).to_arbitrate}

    assert (decides(HEAD), decides(BOSS)) == (False, True)
    assert company.sheet(review, BOSS).arbiter == PersonRef(BOSS, Text("", ""))
    with pytest.raises(PlumblineError):
        company.do(review, HEAD, Action.UPHOLD, Command(words={"reason": "It stands."}))
    with pytest.raises(Refused, match="arbiter_involved"):
        appoint(company.graph, company.context(HR), review, HEAD, "Nearest above.")
    company.do(review, BOSS, Action.UPHOLD, Command(words={"reason": "It stands."}))


def test_an_hr_admin_who_is_somebodys_deputy_can_end_it(company: Company) -> None:
    name(company, MANAGER, MANAGER, HR)
    end(company, HR, MANAGER, HR)
    assert deputies(company.graph, company.context(MANAGER), MANAGER).named == ()
    assert not verify(company.graph).faults


def test_an_event_leads_to_the_deputy_also_of_an_earlier_release(company: Company, ask: Ask) -> None:
    def told() -> list[str]:
        changes = task_list(company.graph, company.context(OTHER_MANAGER)).deputy_changes
        return [one.deputy.en for one in changes[:1]]

    fill(company.graph)
    name(company, HR, OTHER_MANAGER, COLLEAGUE)
    assert told() == ["Colleague Zhang"]
    edge = "MATCH (e:Event)-[named:NAMED]->(:Person {id: $id}) "
    ask("write", "", edge + "DELETE named", id=COLLEAGUE)
    assert told() == [""]
    assert fill(company.graph) > 0
    assert fill(company.graph) == 0
    assert told() == ["Colleague Zhang"]
    moved = edge + "MATCH (other:Person {id: $other}) DELETE named CREATE (e)-[:NAMED]->(other)"
    ask("write", "", moved, id=COLLEAGUE, other=MEMBER)
    assert told() == [""], "the event's text, which the chain holds, names somebody else"
    end(company, HR, OTHER_MANAGER, COLLEAGUE)


def test_of_two_who_name_each_other_at_once_one_does(company: Company) -> None:
    for _round in range(8):
        start = Barrier(2)

        def name_at_once(person: str, deputy: str, start: Barrier = start) -> bool:
            start.wait()
            try:
                name(company, person, person, deputy)
            except Refused as refused:
                assert [each.rule for each in refused.reasons] == ["deputy_back"]  # noqa: PT017 # the loser's reason
                return False
            return True

        pairs = ((MANAGER, OTHER_MANAGER), (OTHER_MANAGER, MANAGER))
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(name_at_once, *zip(*pairs, strict=True)))
        for (person, deputy), named in zip(pairs, done, strict=True):
            if named:
                end(company, person, person, deputy)
        assert sorted(done) == [False, True]
    assert not verify(company.graph).faults


def test_an_edge_that_no_event_made_is_a_fault(company: Company, ask: Ask) -> None:
    forged = "MATCH (a:Person {id: $a}), (b:Person {id: $b}) "
    day = DAY.isoformat()
    ask("write", "", forged + "CREATE (a)-[:DELEGATES_TO {from: $day, until: $day}]->(b)", a=HEAD, b=MEMBER, day=day)
    assert [(fault.stream, fault.detail) for fault in verify(company.graph).faults] == [
        (HEAD, f"deputy {MEMBER} from {day} until {day}: no event says so")
    ]
    ask("write", "", "MATCH (:Person {id: $a})-[d:DELEGATES_TO]->() DELETE d", a=HEAD)
