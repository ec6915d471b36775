"""The page of the result, as its employee reads it."""

from collections.abc import Callable

from graph.review.enums import Action, Value
from graph.workflow.commands import Command
from tests.company import EMPLOYEE, HR, MANAGER, Company
from tests.webapp.page_client import PageClient


def test_where_nothing_could_be_observed_nobody_is_told_that_nothing_is_met(
    company: Company, browser: Callable[[str], PageClient]
) -> None:
    company.assign("rv-1")
    company.submit("rv-1", value=Value.NOT_OBSERVED)
    company.sign("rv-1", value=Value.NOT_OBSERVED)
    company.do("rv-1", HR, Action.WAIVE, Command(words={"reason": "For the test."}))
    company.do("rv-1", MANAGER, Action.SHARE)
    page = browser(EMPLOYEE).get("/reviews/rv-1/result")
    assert "None of the required expectations could be observed." in page.text
    assert "required met" not in page.text
    assert "optional met" not in page.text
