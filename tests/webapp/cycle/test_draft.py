"""HR makes a cycle in the browser or at the command line: the form, who is in and who is not and why, opening it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from graph.cycle.dates import proposed
from graph.driver import Address, Graph
from graph.jobs.work import waiting
from graph.population import work
from graph.worklists.progress import cycle_progress
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, VERSION, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import PageClient
from webapp.cli import main

FORM = {
    "name_en": "Spring 2027", "name_zh": "2027年春季", "versions": VERSION, "who": "all", "grace_days": "3",
    "challenge_days": "14", "time_zone": "Asia/Shanghai", "visibility": "after_own", "calibration": "no",
    "evidence_rule": "met_required", "asked_for": "all", "next_level": "yes", "draft": "0",
}  # fmt: skip


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    return new_company(graph, NOW)


def days(start: datetime = NOW) -> dict[str, str]:
    return {name: day.isoformat() for name, day in proposed(start.date(), calibration=False).items()}


def made(hr: PageClient, **changed: object) -> str:
    """The address of a new draft's page."""
    hr.get("/cycles/new")
    return hr.post("/cycles/new", FORM | days() | changed).response.headers["Location"]


def worker(company: Company) -> None:
    """What the worker makes of what waits."""
    for one in waiting(company.graph, company.context("wk"), "wk"):
        work.carry_out(company.graph, company.context, "wk", one)


def test_a_draft_is_made_shown_opened_and_stands_in_the_list(company: Company, app: Flask) -> None:
    hr = browser_of(app, HR)
    assert "New cycle" in hr.get("/cycles").links
    page = hr.get("/cycles/new")
    assert page.by_id("opens_on").get("value") == "2026-11-30"
    assert page.by_id("self_due").get("value") == "2026-12-14"
    where = made(hr)
    page = hr.get(where)
    assert page.heading == "Spring 2027"
    assert "3 reviews when it opens" in page.text
    for said in ("when they have rated everything", "for “meets” and “exceeds”", "all expectations", "everybody"):
        assert said in page.text
    assert "Employee Zhang" in page.text
    out = hr.get(where + "?list=out")
    assert "has no role and level" in out.text
    assert out.links["Record role and level"].startswith("/people/")
    assert "Nobody matches." in hr.get(where + "?q=nobody-of-this-name").text
    chinese = browser_of(app, HR)
    chinese.get("/account")
    chinese.post("/account/preferences", {"language": "zh", "time_zone": "Asia/Shanghai"})
    assert chinese.get(where).heading == "2027年春季"
    chinese.post("/account/preferences", {"language": "en", "time_zone": "Asia/Shanghai"})
    cycle = where.split("/")[2]
    hr.get(where)
    hr.post(f"/cycles/{cycle}/open", {"draft": "1"})
    assert "Waiting to open." in hr.get(where).text
    hr.post(f"/cycles/{cycle}/cancel-opening")
    page = hr.get(where)
    assert "Cancelled after 0 reviews." in page.text
    assert "Change the draft" not in page.links
    hr.post(f"/cycles/{cycle}/change", FORM | days() | {"draft": "1"}, status=409)
    hr.get(where)
    hr.post(f"/cycles/{cycle}/open", {"draft": "1"})
    worker(company)
    assert hr.follow(hr.get(where, status=302)).heading == "Spring 2027"
    assert {row.person.id for row in company.reviews_in(cycle)} == {EMPLOYEE, COLLEAGUE, MANAGER}


def test_what_was_typed_comes_back_with_what_is_wrong(company: Company, app: Flask) -> None:
    hr = browser_of(app, HR)
    hr.get("/cycles/new")
    early = (NOW.date() + timedelta(days=1)).isoformat()
    wrong = {"who": "list", "people": f"{EMPLOYEE}\nNOBODY@x.example", "time_zone": "Mars/Base", "name_zh": "春"}
    page = hr.post("/cycles/new", FORM | days() | wrong, status=200)
    assert "Asia/Shanghai or Europe/Berlin" in page.text
    page = hr.post("/cycles/new", FORM | days() | wrong | {"time_zone": "UTC"}, status=200)
    assert "Nobody has this ID or email address: NOBODY@x.example." in page.text
    assert "NOBODY@x.example" in "".join(page.by_id("people").itertext())
    assert page.by_id("name_zh").get("value") == "春"
    page = hr.post("/cycles/new", FORM | days() | {"manager_due": early, "name_en": "", "name_zh": ""}, status=200)
    assert "This day is before the self-assessment’s due date." in page.text
    assert "Give the cycle a name" in page.text
    page = hr.post("/cycles/new", FORM | {"propose": "1", "opens_on": "2027-03-01", "calibration": "yes"}, status=200)
    assert page.by_id("closes_on").get("value") == "2027-05-17"
    assert page.by_id("name_en").get("value") == "Spring 2027"


def test_a_list_is_pasted_and_a_draft_changed_and_deleted(company: Company, app: Flask) -> None:
    hr = browser_of(app, HR)
    where = made(hr, who="list", people=f"{EMPLOYEE}@plumbline.example\t{HR}\n")
    assert "1 review when it opens · 1 person is not in" in hr.get(where).text
    cycle = where.split("/")[2]
    page = hr.get(f"/cycles/{cycle}/change")
    assert "".join(page.by_id("people").itertext()).split() == [EMPLOYEE, HR]
    changed = FORM | days() | {"who": "filter", "managers": MANAGER, "draft": "1"}
    hr.post(f"/cycles/{cycle}/change", changed)
    hr.post(f"/cycles/{cycle}/change", changed, status=409)
    assert "2 reviews when it opens" in hr.get(where).text
    hr.post(f"/cycles/{cycle}/delete", {"draft": "1"}, status=409)
    hr.get(where)
    assert "was deleted" in hr.follow(hr.post(f"/cycles/{cycle}/delete", {"draft": "2"})).text
    hr.get(where, status=404)


def test_the_command_makes_and_opens_a_cycle(
    company: Company, engine: Address, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name, value in (("URI", engine.uri), ("USER", engine.user), ("PASSWORD", engine.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path_factory.mktemp("cli")))
    start = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    asked = ["cycle", "create", "--name", "By command", "--start", start, "--manager", MANAGER]
    run = CliRunner()
    dry = run.invoke(main, [*asked, "--json", "--dry-run"])
    assert dry.exit_code == 0, dry.output
    said = json.loads(dry.stdout)
    assert {one["person"] for one in said["reviews"]} == {EMPLOYEE, COLLEAGUE}
    assert said["done"] is False
    problems = run.invoke(main, ["cycle", "create", "--name", "All", "--start", start])
    assert problems.exit_code == 2
    assert "hr Hr Zhang: no_level" in problems.stdout
    assert run.invoke(main, [*asked, "--person", "nobody"]).exit_code == 2
    done = json.loads(run.invoke(main, [*asked, "--accept", "--json"]).stdout)
    opened = run.invoke(main, ["cycle", "open", done["cycle"], "--accept"])
    assert opened.exit_code == 0, opened.output
    again = run.invoke(main, ["cycle", "open", done["cycle"], "--accept", "--json"])
    assert json.loads(again.stdout)["reviews"] == []
    period, progress = cycle_progress(company.graph, company.context(HR), done["cycle"])
    assert (period.state, len(progress.rows)) == ("open", 2)
