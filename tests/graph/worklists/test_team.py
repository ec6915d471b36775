"""A manager's team: every living review that waits, not one a person."""

from dataclasses import replace
from datetime import timedelta

from graph.cycle import service as cycles
from graph.cycle.models import Cycle
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from graph.worklists.tasks import task_list
from graph.worklists.team import team
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, Company


def a_cycle(company: Company, name: str, later: int) -> Cycle:
    cycle = replace(company.cycle, id=name, opens_on=company.cycle.opens_on + timedelta(days=later))
    cycles.create(company.graph, cycle)
    return cycle


def lines(company: Company) -> set[tuple[str, str | None, bool]]:
    rows = team(company.graph, company.context(MANAGER))
    return {(row.person.id, row.review.id if row.review else None, row.waits_for_manager) for row in rows}


def test_every_living_review_that_waits_is_listed(company: Company) -> None:
    before, now, last = a_cycle(company, "before", -9), a_cycle(company, "now", 1), a_cycle(company, "last", 2)
    assert lines(company) == {(EMPLOYEE, None, False), (COLLEAGUE, None, False)}
    company.bring("rv-before", State.CALIBRATED, cycle=before)
    company.assign("rv-now", cycle=now)
    company.bring("rv-acknowledged", State.ACKNOWLEDGED, COLLEAGUE, cycle=before)
    company.assign("rv-cancelled", COLLEAGUE, cycle=last)
    company.do("rv-cancelled", HR, Action.CANCEL, Command(words={"reason": "Entered twice."}))
    assert lines(company) == {
        (EMPLOYEE, "rv-before", True),
        (EMPLOYEE, "rv-now", False),
        (COLLEAGUE, "rv-acknowledged", False),
    }, "what waits to be shared stays when the next cycle begins, and a cancelled one hides none"
    company.assign("rv-next", COLLEAGUE, cycle=now)
    assert (COLLEAGUE, "rv-acknowledged", False) not in lines(company), "it waits for HR alone"
    assert (COLLEAGUE, "rv-next", False) in lines(company)
    waiting = {row.id for row in task_list(company.graph, company.context(MANAGER)).as_manager}
    assert waiting == {review for _, review, waits in lines(company) if waits}
    company.do("rv-before", MANAGER, Action.SHARE)
    assert (EMPLOYEE, "rv-before", False) in lines(company)
