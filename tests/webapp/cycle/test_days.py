"""Days that HR and managers type: past ones, those of no calendar, those in a wrong order, in both languages."""

from datetime import timedelta

import pytest
from flask import Flask

from graph.driver import Graph
from graph.people import service as people
from graph.review.enums import State
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, VERSION, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient

TODAY = NOW.date()
NO_DAY = {"en": "Enter a day such as 2026-03-15.", "zh": "请填写日期，例如 2026-03-15。"}
NO_YEAR = {"en": "Enter a day from 1900 to 2199.", "zh": "请填写 1900 年至 2199 年之间的日期。"}
NOT_LATER = {"en": "Dates can only be moved to later ones.", "zh": "日期只能推后。"}
NEW_DUE = {"en": "Enter a new due date: today or later", "zh": "请填写新的截止日期：不早于今天"}
TYPED: dict[str, dict[str, str]] = {
    "2026-02-31": NO_DAY, "soon": NO_DAY, "0020-01-01": NO_YEAR, "9999-12-31": NO_YEAR,
}  # fmt: skip


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    company = new_company(graph, NOW, versions=(VERSION,))
    company.assign("rv-e", EMPLOYEE)
    company.bring("rv-c", State.SELF_SUBMITTED, COLLEAGUE)
    return company


def browser(company: Company, app: Flask, person: str, language: str) -> PageClient:
    people.set_preferences(company.graph, company.context(person), language=language, time_zone="", rates_first=None)
    return browser_of(app, person)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_days_that_cannot_be_are_refused_with_what_to_type(company: Company, app: Flask, language: str) -> None:
    hr = browser(company, app, HR, language)
    manager = browser(company, app, MANAGER, language)
    past = (TODAY - timedelta(days=1)).isoformat()
    later_still = (company.cycle.closes_on + timedelta(days=9)).isoformat()

    for typed, said in (TYPED | {past: NOT_LATER}).items():
        hr.get("/cycles/2026-h2/extend")
        page = hr.post("/cycles/2026-h2/extend", {"closes_on": typed}, status=200)
        assert said[language] in page.text, (typed, page.text)
        assert page.by_id("closes_on").get("value") == typed, "what was typed comes back"
        many = {"act": "extend", "ids": "rv-e", "confirmed": "1", "manager_due": typed}
        page = hr.post("/cycles/2026-h2/many", many, status=200)
        assert said[language] in page.text, typed
        hr.get("/cycles/new")
        page = hr.post("/cycles/new", {"name_en": "X", "self_due": typed}, status=200)
        if typed != past:
            assert said[language] in page.text, typed
    hr.get("/cycles/2026-h2/extend")
    page = hr.post("/cycles/2026-h2/extend", {"share_by": later_still}, status=200)
    assert {"en": "before", "zh": "早于"}[language] in page.text

    act = "/reviews/rv-c/actions/return"
    farther = (TODAY + timedelta(days=800)).isoformat()
    for typed, said in (TYPED | {past: NEW_DUE, "": NEW_DUE, farther: NEW_DUE}).items():
        manager.get(act)
        page = manager.post(act, {"comment": "Once more.", "due": typed}, status=200)
        assert said[language] in page.text, (typed, page.text[:900])
        assert "Once more." in page.text
    assert company.sheet("rv-c", MANAGER).head.state is State.SELF_SUBMITTED
    assert company.sheet("rv-e", HR).head.manager_due == company.cycle.manager_due
    assert company.sheet("rv-e", HR).head.cycle.closes_on == company.cycle.closes_on
