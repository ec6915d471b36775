"""What a signed revision shows stays as it was signed: a promotion, another manager or name later change nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from graph.errors import NotAsRecorded
from graph.people import service as people
from graph.people.models import Placement
from graph.report.dossier import read_dossier
from graph.report.models import Dossier
from graph.review.enums import State
from graph.workflow.policy import Permission
from tests.company import EMPLOYEE, HIRED, MEMBER, OTHER_MANAGER, SENIOR, Company

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def review(company: Company) -> str:
    """A signed review before a committee."""
    company.bring("rv-then", State.SIGNED_OFF)
    company.session("autumn-then", ["rv-then"])
    return "rv-then"


def dossier(company: Company, review: str, days: int = 0) -> Dossier:
    """What the committee's report is made from, some days later."""
    context = company.context(MEMBER, after=timedelta(days=days))
    return read_dossier(company.graph, context, review, Permission.READ_COMMITTEE_REPORT)


def test_a_later_promotion_name_and_manager_do_not_show(company: Company, review: str, ask: Ask) -> None:
    then = dossier(company, review).sheet
    assert then.head.level_since is not None
    promoted = company.now.date() + timedelta(days=20)
    placed = Placement(EMPLOYEE, promoted, level=SENIOR, manager=OTHER_MANAGER)
    people.place(company.graph, company.context("set-up"), [placed], relied_on="test")
    ask(
        "write", "", "MATCH (p:Person) WHERE p.id IN ['employee', 'manager'] SET p.name = 'Renamed', p.name_zh = '新名'"
    )
    ask("write", "", "MATCH (c:Cycle) SET c.name_en = 'Renamed', c.name_zh = '新名'")
    now = dossier(company, review, days=40).sheet
    assert (now.head.level_since, now.head.person, now.head.manager) == (
        then.head.level_since, then.head.person, then.head.manager,
    )  # fmt: skip
    assert (now.head.level, now.head.target, now.head.cycle.name) == (
        then.head.level, then.head.target, then.head.cycle.name,
    )  # fmt: skip
    assert now.sign_off == then.sign_off


@pytest.mark.parametrize("change", ["e.required = NOT e.required", "e.text_en = 'Something easier.'"])
def test_another_expectation_is_not_shown_as_what_was_signed(
    company: Company, review: str, ask: Ask, change: str
) -> None:
    at = "MATCH (:Review {id: 'rv-then'})-[:AT]->(:Level)-[:EXPECTS]->(e:Expectation) WITH e ORDER BY e.id LIMIT 1 "
    before = ask("read", "id, required, text", at + "RETURN e.id AS id, e.required AS required, e.text_en AS text")[0]
    ask("write", "", at + f"SET {change}")
    with pytest.raises(NotAsRecorded):
        dossier(company, review)
    back = "MATCH (e:Expectation {id: $id}) SET e.required = $required, e.text_en = $text"
    ask("write", "", back, **before)
    assert dossier(company, review).sheet.head.level_since == HIRED
