"""What the committee reads: its sessions, who is ready, one person's brief with the way to the next."""

from collections.abc import Callable

import pytest

from graph.driver import Graph
from graph.review.enums import Action, Part, Party, State, Value
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HR, MANAGER, MEMBER, Company, company_after
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
SESSION = "/calibration/session-1"


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph, NOW)


def _in_session(company: Company) -> None:
    """A session in progress over two signed reviews and one that is not; the people by name: colleague, employee."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-manager", State.SELF_DRAFT, MANAGER)
    company.session("session-1", ["rv-employee", "rv-colleague", "rv-manager"])


def test_who_sits_nowhere_is_told_so(company: Company, browser: Browser) -> None:
    assert "You are not a member of any calibration session." in browser(EMPLOYEE).get("/calibration").text


@pytest.mark.parametrize(("person", "seat"), [(MEMBER, "member"), (FACILITATOR, "facilitator")])
def test_the_sessions_say_what_one_is_and_how_far_they_are(
    met: Company, browser: Browser, person: str, seat: str
) -> None:
    page = browser(person).get("/calibration")
    assert SESSION in page.links.values()
    assert "2 of 3" in page.text
    assert seat in page.text


def test_the_session_tells_the_ready_from_the_missing(met: Company, browser: Browser) -> None:
    page = browser(MEMBER).get(SESSION)
    assert page.heading == "Autumn committee"
    assert "Signed off 2 of 3" in page.text
    assert "in session" in page.text
    ready, missing = page.text.split("Not signed off yet")
    assert page.links["Employee Zhang"] == f"{SESSION}/people/rv-employee"
    assert page.links["Colleague Zhang"] == f"{SESSION}/people/rv-colleague"
    assert "Manager Zhang" not in page.links
    assert "Manager Zhang" in missing
    assert ready.index("Colleague Zhang") < ready.index("Employee Zhang")
    assert "Facilitator Zhang (facilitator)" in page.text


def test_a_session_with_nothing_signed_says_what_comes(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    company.session("session-1", ["rv-1"], start=False)
    page = browser(MEMBER).get(SESSION)
    assert "No review is signed off yet." in page.text
    assert "being set up" in page.text


def test_the_brief_leads_through_the_list(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    first = member.get(f"{SESSION}/people/rv-colleague")
    assert first.heading == "Colleague Zhang"
    assert "1 of 2" in first.text
    assert not [label for label in first.links if label.startswith("Previous")]
    second = member.get(first.links["Next: Employee Zhang"])
    assert second.heading == "Employee Zhang"
    assert "2 of 2" in second.text
    assert not [label for label in second.links if label.startswith("Next")]
    assert second.links["Previous: Colleague Zhang"] == f"{SESSION}/people/rv-colleague"
    assert second.links["Gap report (PDF)"] == "/reviews/rv-employee/report.pdf?variant=committee&language=en"
    assert second.links["Autumn committee"] == SESSION


def test_the_brief_says_what_is_to_decide(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.sign("rv-1", value=Value.DEVELOPING)
    company.session("session-1", ["rv-1"])
    page = browser(MEMBER).get(f"{SESSION}/people/rv-1")
    sheet = company.sheet("rv-1", MANAGER)
    here = sheet.to_rate(Part.CURRENT)
    required = sum(e.required for e in here)
    question = f"0 of {required} required met at Middle: is Middle right? Manager Zhang recommends: level confirmed."
    assert question in page.text
    assert f"Required 0 of {required} met, {required} not met" in page.text
    assert "“Solid in delivery. Measuring comes next.”" in page.text
    assert "As the team saw it." in page.text


def test_an_adjustment_stands_beside_what_both_sides_phrase(met: Company, browser: Browser) -> None:
    named = met.sheet("rv-employee", MEMBER).to_rate(Part.CURRENT)[0]
    change = Command(
        value=Value.DEVELOPING, reason_code="evidence", expectations=(named.id,), words={"reason": "No test ran yet."}
    )
    member = browser(MEMBER)
    assert "calibrated" not in member.get(f"{SESSION}/people/rv-employee").text.lower()
    met.do("rv-employee", MEMBER, Action.ADJUST, change)
    assert "calibrated" in member.get(f"{SESSION}/people/rv-employee").text.lower()


def test_who_is_not_ready_or_not_covered_has_no_brief(met: Company, browser: Browser) -> None:
    met.bring("rv-elsewhere", State.SIGNED_OFF)
    member = browser(MEMBER)
    for review in ("rv-manager", "rv-elsewhere", "rv-none"):
        member.get(f"{SESSION}/people/{review}", status=404)
    met.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    member.get(f"{SESSION}/people/rv-employee", status=404)
    assert "Signed off 1 of 3" in member.get(SESSION).text
    assert "1 of 1" in member.get(f"{SESSION}/people/rv-colleague").text


def test_a_member_is_led_from_the_review_to_the_brief(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    led = member.get("/reviews/rv-employee", status=302)
    assert member.follow(led).heading == "Employee Zhang"
    assert led.response.headers["Location"] == f"{SESSION}/people/rv-employee"
    hr = browser(HR)
    draft = hr.get("/reviews/rv-manager", status=302)
    assert draft.response.headers["Location"] == "/reviews/rv-manager/actions"
    hr.follow(draft)


def test_the_brief_is_read_in_chinese(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    member.get(SESSION)
    member.post("/language", {"language": "zh", "next": SESSION})
    page = member.get(f"{SESSION}/people/rv-employee")
    assert page.heading == "张em"
    assert "LLM Engineer" not in page.text
    assert "大模型工程师" in page.text


def test_the_pages_of_a_session_show_no_draft(met: Company, browser: Browser) -> None:
    met.rate("rv-manager", MANAGER, Party.SELF, comment="Not yet said aloud.")
    member = browser(MEMBER)
    for path in ("/calibration", SESSION):
        assert "Not yet said aloud." not in member.get(path).response.text
