"""Every state x action x capacity against the table, on the engine: all of them in `make proof`, by thirds in `make
test`."""

import pytest

from graph.errors import Conflict, Forbidden, NotFound, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Capacity, State
from graph.workflow.commands import Command
from graph.workflow.table import HELD_BY, TABLE, rows
from tests.budget import Budget
from tests.company import (
    AUDITOR,
    COLLEAGUE,
    DOTTED,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    Company,
)

pytestmark = pytest.mark.heavy

WHO = {
    EMPLOYEE: Capacity.EMPLOYEE,
    MANAGER: Capacity.MANAGER,
    MEMBER: Capacity.MEMBER,
    FACILITATOR: Capacity.FACILITATOR,
    HEAD: Capacity.ARBITER,
    HR: Capacity.HR_ADMIN,
    AUDITOR: Capacity.AUDITOR,
    DOTTED: Capacity.DOTTED,
    COLLEAGUE: None,
}


def test_rows_are_numbered_and_every_state_has_a_way_in_and_a_holder() -> None:
    assert [row.number for row in TABLE] == list(range(1, len(TABLE) + 1))
    reached = {target for row in TABLE for target in row.to if isinstance(target, State)}
    assert set(State) - reached <= {State.ASSIGNED}
    assert set(HELD_BY) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_what_the_table_does_not_list_is_refused_and_changes_nothing(
    company: Company, budget: Budget, state: State
) -> None:
    review = company.bring(f"rv-no-{state}", state)
    if state in (State.SIGNED_OFF,):
        company.session(f"session-{state}", [review], start=False)
    before = company.sheet(review, HR).head
    for at, (person, capacity) in enumerate(WHO.items(), list(State).index(state)):
        for number, action in enumerate(Action, at):
            held = {row.who for row in rows(state, action)}
            if capacity in held or (number % 3 and not budget.every_reader):
                continue
            with pytest.raises((Conflict, Forbidden, NotFound, Refused)) as refusal:
                company.do(review, person, action, Command(words={"reason": "x", "comment": "x"}))
            if not held and person in (EMPLOYEE, MANAGER, HR):
                assert isinstance(refusal.value, Conflict), (person, action)
    after = company.sheet(review, HR).head
    assert (after.state, after.seq, after.hash) == (before.state, before.seq, before.hash)


def test_nobody_acts_on_their_own_review_in_another_capacity(company: Company) -> None:
    line = Placement(HR, HIRED, manager=HEAD)
    people.place(company.graph, company.context("system"), [line], relied_on="test")
    review = company.assign("rv-own", HR)
    for action in (Action.CANCEL, Action.REPIN):
        with pytest.raises((Forbidden, NotFound)):
            company.do(review, HR, action, Command(words={"reason": "x"}))
