"""Downloading a report: which file, under which name, for whom, and that it is known afterwards."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from graph.report.issued_reports import verify_code
from graph.review.enums import Action, Party, Recommendation, State
from graph.verification.verify import verify_review
from graph.workflow.commands import Command
from tests.company import DOTTED, EMPLOYEE, HR, MANAGER, MEMBER, Company
from tests.webapp.page_client import Page, PageClient
from tests.webapp.raw_client import download, read

pytestmark = pytest.mark.heavy

Browser = Callable[[str], PageClient]
PDF = "/reviews/rv-1/report.pdf"


def registered(company: Company) -> set[tuple[str, str, str, str]]:
    sign_off = company.sheet("rv-1", MANAGER).sign_off
    assert sign_off is not None
    found = verify_code(company.graph, company.context(MANAGER), sign_off.code)
    return {(one.sha256, one.variant, one.language, one.paper) for one in found.issued}


def test_the_file_says_what_it_is_and_is_not_kept_by_caches(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SHARED)
    response = download(browser(EMPLOYEE), PDF + "?variant=employee&language=en")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    kind, _semicolon, name = response.headers["Content-Disposition"].partition("; filename=")
    assert kind == "attachment"
    assert name == "gap-report_Employee-Zhang_2026-h2_r1_employee_en.pdf", "a folder of them says whom and when"
    assert "Employee Zhang" in read(response)


def test_the_registered_hash_is_the_file_s_own(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    manager = browser(MANAGER)
    expected = set()
    for variant, language, paper in (("committee", "en", "A4"), ("employee", "both", "Letter")):
        data = download(manager, f"{PDF}?variant={variant}&language={language}&paper={paper}").data
        expected.add((sha256(data).hexdigest(), variant, language, paper))
    download(manager, f"{PDF}?variant=blank&language=zh")
    assert registered(company) == expected


def test_whoever_may_have_a_file_gets_the_same_bytes(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SHARED)
    for variant, people in (("employee", (EMPLOYEE, MANAGER, HR, DOTTED)), ("committee", (MANAGER, HR))):
        files = {download(browser(person), f"{PDF}?variant={variant}&language=en").data for person in people}
        assert len(files) == 1
    assert {variant for _sha, variant, _language, _paper in registered(company)} == {"employee", "committee"}


@pytest.mark.parametrize("asked", ["variant=whole", "variant=blank&language=fr", "variant=blank&paper=A3"])
def test_what_does_not_exist_is_not_found(company: Company, browser: Browser, asked: str) -> None:
    company.bring("rv-1", State.SHARED)
    browser(EMPLOYEE).get(f"{PDF}?{asked}", status=404)


@pytest.mark.parametrize("state", [State.SELF_DRAFT, State.MANAGER_DRAFT])
def test_nothing_but_the_blank_one_before_the_signature(company: Company, browser: Browser, state: State) -> None:
    company.bring("rv-1", state)
    manager = browser(MANAGER)
    for variant in ("committee", "employee"):
        manager.get(f"{PDF}?variant={variant}", status=404)
    assert "Seen in the work." not in read(download(manager, f"{PDF}?variant=blank&language=en"))


def test_the_language_is_the_reader_s_unless_asked(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    employee = browser(EMPLOYEE)
    employee.get("/account")
    employee.post("/language", {"language": "zh", "next": "/"})
    assert "差距报告" in read(download(employee, PDF + "?variant=blank"))
    assert "差距报告" not in read(download(employee, PDF + "?variant=blank&language=en"))


def offered(page: Page) -> list[str]:
    return [each.get("value", "") for each in page.all("input") if each.get("name") == "variant"]


@pytest.mark.parametrize(
    ("state", "person", "variants"),
    [
        (State.SELF_DRAFT, EMPLOYEE, ["blank"]),
        (State.SIGNED_OFF, EMPLOYEE, ["blank"]),
        (State.SIGNED_OFF, MANAGER, ["committee", "employee", "blank"]),
        (State.SIGNED_OFF, MEMBER, ["committee"]),
        (State.SHARED, EMPLOYEE, ["employee", "blank"]),
        (State.SHARED, DOTTED, ["employee"]),
        (State.SELF_DRAFT, HR, []),
    ],
)
def test_the_page_offers_what_the_reader_may_have(
    company: Company, browser: Browser, state: State, person: str, variants: list[str]
) -> None:
    company.bring("rv-1", state)
    if person == MEMBER:
        company.session("session-1", ["rv-1"])
    page = browser(person).get("/reviews/rv-1/report")
    assert offered(page) == variants
    if not variants:
        assert "There is no report for you here yet" in page.text


def test_a_character_without_a_font_is_named_and_nothing_is_issued(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.rate("rv-1", MANAGER, Party.MANAGER, comment="Rare: \U0003134a")
    draft = company.draft_of("rv-1", MANAGER, Party.MANAGER)
    company.do(
        "rv-1",
        MANAGER,
        Action.SIGN_OFF,
        Command(draft=draft, name="Manager Zhang", recommendation=Recommendation.CONFIRMED),
    )
    asked = PDF + "?variant=committee&language=en"
    manager = browser(MANAGER)
    page = manager.get(asked, status=500)
    assert page.heading == "The report could not be created"
    assert "U+3134A" in page.text
    assert "HR or a facilitator of its session can have them shown as their codes." in page.text
    assert "Create the report with codes" not in page.text
    manager.post(asked, {}, status=403)
    assert registered(company) == set()


def test_hr_has_it_made_with_its_code_and_the_record_says_so(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.rate("rv-1", MANAGER, Party.MANAGER, comment="The \uf8ff key.")
    draft = company.draft_of("rv-1", MANAGER, Party.MANAGER)
    signing = Command(draft=draft, name="Manager Zhang", recommendation=Recommendation.CONFIRMED)
    company.do("rv-1", MANAGER, Action.SIGN_OFF, signing)
    asked = PDF + "?variant=committee&language=en"
    hr = browser(HR)
    assert "Create the report with codes" in hr.get(asked, status=500).text
    made = hr.client.post(asked, data={"csrf_token": hr.token})
    assert made.status_code == 200
    said = read(made)
    assert "The [U+F8FF] key." in said
    assert "had characters that no font has shown as their codes" in said
    assert "[U+F8FF]" in read(download(browser(MANAGER), asked)), "for everybody from now on"
    assert verify_review(company.graph, "rv-1") == ()
