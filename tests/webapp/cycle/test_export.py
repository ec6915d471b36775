"""A cycle as a file: a row a person, a row an answer, progress; nothing of drafts; readings are logged."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from openpyxl import load_workbook

from graph.driver import Address, Graph
from graph.review.enums import Outcome, Party, State, Value
from graph.verification.verify import verify
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, OTHER_MANAGER, Company, new_company
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient
from webapp.cli import main

EVIL = '=HYPERLINK("https://evil.example","x")'


@pytest.fixture
def company(graph: Graph) -> Company:
    """One review signed, one in the manager's hands, one begun, one of HR's own."""
    company = new_company(graph, NOW)
    company.assign("rv-signed")
    company.rate("rv-signed", EMPLOYEE, Party.SELF, comment=EVIL)
    company.submit("rv-signed")
    company.sign("rv-signed", value=Value.MEETS)
    company.session("session-1", ["rv-signed"])
    company.decide("rv-signed", outcome=Outcome.LATER)
    company.bring("rv-drafted", State.MANAGER_DRAFT, COLLEAGUE)
    company.rate("rv-drafted", MANAGER, Party.MANAGER, comment="A draft that nobody may read.")
    company.assign("rv-m", MANAGER)
    return company


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def taken(hr: PageClient, file: str, status: int = 200) -> bytes:
    hr.get("/cycles/2026-h2")
    answer = hr.client.post("/cycles/2026-h2/export", data={"file": file, "csrf_token": hr.token})
    assert answer.status_code == status, answer.text[:500]
    content: bytes = answer.data
    return content


def readings(ask: Ask, person: str) -> list[str]:
    found = ask("read", "action", "MATCH (:Person {id: $who})-[:RECORDED]->(e:Event) RETURN e.action AS action "
                "ORDER BY e.seq", who=person)  # fmt: skip
    return [row["action"] for row in found if row["action"] in ("read_review", "export_cycle")]


def test_people_answers_and_progress_with_nothing_of_a_draft(company: Company, app: Flask, ask: Ask) -> None:
    hr = browser_of(app, HR)
    people = {row["id"]: row for row in rows(taken(hr, "people.csv"))}
    assert list(people) == [COLLEAGUE, EMPLOYEE, MANAGER], "by name"
    signed = people[EMPLOYEE]
    assert (signed["name"], signed["manager_id"], signed["manager_email"], signed["state"]) == (
        "Employee Zhang", MANAGER, "manager@plumbline.example", "signed off",
    )  # fmt: skip
    assert (signed["signed_off_on"], signed["met"], signed["unmet"]) == ("2026-11-24", signed["required"], "0")
    assert (signed["decision"], signed["decided_later_on"]) == ("to be decided later", "2027-01-23")
    assert people[COLLEAGUE]["met"] == "", "a draft is not counted"
    assert people[COLLEAGUE]["decision"] == ""
    taken_answers = taken(hr, "answers.csv")
    assert "A draft that nobody may read." not in taken_answers.decode("utf-8-sig")
    answers = rows(taken_answers)
    assert {row["id"] for row in answers} == {EMPLOYEE}
    own = [row for row in answers if row["part"] == "own level"]
    assert {row["self_comment"] for row in own} == {"'" + EVIL} or {row["self_comment"] for row in own} <= {
        "Seen in the work."
    }
    assert {row["rated_by_name"] for row in own} == {"Manager Zhang"}
    assert {row["manager"] for row in answers} >= {"meets"}
    progress = rows(taken(hr, "progress.csv"))
    assert {(row["manager_id"], row["state"], row["reviews"]) for row in progress} >= {(MANAGER, "signed off", "1")}
    assert readings(ask, HR) == ["read_review", *["export_cycle"] * 3]
    taken(hr, "everything.csv", 404)
    assert verify(company.graph).faults == ()


def test_a_workbook_has_its_codebook_and_nothing_in_it_runs(company: Company, app: Flask) -> None:
    book = load_workbook(io.BytesIO(taken(browser_of(app, HR), "answers.xlsx")))
    assert book.sheetnames == ["answers", "codebook"]
    cells = [cell for row in book["answers"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    meanings = {row[0]: row[1] for row in book["codebook"].iter_rows(min_row=2, values_only=True)}
    assert "not asked" in str(meanings["self"])
    values = {cell.value for cell in cells}
    assert "not asked" in values or "meets" in values


def test_the_command_exports_by_the_right_of_somebody(
    company: Company, engine: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ask: Ask
) -> None:
    for name, value in (("URI", engine.uri), ("USER", engine.user), ("PASSWORD", engine.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    out = tmp_path / "people.csv"

    def run(words: Iterable[str]) -> int:
        return (
            CliRunner()
            .invoke(main, ["cycle", "export", "2026-h2", "--format", "csv", "-o", str(out), *words])
            .exit_code
        )

    assert run(["--as", OTHER_MANAGER]) == 1
    assert not out.exists()
    assert run(["--as", HR, "--language", "zh"]) == 0
    assert {row["state"] for row in rows(out.read_bytes())} == {"已签核", "经理评估中", "尚未开始"}
    assert "export_cycle" in readings(ask, HR)
