"""Ratings that a former manager wrote stay theirs: form, signature and report say whose they are."""

from collections.abc import Callable

import pytest

from graph.people import service as people
from graph.people.models import Placement
from graph.report.dossier import read_dossier
from graph.review.enums import Action, Party, Recommendation, State
from graph.workflow.commands import Command
from graph.workflow.policy import Permission
from reports.gap import Variant, records_of
from tests.company import EMPLOYEE, MANAGER, MEMBER, OTHER_MANAGER, Company
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
SAYS = "rated by Manager Zhang, 24 Nov 2026"


@pytest.fixture
def handed_over(company: Company) -> Company:
    """A review whose ratings one manager wrote before another took over."""
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.rate("rv-1", MANAGER, Party.MANAGER, comment="As the team saw it.")
    line = Placement(EMPLOYEE, company.now.date(), manager=OTHER_MANAGER)
    people.place(company.graph, company.context("set-up"), [line], relied_on="test")
    return company


def test_form_signature_and_report_name_the_author(handed_over: Company, browser: Browser) -> None:
    company = handed_over
    count = len(company.sheet("rv-1", OTHER_MANAGER).all_to_rate)
    successor = browser(OTHER_MANAGER)
    assert successor.get("/reviews/rv-1/assess").text.count(SAYS) == count
    assert successor.get("/reviews/rv-1/sign").text.count(SAYS) == count
    draft = company.draft_of("rv-1", OTHER_MANAGER, Party.MANAGER)
    company.do(
        "rv-1",
        OTHER_MANAGER,
        Action.SIGN_OFF,
        Command(draft=draft, name="Other-Manager Zhang", recommendation=Recommendation.CONFIRMED),
    )
    assert successor.get("/reviews/rv-1/sign").text.count(SAYS) == count
    company.session("autumn", ["rv-1"])
    dossier = read_dossier(company.graph, company.context(MEMBER), "rv-1", Permission.READ_COMMITTEE_REPORT)
    assert repr(records_of(dossier, Variant.COMMITTEE, "en")).count(SAYS) >= count


def test_ratings_of_who_signs_name_nobody(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    assert "rated by" not in browser(MANAGER).get("/reviews/rv-1/sign").text
