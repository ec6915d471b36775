"""A review that was changed in the database: nothing of it is shown as signed, and each place says why."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from graph.review.enums import State
from tests.company import EMPLOYEE, HR, MANAGER, MEMBER, Company
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
Ask = Callable[..., list[dict[str, Any]]]

RATING = "MATCH (:Assessment {id: 'rv-1/1/manager'})-[:RATES]->(r:Rating) WITH r ORDER BY r.id LIMIT 1 "
SAYS = "What is stored of this review differs from its record."


def changed(company: Company, ask: Ask) -> str:
    """Changes a signed rating by hand; the code of the signature."""
    sign_off = company.sheet("rv-1", HR).sign_off
    assert sign_off is not None
    ask("write", "", RATING + "SET r.value = 'exceeds'")
    return sign_off.code


def test_page_report_and_code_say_so(
    company: Company, browser: Browser, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    company.bring("rv-1", State.SHARED)
    code = changed(company, ask)
    assert SAYS in browser(EMPLOYEE).get("/reviews/rv-1/result", status=409).text
    assert SAYS in browser(MANAGER).get("/reviews/rv-1/report.pdf?variant=committee", status=409).text
    assert "Not what was signed" in browser(EMPLOYEE).get(f"/verify/{code}").text
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any("rv-1" in line and "the content no longer matches the signed hash" in line for line in told)


def test_the_brief_says_so(company: Company, browser: Browser, ask: Ask) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    company.session("autumn", ["rv-1"])
    changed(company, ask)
    assert SAYS in browser(MEMBER).get("/calibration/autumn/people/rv-1", status=409).text


def test_what_shows_no_ratings_goes_on(company: Company, browser: Browser, ask: Ask) -> None:
    company.bring("rv-1", State.SHARED)
    changed(company, ask)
    for person, path in ((EMPLOYEE, "/reviews/rv-1/history"), (MANAGER, "/team"), (EMPLOYEE, "/")):
        assert browser(person).get(path).response.status_code == 200
