"""One review a person, role and cycle: whoever sets up twice, restores or moves one is refused in words."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from graph.cycle import service as cycles
from graph.cycle.models import Cycle
from graph.errors import Conflict, Reason, Refused
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.enums import Action, State
from graph.workflow.commands import Command, Pin
from tests.company import COLLEAGUE, EMPLOYEE, HR, MIDDLE, SENIOR, VERSION, Company

OTHER_ROLE = f"{VERSION}/role/ai-product-engineer/middle"
EMPTY = f"{VERSION}/role/llm-engineer/empty"


def a_cycle(company: Company, name: str) -> Cycle:
    cycle = replace(company.cycle, id=name)
    cycles.create(company.graph, cycle)
    return cycle


def of(cycle: Cycle, review: str, person: str = EMPLOYEE, level: str = MIDDLE) -> Assignment:
    return Assignment(review, person, VERSION, level, "", cycle.self_due, cycle.manager_due)


def assign(company: Company, cycle: Cycle, *wanted: Assignment) -> int:
    return assignment.assign(company.graph, company.context(HR), cycle.id, wanted, "test")


def refused(company: Company, cycle: Cycle, *wanted: Assignment) -> Sequence[Reason]:
    with pytest.raises(Refused) as refusal:
        assign(company, cycle, *wanted)
    return refusal.value.reasons


def listed(company: Company, cycle: Cycle) -> set[str]:
    return {row.id for row in company.reviews_in(cycle.id)}


def test_a_second_review_of_a_person_role_and_cycle_is_refused(company: Company) -> None:
    cycle, later = a_cycle(company, "twice"), a_cycle(company, "later")
    assert assign(company, cycle, of(cycle, "rv-t1")) == 1
    assert assign(company, cycle, of(cycle, "rv-t1")) == 0
    colleague = of(cycle, "rv-t2", COLLEAGUE)
    for second in (of(cycle, "rv-t3"), of(cycle, "rv-t3", level=SENIOR)):
        assert refused(company, cycle, colleague, second) == (Reason("second_review", (EMPLOYEE, "rv-t1")),)
    assert listed(company, cycle) == {"rv-t1"}, "all or none"
    assert assign(company, cycle, colleague, of(cycle, "rv-t4", level=OTHER_ROLE)) == 2
    assert assign(company, later, of(later, "rv-t5")) == 1
    company.do("rv-t1", HR, Action.CANCEL, Command(words={"reason": "Entered twice."}))
    assert assign(company, cycle, of(cycle, "rv-t6")) == 1


def test_two_rows_of_one_call_are_refused_as_two_calls_are(company: Company) -> None:
    cycle = a_cycle(company, "beside")
    reasons = refused(company, cycle, of(cycle, "rv-b1"), of(cycle, "rv-b2"))
    assert {reason.about for reason in reasons} == {(EMPLOYEE, "rv-b1"), (EMPLOYEE, "rv-b2")}
    assert listed(company, cycle) == set()


def test_of_two_callers_at_once_one_is_refused(company: Company) -> None:
    for turn in range(6):
        cycle, gate = a_cycle(company, f"at-once-{turn}"), Barrier(2)

        def call(caller: int, cycle: Cycle = cycle, gate: Barrier = gate) -> int:
            gate.wait()
            try:
                return assign(company, cycle, of(cycle, f"rv-{cycle.id}-{caller}"))
            except Refused:
                return 0

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(call, range(2))) == [0, 1]


def test_a_level_at_which_nothing_is_expected_is_refused(company: Company) -> None:
    company.empty_level(EMPTY)
    cycle = a_cycle(company, "empty")
    assert refused(company, cycle, of(cycle, "rv-e1", level=EMPTY)) == (Reason("nothing_expected", (EMPLOYEE,)),)
    assert listed(company, cycle) == set()
    assert assign(company, cycle, of(cycle, "rv-e2")) == 1
    with pytest.raises(Refused):
        company.do("rv-e2", HR, Action.REPIN, Command(due=cycle.self_due, pin=Pin(VERSION, EMPTY, SENIOR)))


def test_neither_restoring_nor_moving_makes_a_second_one(company: Company) -> None:
    cycle = a_cycle(company, "moved")
    assign(company, cycle, of(cycle, "rv-m1"), of(cycle, "rv-m2", level=OTHER_ROLE))
    due = cycle.self_due
    with pytest.raises(Refused) as refusal:
        company.do("rv-m2", HR, Action.REPIN, Command(due=due, pin=Pin(VERSION, SENIOR)))
    assert refusal.value.reasons == (Reason("no_other_living_review"),)
    company.do("rv-m1", HR, Action.CANCEL, Command(words={"reason": "Another role."}))
    assert company.do("rv-m2", HR, Action.REPIN, Command(due=due, pin=Pin(VERSION, SENIOR))).state is State.ASSIGNED
    with pytest.raises(Refused) as refusal:
        company.do("rv-m1", HR, Action.RESTORE, Command(words={"reason": "It was not."}))
    assert refusal.value.reasons == (Reason("no_other_living_review"),)


def test_restoring_beside_an_assignment_leaves_one(company: Company) -> None:
    for turn in range(6):
        cycle, gate = a_cycle(company, f"restored-{turn}"), Barrier(2)
        first = f"rv-{cycle.id}-1"
        assign(company, cycle, of(cycle, first))
        company.do(first, HR, Action.CANCEL, Command(words={"reason": "Entered twice."}))

        def restore(first: str = first, gate: Barrier = gate) -> bool:
            gate.wait()
            try:
                company.do(first, HR, Action.RESTORE, Command(words={"reason": "It was not."}))
            except (Conflict, Refused):
                return False
            return True

        def again(cycle: Cycle = cycle, gate: Barrier = gate) -> bool:
            gate.wait()
            try:
                return assign(company, cycle, of(cycle, f"rv-{cycle.id}-2")) == 1
            except Refused:
                return False

        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(restore), pool.submit(again)]
        assert sorted(one.result() for one in done) == [False, True]
