"""A manager and HR name a deputy on the pages; the deputy sees whose place it is and what waits."""

from collections.abc import Callable
from datetime import timedelta

from graph.people import service as people
from graph.people.models import Placement
from graph.report.dossier import read_dossier
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from graph.workflow.policy import Permission
from reports.gap.model import build
from reports.gap.models import Variant
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, OTHER_MANAGER, Company
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient

Browser = Callable[[str], PageClient]
TODAY = NOW.date()


def seq(page: Page) -> str:
    return next(each.get("value", "") for each in page.all("input") if each.get("name") == "seq")


def test_a_manager_names_a_deputy_who_sees_what_waits_until_it_ends(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    manager, deputy = browser(MANAGER), browser(OTHER_MANAGER)
    assert manager.get("/team").links["Your deputies"] == "/account/deputies"
    page = manager.get("/account/deputies")
    sent = {"seq": seq(page), "deputy": "Other-Manager Zhang", "since": TODAY.isoformat(), "reason": "On leave."}
    early = {**sent, "until": (TODAY - timedelta(1)).isoformat()}
    refused = manager.post("/account/deputies", early, 422)
    assert "The last day is before the first." in refused.text
    assert "On leave." in refused.response.text
    assert (
        "Nobody has this id"
        in manager.post("/account/deputies", {**sent, "deputy": "x", "until": "2026-12-01"}, 422).text
    )
    page = manager.follow(manager.post("/account/deputies", {**sent, "until": "2026-12-01"}))
    assert "The deputy is named." in page.text
    assert "24 Nov 2026 to 1 Dec 2026" in page.text
    assert "Assess Employee Zhang in place of Manager Zhang" in deputy.get("/").text
    assert "in place of Manager Zhang" in deputy.get("/team").text
    assert "Manager Zhang: 24 Nov 2026 to 1 Dec 2026" in deputy.get("/account/deputies").text
    assert "Waiting for you, in place of Manager Zhang, due" in deputy.get("/reviews/rv-1/assess").text
    company.bring("rv-2", State.MANAGER_DRAFT, COLLEAGUE)
    assert "You sign in place of Manager Zhang." in deputy.get("/reviews/rv-2/sign").text
    assert "You sign as manager." in manager.get("/reviews/rv-2/sign").text
    company.sign("rv-1", OTHER_MANAGER)
    company.do("rv-1", HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    company.do("rv-1", MANAGER, Action.SHARE)
    result = browser(EMPLOYEE).get("/reviews/rv-1/result").text
    assert "Other-Manager Zhang signed in place of Manager Zhang." in result
    employee = company.context(EMPLOYEE)
    dossier = read_dossier(company.graph, employee, "rv-1", Permission.READ_EMPLOYEE_REPORT)
    signed = build(dossier, Variant.EMPLOYEE, "both").seal.signed
    assert signed.to("en").startswith("Signed by Other-Manager Zhang in place of Manager Zhang, ")
    assert signed.to("zh").startswith("签核：张ot（代经理张ma），")
    ended = {"seq": seq(manager.get("/account/deputies")), "deputy": OTHER_MANAGER}
    assert "Ended." in manager.follow(manager.post("/account/deputies/end", ended)).text
    deputy.get("/reviews/rv-1/assess", 404)
    assert "in place of" not in deputy.get("/team").text


def test_who_has_nobody_to_act_for_looks_nobody_up(company: Company, browser: Browser) -> None:
    employee = browser(EMPLOYEE)
    employee.get("/account/deputies")
    sent = {"seq": "1", "since": TODAY.isoformat(), "until": "2026-12-01"}
    for asked in (COLLEAGUE, "nobody", "colleague@example.com"):
        refused = employee.post("/account/deputies", {**sent, "deputy": asked, "reason": "Why."}, 403)
        assert "Colleague Zhang" not in refused.text


def test_hr_names_a_deputy_for_a_manager_and_never_themselves(company: Company, browser: Browser) -> None:
    hr = browser(HR)
    assert hr.get(f"/people/{MANAGER}").links["Deputies"] == f"/people/{MANAGER}/deputies"
    page = hr.get(f"/people/{MANAGER}/deputies")
    sent = {"seq": seq(page), "deputy": HR, "since": TODAY.isoformat(), "until": TODAY.isoformat(), "reason": "Ill."}
    refused = hr.post(f"/people/{MANAGER}/deputies", sent, 403)
    assert refused.heading == "Deputies of Manager Zhang", "what was typed stays in the form"
    assert "You cannot name yourself. Name somebody else, or ask another HR admin to name you." in refused.text
    page = hr.follow(hr.post(f"/people/{MANAGER}/deputies", {**sent, "deputy": OTHER_MANAGER}))
    assert page.heading == "Deputies of Manager Zhang"
    page = hr.get(f"/people/{EMPLOYEE}/deputies")
    assert "Nobody reports to them today or from a later day on." in page.text
    later = {**sent, "seq": seq(page), "deputy": OTHER_MANAGER, "until": (TODAY + timedelta(30)).isoformat()}
    page = hr.follow(hr.post(f"/people/{EMPLOYEE}/deputies", later))
    assert "The deputy is named." in page.text, "for who reports to them from a later day on"
    assert "Nobody reports to you" in browser(EMPLOYEE).get("/account/deputies").text
    line = Placement(COLLEAGUE, TODAY + timedelta(7), manager=EMPLOYEE)
    people.place(company.graph, company.context(HR), [line], relied_on="test")
    assert "Nobody reports to them" not in hr.get(f"/people/{EMPLOYEE}/deputies").text
    assert "Name a deputy" in browser(EMPLOYEE).get("/account/deputies").text, "they can do it before that day"
    page = hr.get(f"/people/{MANAGER}/deputies")
    ended = {"seq": seq(page), "deputy": OTHER_MANAGER}
    assert "none so far" in hr.follow(hr.post(f"/people/{MANAGER}/deputies/end", ended)).text
    browser(EMPLOYEE).get(f"/people/{MANAGER}/deputies", 403)
