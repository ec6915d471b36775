"""The auditor reads the record, takes it along, and finds former verifications."""

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from graph.driver import Graph
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Part, State, Value
from graph.workflow.commands import Command
from tests.company import AUDITOR, COLLEAGUE, EMPLOYEE, HIRED, HR, MANAGER, MEMBER, Company, company_after
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, words

Browser = Callable[[str], PageClient]
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def auditor(graph: Graph, browser: Browser) -> PageClient:
    company_after(_two_reviews, graph, NOW)
    return browser(AUDITOR)


def _two_reviews(company: Company) -> None:
    company.bring("rv-1", State.SHARED)
    company.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)


def rows(page: Page) -> list[list[str]]:
    return [[words(cell) for cell in row] for body in page.all("tbody") for row in body.iter("tr")]


def exported(auditor: PageClient, **asked: str) -> list[dict[str, str]]:
    auditor.get("/audit/events")
    answer = auditor.client.post("/audit/events.csv", data={"csrf_token": auditor.token, **asked})
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_record_is_read_by_person_act_cycle_and_day(auditor: PageClient) -> None:
    page = auditor.get("/audit/events")
    assert page.heading == "Events of the record"
    newest_first = [row[0] for row in rows(page)]
    assert newest_first == sorted(newest_first, reverse=True) or len(set(newest_first)) > 1
    signed = rows(auditor.get("/audit/events?action=sign_off"))
    assert [row[1:4] for row in signed] == [["Manager Zhang manager", "signed off", "Employee Zhang employee"]]
    for typed in ("employee", "EMPLOYEE", "Employee Zh"):
        found = rows(auditor.get("/audit/events", query_string={"person": typed}))
        assert all("Employee Zhang" in " ".join(row) for row in found)
        assert {"submitted the self-assessment", "signed off", "created an account"} <= {row[2] for row in found}
    assert "rv-2" not in auditor.get("/audit/events?person=employee").text
    of_cycle = rows(auditor.get("/audit/events?cycle=2026-h2"))
    assert {row[4].split()[0] for row in of_cycle} == {"rv-1", "rv-2"}
    assert rows(auditor.get("/audit/events?cycle=2026-h2&since=2026-11-24&until=2026-11-24")) == of_cycle
    assert rows(auditor.get("/audit/events?cycle=2026-h2&until=2026-11-23")) == []
    nothing = auditor.get("/audit/events?person=nobody-at-all")
    assert "No event of the record fits." in nothing.text
    wrong = auditor.get("/audit/events?since=yesterday&person=kept", status=422)
    assert wrong.by_id("since").get("aria-invalid") == "true"
    assert wrong.by_id("person").get("value") == "kept"


def test_long_records_come_in_pages_that_keep_what_was_asked(auditor: PageClient, ask: Ask) -> None:
    more = (
        "{id: toString(n), stream: 'employee', seq: 1000 + n, action: 'place', actor: 'hr', at: '2026-11-20T08:00:00Z'}"
    )
    ask("write", "", f"UNWIND range(1, 60) AS n CREATE (:Event {more})")
    first = auditor.get("/audit/events?person=zhang")
    assert "Events 1 to 50, newest first" in first.text
    second = auditor.get(first.links["Older"])
    assert second.links["Newer"] == "/audit/events?person=zhang&page=1"
    assert not {tuple(row) for row in rows(first)} & {tuple(row) for row in rows(second)}


@pytest.mark.parametrize("person", [EMPLOYEE, MANAGER, HR])
def test_only_an_auditor_reads_it(company: Company, browser: Browser, person: str) -> None:
    client = browser(person)
    assert "an auditor" in client.get("/audit/events", status=403).text
    client.get("/account")
    client.post("/audit/events.csv", status=403)


def test_the_export_can_be_recomputed_and_is_recorded(auditor: PageClient, ask: Ask) -> None:
    found = exported(auditor, person="employee")
    of_review = [row for row in found if row["stream"] == "rv-1"][::-1]
    assert [row["number"] for row in of_review] == [str(n) for n in range(1, len(of_review) + 1)]
    assert all(sha256((row["previous"] + row["body"]).encode()).hexdigest() == row["hash"] for row in of_review)
    assert "The audit was my work." not in str(found), "no words"
    kept = ask("read", "body", "MATCH (e:Event {stream: 'auditor', action: 'export_record'}) RETURN e.body AS body")
    assert f'"events":{len(found)}' in kept[0]["body"]
    assert "exported a part of the record" in auditor.get("/audit/events?person=auditor").text
    auditor.get("/audit")
    assert "The record is intact" in auditor.post("/audit", status=200).text


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\t=1", "\uff1d1"])
def test_no_cell_of_the_export_is_a_formula(auditor: PageClient, ask: Ask, name: str) -> None:
    ask("write", "", "MATCH (p:Person {id: 'employee'}) SET p.name = $name", name=name)
    cells = [cell for row in exported(auditor, person="employee") for cell in row.values()]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\uff1d"))]


def test_what_is_broken_in_an_event_stops_no_page_and_no_export(auditor: PageClient, ask: Ask) -> None:
    broken = "SET event.at = 'tomorrow', event.body = NULL, event.actor = 'nobody', event.seq = 'three', event.hash = 3"
    ask("write", "", f"MATCH (event:Event {{stream: 'rv-1', seq: 3}}) {broken}")
    page = auditor.get("/audit/events")
    assert ["tomorrow", "nobody"] in [row[:2] for row in rows(page)]
    assert any(row["at"] == "tomorrow" for row in exported(auditor))


def test_verifications_are_kept_with_what_they_found(auditor: PageClient, ask: Ask) -> None:
    auditor.get("/audit")
    auditor.post("/audit", status=200)
    ask("write", "", "MATCH (event:Event {stream: 'rv-1', seq: 3}) SET event.actor = 'other-manager'")
    auditor.post("/audit", status=200)
    page = auditor.get("/audit")
    newest, before = rows(page)[:2]
    assert newest[1] == before[1] == "Auditor Zhang auditor"
    assert newest[4] == "1 discrepancy: altered rv-1 3"
    assert before[4] == "intact"


def test_of_their_own_review_an_auditor_reads_what_its_employee_may(
    company: Company, browser: Browser, ask: Ask
) -> None:
    context = company.context(HR)
    people.place(company.graph, context, [Placement(EMPLOYEE, HIRED, capacities=("auditor",))], relied_on="test")
    company.bring("rv-1", State.SIGNED_OFF)
    company.session("session-1", ["rv-1"])
    expectation = company.sheet("rv-1", MANAGER).to_rate(Part.CURRENT)[0].id
    lower = Command(
        expectations=(expectation,), value=Value.DEVELOPING, reason_code="evidence", words={"reason": "Seen otherwise."}
    )
    company.do("rv-1", MEMBER, Action.ADJUST, lower)
    employee, auditor = browser(EMPLOYEE), browser(AUDITOR)
    assert {row["action"] for row in exported(auditor) if row["stream"] == "rv-1"} >= {"sign_off", "adjust"}
    own = [row for row in exported(employee) if row["stream"] == "rv-1"]
    assert {"sign_off", "submit"} <= {row["action"] for row in own}
    assert "adjust" not in {row["action"] for row in own}
    assert {row["body"] for row in own} == {""}
    assert rows(employee.get("/audit/events?action=adjust")) == []

    ask("write", "", "MATCH (r:Review {id: 'rv-1'}) SET r.state = 'shared'")
    own = [row for row in exported(employee) if row["stream"] == "rv-1"]
    assert "adjust" in {row["action"] for row in own}
    assert all(row["body"] for row in own)


def test_an_export_records_whose_events_were_taken(auditor: PageClient, ask: Ask) -> None:
    exported(auditor, person="Employee Zh")
    statement = "MATCH (e:Event {action: 'export_record'}) RETURN e.body AS body ORDER BY e.seq DESC LIMIT 1"
    assert json.loads(ask("read", "body", statement)[0]["body"])["facts"]["people"] == [EMPLOYEE]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_beyond_the_calendar_are_refused_in_words(auditor: PageClient, day: str) -> None:
    for name in ("since", "until"):
        page = auditor.get("/audit/events", query_string={name: day}, status=422)
        assert "Use a day from 2000 on and before 3000." in page.text


def test_one_broken_body_stops_neither_verifying_nor_its_page(auditor: PageClient, ask: Ask) -> None:
    auditor.get("/audit")
    auditor.post("/audit", status=200)
    broken = "MATCH (e:Event {action: $action}) WITH e LIMIT 1 SET e.body = replace(e.body, $was, $is)"
    ask("write", "", broken, action="verify_record", was='"named":[]', **{"is": '"named":5'})
    ask(
        "write", "", "MATCH (e:Event {action: 'read_review'}) WITH e LIMIT 1 SET e.body = '{\"facts\":{\"reviews\":5}}'"
    )
    auditor.get("/audit")
    assert "discrepanc" in auditor.post("/audit", status=200).text
