"""A cycle says who of its people cannot sign in: before it is opened, while it runs, and at the command line."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from graph.cycle import service as cycles
from graph.driver import Address, Graph
from graph.people import invitations
from graph.queries import parse
from tests.company import COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, VERSION, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page
from webapp.cli import main

_CAN_SIGN_IN = parse(
    "tests/can_sign_in",
    "// Gives somebody a password.\n// access: write\n// params: person\n// returns: nothing\n"
    "MATCH (person:Person {id: $person}) SET person.password_hash = 'x'",
)

_OF_THE_DEMO = parse(
    "tests/of_the_demo",
    "// Says of somebody whether they sign in by a click.\n// access: write\n// params: person, demo\n"
    "// returns: nothing\nMATCH (person:Person {id: $person}) SET person.demo = $demo",
)


@pytest.fixture(scope="module")
def company(graph: Graph) -> Company:
    """An open cycle with two reviews, and a draft; the employee can sign in, the colleague is invited."""
    company = new_company(graph, NOW, versions=(VERSION,))
    company.assign("rv-e", EMPLOYEE)
    company.assign("rv-c", COLLEAGUE)
    cycles.create(graph, replace(company.cycle, id="cy-draft", state="draft"))
    graph.write_one(_CAN_SIGN_IN, person=EMPLOYEE)
    invitations.invite(graph, company.context(HR), {COLLEAGUE: "k" * 43}, relied_on="test")
    return company


def offered(page: Page) -> set[str]:
    return {each.get("value", "") for each in page.all("input") if each.get("name") == "person"}


def chosen(page: Page) -> set[str]:
    boxes = [each for each in page.all("input") if each.get("name") == "person"]
    return {each.get("value", "") for each in boxes if each.get("checked") is not None}


def test_each_page_of_a_cycle_says_who_cannot_sign_in_and_leads_to_inviting_them(company: Company, app: Flask) -> None:
    hr = browser_of(app, HR)
    for page_of, people in {
        "/cycles/cy-draft/draft": {COLLEAGUE, MANAGER, HEAD},
        "/cycles/2026-h2": {COLLEAGUE, MANAGER},
        "/cycles/cy-draft/newcomers": {COLLEAGUE, MANAGER, HEAD},
    }.items():
        page = hr.get(page_of)
        assert f"{len(people)} people cannot sign in yet" in page.text, page_of
        assert "Manager Zhang manager: not invited" in page.text
        assert "Colleague Zhang colleague: invited until 8 Dec 2026" in page.text
        assert "Employee Zhang employee: " not in page.text
        listed = hr.get(page.links["Invite them"])
        assert f"{len(people)} people of this cycle cannot sign in yet." in listed.text
        assert chosen(listed) == people, "whoever was invited gets another link"
    assert chosen(hr.get("/people/invitations")) > {MANAGER, HEAD}
    hr.get("/people/invitations?cycle=no-such-cycle", status=404)
    hr.post("/people/invitations?cycle=2026-h2", {}, status=422)
    everybody = {"everybody": "y", "file": "csv"}
    links = hr.post("/people/invitations?cycle=cy-draft", everybody, 200).response.get_data(as_text=True).splitlines()
    assert [line.split(",")[0] for line in links[1:]] == sorted({MANAGER, HEAD}), "who is invited keeps the link"
    chinese = browser_of(app, HR)
    chinese.get("/account")
    chinese.post("/account/preferences", {"language": "zh", "time_zone": "Asia/Shanghai"})
    page = chinese.get("/cycles/cy-draft/draft")
    assert "3 人还不能登录" in page.text
    assert "邀请有效至2026年12月8日" in page.text
    chinese.post("/account/preferences", {"language": "en", "time_zone": "Asia/Shanghai"})


def test_who_signs_in_by_a_click_is_not_offered_an_invitation(company: Company, graph: Graph, app: Flask) -> None:
    hr = browser_of(app, HR)
    graph.write_one(_OF_THE_DEMO, person=MANAGER, demo=True)
    assert "1 person cannot sign in yet" in hr.get("/cycles/2026-h2").text
    listed = [hr.get(f"/people/invitations{about}") for about in ("?cycle=2026-h2", "")]
    graph.write_one(_OF_THE_DEMO, person=MANAGER, demo=False)
    assert "1 person of this cycle cannot sign in yet." in listed[0].text
    assert MANAGER not in offered(listed[0]) | offered(listed[1])


def test_whose_invitation_has_ended_is_among_everybody_without_one(company: Company, graph: Graph, app: Flask) -> None:
    hr, long_ago = browser_of(app, HR), replace(company.context(HR), now=NOW - invitations.LASTS - timedelta(days=1))
    invitations.invite(graph, long_ago, {HEAD: "h" * 43}, relied_on="test")
    invitations.invite(graph, company.context(HR), {MANAGER: "m" * 43}, relied_on="test")
    assert HEAD in chosen(hr.get("/people/invitations"))
    assert "the invitation ended on 23 Nov 2026." in hr.get(f"/people/{HEAD}").text
    everybody = {"everybody": "y", "file": "csv"}
    links = hr.post("/people/invitations?cycle=cy-draft", everybody, 200).response.get_data(as_text=True).splitlines()
    assert [line.split(",")[0] for line in links[1:]] == [HEAD]


def test_slips_of_everybody_come_so_many_at_a_time_and_the_page_says_who_is_left(
    company: Company, graph: Graph, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.invitations.views.SLIPS", 1)
    long_ago = replace(company.context(HR), now=NOW - invitations.LASTS - timedelta(days=1))
    invitations.invite(graph, long_ago, {HEAD: "a" * 43, MANAGER: "b" * 43}, relied_on="test")
    hr = browser_of(app, HR)
    hr.get("/people/invitations?cycle=cy-draft")
    slips = {"everybody": "y", "file": "pdf", "csrf_token": hr.token}
    assert hr.client.post("/people/invitations?cycle=cy-draft", data=slips).data.startswith(b"%PDF")
    page = hr.get("/people/invitations?cycle=cy-draft")
    assert "1 person has no slip yet: there are at most 1 in a file. Print again for the others." in page.text
    assert "head@plumbline.example until 8 Dec 2026" in page.text
    assert "manager@plumbline.example until 8 Dec 2026" not in page.text


def test_the_command_names_who_cannot_sign_in(
    company: Company, engine: Address, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name, value in (("URI", engine.uri), ("USER", engine.user), ("PASSWORD", engine.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path_factory.mktemp("cli")))
    asked = ["cycle", "open", "2026-h2", "--person", MANAGER]
    assert "2 of them and their managers cannot sign in yet: head, manager" in CliRunner().invoke(main, asked).stdout
    said = json.loads(CliRunner().invoke(main, [*asked, "--json"]).stdout)
    assert said["without_account"] == [HEAD, MANAGER]
