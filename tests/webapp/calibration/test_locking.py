"""The lock page, as two facilitators use it one after the other, and the outcome as page and files."""

import subprocess
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from graph.driver import Graph, Row
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Outcome, Part, State, Value
from graph.workflow.commands import Command
from tests.company import (
    BOSS,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    SECOND_FACILITATOR,
    Company,
    company_after,
)
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, words

Ask = Callable[..., list[Row]]
Browser = Callable[[str], PageClient]
SESSION = "/calibration/session-1"


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_decided, graph, NOW)


def _decided(company: Company) -> None:
    """A session over two people: one decided and adjusted, one signed and not decided."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.session("session-1", ["rv-employee", "rv-colleague"])
    named = company.sheet("rv-employee", MEMBER).to_rate(Part.CURRENT)[0].id
    change = Command(
        value=Value.DEVELOPING, reason_code="evidence", expectations=(named,), words={"reason": "No test ran yet."}
    )
    company.do("rv-employee", MEMBER, Action.ADJUST, change)
    company.decide("rv-employee", outcome=Outcome.LATER)


def confirmed(facilitator: PageClient, page: Page, status: int = 302) -> Page:
    """What the confirmation of a lock page leads to."""
    answer = facilitator.post(f"{SESSION}/lock", {"covers": page.value("covers")}, status=status)
    return facilitator.follow(answer) if status == 302 else answer


def button(page: Page) -> str:
    """What the button of a lock page says, '' without one."""
    inside = [words(each) for each in page.all("button") if "Confirm" in words(each)]
    return inside[0] if inside else ""


def test_two_facilitators_lock_what_both_have_read(met: Company, browser: Browser) -> None:
    first, second = browser(FACILITATOR), browser(SECOND_FACILITATOR)
    assert first.get(SESSION).links["Lock the session"] == f"{SESSION}/lock"
    page = first.get(f"{SESSION}/lock")
    assert "Not decided yet: Colleague Zhang" in page.text
    assert page.links["Colleague Zhang"] == f"{SESSION}/people/rv-colleague"
    assert button(page) == ""
    met.decide("rv-colleague")
    page = first.get(f"{SESSION}/lock")
    for said in ("To be decided later, on", "from “meets” to “developing” (new evidence)", "No test ran yet."):
        assert said in page.text, said
    assert (button(page), "Nobody has confirmed yet." in page.text) == ("Confirm", True)
    page = confirmed(first, page)
    assert (button(page), "You confirmed at" in page.text) == ("", True)
    theirs = second.get(f"{SESSION}/lock")
    assert (button(theirs), "Facilitator Zhang confirmed at" in theirs.text) == ("Confirm and lock", True)
    met.decide("rv-colleague", MEMBER, Outcome.NEXT)
    stale = confirmed(second, theirs, status=409)
    assert "Something was recorded since this page was opened" in stale.text
    assert (button(stale), "two confirm anew" in stale.text) == ("Confirm", True)
    confirmed(second, stale)
    page = confirmed(first, first.get(f"{SESSION}/lock"))
    assert page.heading == "Outcome of “Autumn committee”"
    assert "2 results are not shared with their employees yet." in page.text
    assert "For 1 of them the manager writes a note" in page.text
    with_manager(browser(MANAGER))
    first.get(f"{SESSION}/lock", status=302)
    late = first.post(f"{SESSION}/lock", {"covers": stale.value("covers")})
    assert late.response.headers["Location"] == f"{SESSION}/outcome", "sent twice is done once"
    browser(MEMBER).get(f"{SESSION}/lock", status=403)


def with_manager(manager: PageClient) -> None:
    """Who shares a result reads on the page of it what the committee decided and changed, and lands on the result."""
    assert "The committee changed 1 rating; a note to the employee" in manager.get("/").text
    share = "/reviews/rv-employee/actions/share"
    page = manager.get(share)
    for said in ("To be decided later, on", "from “meets” to “developing” (new evidence)", "No test ran yet."):
        assert said in page.text, said
    assert "The committee changed no rating." in manager.get("/reviews/rv-colleague/actions/share").text
    done = manager.post(
        share, {"note": "I agree with it.", "seq": page.value("seq"), "revision": page.value("revision")}
    )
    assert done.response.headers["Location"] == "/reviews/rv-employee/result"
    assert "I agree with it." in manager.follow(done).text


def test_the_outcome_is_taken_away_as_a_file(met: Company, browser: Browser, ask: Ask) -> None:
    member = browser(MEMBER)
    assert "not final yet" in member.get(f"{SESSION}/outcome").text
    browser(HR).get(f"{SESSION}/outcome", status=404)
    assert {row["Final"] for row in _rows(_file(member, "xlsx"), "Decisions")} == {"no"}
    met.lock("session-1")
    for reader in (MEMBER, HR):
        page = browser(reader).get(f"{SESSION}/outcome")
        assert "No test ran yet." in page.text
        assert ("Employee Zhang" in page.links) == (reader == MEMBER)
    content = _file(member, "xlsx")
    assert [sheet.max_row for sheet in load_workbook(BytesIO(content))] == [3, 2, 1]
    decisions = _rows(content, "Decisions")
    assert {one["Final"] for one in decisions} == {"yes"}
    assert [(one["ID"], one["Decision"], one["Decided again on"] is not None) for one in decisions] == [
        (COLLEAGUE, "level confirmed", False), (EMPLOYEE, "to be decided later", True),
    ]  # fmt: skip
    for language, said in (("en", "Ratings that the committee changed"), ("zh", "委员会改动的评级")):
        text = pdf_text(_file(member, f"pdf?language={language}"))
        assert said in text
        assert "No test ran yet." in text
    browser(EMPLOYEE).get(f"{SESSION}/outcome", status=404)
    read = "MATCH (:Person {id: $who})-[:READ]->(one:Review) RETURN one.id AS review"
    assert ask("read", "review", read, who=HR) == [{"review": "rv-employee"}], "whose ratings the page showed"
    found = ask("read", "action", "MATCH (:Person {id: $who})-[:RECORDED]->(e:Event) "
                "RETURN e.action AS action ORDER BY e.seq", who=MEMBER)  # fmt: skip
    taken = [row["action"] for row in found if row["action"] in ("read_review", "download_outcome")]
    assert taken == ["read_review", "read_review", *["download_outcome"] * 4]


def test_who_was_taken_out_after_the_start_is_named_with_the_reason(met: Company, browser: Browser, ask: Ask) -> None:
    """On the page, in the PDF of both languages and in the workbook, by the event alone: those of before December 2026
    are tied to nobody. Not who is tied to one that does not say so, and nothing of a reason that was erased."""
    first, member = browser(FACILITATOR), browser(MEMBER)
    assert "Taken out after the start" not in member.get(f"{SESSION}/outcome").text
    first.get(f"{SESSION}/take-out")
    first.post(f"{SESSION}/take-out", {"review": "rv-colleague", "reason": "Ill until spring.\nThen anew."})
    event = "MATCH (:Session {id: 'session-1'})-[:RECORDED]->(e:Event {action: 'take_out'})"
    assert not ask("read", "one", f"{event}-[one:NAMED]->() RETURN one")
    ask("write", "", f"{event}, (r:Review {{id: 'rv-employee'}}) CREATE (e)-[:NAMED]->(r)")
    met.lock("session-1")
    for reader in (MEMBER, HR):
        page = browser(reader).get(f"{SESSION}/outcome")
        named = [words(row) for row in page.all("tr")]
        assert "Colleague ZhangLLM Engineer, Middle 24 Nov 2026 Ill until spring. Then anew." in named, named
        assert "What this session decided or changed about them no longer counts." in page.text
    content = _file(member, "xlsx")
    rows = [(row["ID"], row["Review"], row["Reason"]) for row in _rows(content, "Taken out after the start")]
    assert rows == [(COLLEAGUE, "rv-colleague", "Ill until spring.\nThen anew.")]
    for language, said, rest in (
        ("en", "Taken out after the start", "no longer counts."), ("zh", "开始后移出的人员", "不再有效。"),
    ):  # fmt: skip
        text = pdf_text(_file(member, f"pdf?language={language}"))
        assert said in text
        assert rest in text
        assert "Ill until spring." in text
    ask("write", "", f"{event}-[:SAID]->(w:Words) REMOVE w.text")
    assert "Ill until spring" not in member.get(f"{SESSION}/outcome").text
    assert "Colleague Zhang" in pdf_text(_file(member, "pdf?language=en"))


def test_nobody_reads_the_reason_for_which_they_were_taken_out_themselves(met: Company, browser: Browser) -> None:
    """Not beside the others whom the same event took out, on the page or in a file; those of other events they read."""
    people.place(met.graph, met.context("system"), [Placement(HR, HIRED, manager=BOSS)], relied_on="test")
    met.bring("rv-hr", State.ASSIGNED, HR)
    met.bring("rv-other", State.SIGNED_OFF)
    met.session("session-hr", ["rv-hr", "rv-other", met.bring("rv-kept", State.SIGNED_OFF)])
    met.session("session-3", [met.bring("rv-ill", State.SIGNED_OFF), met.bring("rv-there", State.SIGNED_OFF)])
    first, hr, member = browser(FACILITATOR), browser(HR), browser(MEMBER)
    for session, reviews in (("session-hr", ["rv-hr", "rv-other"]), ("session-3", ["rv-ill"])):
        first.get(f"/calibration/{session}/take-out")
        first.post(f"/calibration/{session}/take-out", {"review": reviews, "reason": "Under investigation."})
        met.lock(session)
    for reader, session, told in (
        (hr, "session-hr", False), (member, "session-hr", True), (hr, "session-3", True),
    ):  # fmt: skip
        address = f"/calibration/{session}/outcome"
        page = reader.get(address)
        rows = [words(row) for row in page.all("tr") if "24 Nov 2026" in words(row)]
        assert [one for one in rows if "Employee Zhang" in one], "whom else it took out is named"
        assert any("Hr Zhang" in one for one in rows) == (reader is member)
        assert ("Under investigation." in page.text) == told
        pdf, sheets = (reader.client.get(f"{address}.{form}").data for form in ("pdf?language=en", "xlsx"))
        assert ("Under investigation." in pdf_text(pdf)) == told
        assert [row["Reason"] == "Under investigation." for row in _rows(sheets, "Taken out after the start")] == (
            [True] * (1 + (reader is member and told)) if told else [False]
        )


def test_a_workbook_is_headed_in_its_reader_s_language(met: Company, browser: Browser) -> None:
    """By the words of pages and reports: no sheet and no column is called by a name of the code."""
    member = browser(MEMBER)
    met.lock("session-1")
    for language, sheets, heads in (
        ("en", ["Decisions", "Ratings changed", "Taken out after the start"], ["Person", "Decision", "Final", "yes"]),
        ("zh", ["决定", "改动的评级", "开始后移出的人员"], ["经理", "决定", "是否最终", "是"]),
    ):
        workbook = load_workbook(BytesIO(_file(member, f"xlsx?language={language}")))
        assert workbook.sheetnames == sheets
        cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
        first = [str(cell.value) for sheet in workbook for cell in next(sheet.iter_rows())]
        assert not [one for one in first if "_" in one or one[:1].islower()]
        assert (language == "en") == all(one.isascii() or "’" in one for one in first)
        assert set(heads[1:]) <= set(cells)


def test_the_day_of_the_meeting_is_none_after_the_lock(met: Company, browser: Browser, ask: Ask) -> None:
    """One that was locked before the day for which it was planned did not meet on that day."""
    member = browser(MEMBER)
    met.lock("session-1")
    assert "Planned for\n" in pdf_text(_file(member, "pdf?language=en"))
    ask("write", "", "MATCH (s:Session {id: 'session-1'}) SET s.meets_on = '2026-11-24'")
    assert "Met on\n" in pdf_text(_file(member, "pdf?language=en"))


def test_a_file_of_the_outcome_logs_what_was_read(met: Company, browser: Browser, ask: Ask) -> None:
    """Not those of which it says no more than their name."""
    met.bring("rv-unsigned", State.MANAGER_DRAFT, EMPLOYEE)
    met.session("session-2", ["rv-unsigned", met.bring("rv-signed", State.SIGNED_OFF)])
    member = browser(MEMBER)
    answer = member.client.get("/calibration/session-2/outcome.xlsx")
    assert answer.status_code == 200
    read = "MATCH (:Person {id: $who})-[:READ]->(one:Review) WHERE one.id <> 'rv-employee' RETURN one.id AS review"
    assert ask("read", "review", read, who=MEMBER) == [{"review": "rv-signed"}]
    body = "MATCH (:Person {id: $who})-[:RECORDED]->(e:Event {action: 'download_outcome'}) RETURN e.body AS body"
    (taken,) = ask("read", "body", body, who=MEMBER)
    assert '"reviews":1' in taken["body"]


def pdf_text(content: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def _rows(workbook: bytes, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by their headings."""
    heads, *rows = load_workbook(BytesIO(workbook))[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def _file(member: PageClient, form: str) -> bytes:
    answer = member.client.get(f"{SESSION}/outcome.{form}")
    assert answer.status_code == 200, answer.text[:500]
    return bytes(answer.data)


def test_people_of_one_name_are_told_apart_where_they_are_decided_about(
    met: Company, ask: Ask, browser: Browser
) -> None:
    ask("write", "", "MATCH (one:Person {id: $id}) SET one.name = 'Employee Zhang', one.name_zh = '张em'", id=COLLEAGUE)
    facilitator = browser(FACILITATOR)
    together = facilitator.get(f"{SESSION}/confirm-levels")
    assert "Employee Zhang (colleague)" in together.text
    locks = facilitator.get(f"{SESSION}/lock")
    assert "Not decided yet: Employee Zhang (colleague)" in locks.text
    assert "Employee Zhang (employee)" in locks.text
    assert "Employee Zhang (employee)" in facilitator.get(f"{SESSION}/outcome").text
    pdf = facilitator.client.get(f"{SESSION}/outcome.pdf").data
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert "(colleague)" in said
    assert "(employee)" in said
