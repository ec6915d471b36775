"""From an empty graph to two HR admins and an invited employee, on the pages."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from graph.context import Context
from graph.driver import Address, Graph
from graph.organisation import set_up
from graph.people import invitations, passwords
from graph.people import service as people
from graph.people.models import NewAccount
from graph.people.repository import held as held_by
from graph.queries import parse
from graph.text import Text
from graph.verification.verify import verify
from tests.reset_graph import empty
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PASSWORD, PageClient
from webapp.commands.graph import command as graph_command

KEY = "key-of-the-test"
TYPED = {
    "organisation": "Northwind", "organisation_zh": "北风", "language": "en", "time_zone": "Europe/Berlin",
    "own_id": "E-001", "own_name": "Ada Ling", "own_name_zh": "凌雅", "own_email": "Ada@example.com",
    "password": PASSWORD, "again": PASSWORD,
    "other_id": "E-002", "other_name": "Bo Chen", "other_name_zh": "", "other_email": "bo@example.com",
}  # fmt: skip
CYCLE = parse(
    "tests/cycle_in_a_state",
    "// Makes a cycle of a state.\n// access: write\n// params: state\n// returns: nothing\n"
    "MERGE (cycle:Cycle {id: 'cy-set-up'}) SET cycle.state = $state",
)
LINK = re.compile(r"https?://[^/\s]+(/invitation/[\w-]+)")


def context(actor: str) -> Context:
    numbers = iter(range(10**6))
    return Context(actor, NOW, NOW.date(), lambda: f"set-up-test-{next(numbers)}")


@pytest.fixture
def offered(graph: Graph) -> str:
    """The set-up address of an empty installation."""
    empty(graph)
    assert set_up.offer(graph, context("command line"), KEY)
    return f"/set-up/{KEY}"


def _hashed_again(*_given: str) -> bool:
    raise AssertionError("the password that was just chosen is hashed once more")


def test_an_organisation_is_set_up_once_and_by_its_last_address(
    app: Flask, graph: Graph, offered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    PageClient(app).get("/set-up/another-key", status=404)
    first = PageClient(app)
    page = first.get(offered)
    assert "A second HR admin" in page.text
    assert "data-own-zone" not in page.response.text, "this server has a time zone: it is proposed"
    wrong = first.post(offered, TYPED | {"again": "x", "other_email": "ada@example.com", "other_name": ""}, status=422)
    assert "The two passwords differ." in wrong.text
    assert "data-own-zone" not in wrong.response.text, "what was chosen stays"
    assert "Enter a name." in wrong.text
    assert "凌雅" in wrong.response.text, "what was typed comes back"
    same = first.post(offered, TYPED | {"other_email": "ada@example.com"}, status=422)
    assert same.links["Their email address: The second HR admin is somebody else, with an email address of their own."]
    twin = first.post(offered, TYPED | {"other_id": TYPED["own_id"]}, status=422)
    assert "Their ID: The second HR admin is somebody else, with an ID of their own." in twin.links
    with monkeypatch.context() as once:
        once.setattr(passwords, "fits", _hashed_again)
        done = first.post(offered, TYPED, status=200)
    (link,) = LINK.findall(done.text)
    assert "Sign in" not in done.links
    start = first.get("/")
    assert "Sign out" in start.text, "who set it up is signed in"
    assert ["E-001" in first.get(f"/people?{asked}").text for asked in ("", "text=凌雅", "text=bo")] == [
        True,
        True,
        False,
    ]
    left = [start.text.find(step) for step in ("Publish a framework", "Import your people", "Open a cycle")]
    assert left == sorted(left)
    assert -1 not in left
    here = [each.get("href") for each in first.get("/cycles/new").all("a")]
    assert here.count("/frameworks") == 2, "in the navigation, and where it is said that none is published"
    assert "This set-up address has ended" in PageClient(app).get(offered, status=404).text
    PageClient(app).get(offered, status=404)
    assert not set_up.offer(graph, context("command line"), "another")
    for admin in ("E-001", "E-002"):
        held = held_by(graph, [admin])[admin]
        assert [spell.to for spell in held.spells["capacity"]] == ["framework_editor", "hr_admin"]
    assert verify(graph).clean
    assert 'value="Europe/Berlin"' in first.get("/cycles/new").response.text, "what was typed is what cycles get"

    second = PageClient(app)
    assert "Welcome, Bo Chen" in second.get(link).text
    assert "bo@example.com" in second.get(link).text
    weak = second.post(link, {"password": "bo chen 12345678", "again": "bo chen 12345678"}, status=422)
    assert "name" in weak.text
    second.client.set_cookie("plumbline_language", "zh")
    assert "欢迎，Bo Chen" in second.get(link).text
    with monkeypatch.context() as once:
        once.setattr(passwords, "fits", _hashed_again)
        home = second.follow(second.post(link, {"password": PASSWORD, "again": PASSWORD}, status=302))
    assert "Your account is ready." in home.text, "in the language of the account, as the rest of the page"
    assert "Invite people" in second.get("/people/invitations").text
    ended = PageClient(app).get(link, status=404)
    assert "This invitation has ended" in ended.text
    assert ended.links["Sign in"] == "/sign-in"
    assert verify(graph).clean


def test_people_are_invited_by_links_or_by_a_file_and_a_new_link_ends_the_old(
    app: Flask, graph: Graph, offered: str
) -> None:
    admin = PageClient(app)
    admin.get(offered)
    admin.post(offered, TYPED, status=200)
    for number in (3, 4):
        new = NewAccount(
            f"E-00{number}", f"p{number}@example.com", Text(f"Person {number}", ""), f"p{number}@example.com"
        )
        people.create_account(graph, context("command line"), new)
    assert "Import your people" not in admin.get("/").text, "what is done goes away"
    for state, left in (("draft", True), ("closed", False)):
        graph.write_one(CYCLE, state=state)
        assert ("Open a cycle" in admin.get("/").text) == left
    page = admin.get("/people/invitations")
    assert "3 people cannot sign in yet." in page.text
    assert "Choose at least one person." in admin.post("/people/invitations", {}, status=422).text
    links = admin.post("/people/invitations", {"person": ["E-003", "E-001", "nobody"]}, status=200)
    (link,) = LINK.findall(links.text)
    assert "2 of the people chosen can sign in already" in links.text
    admin.get("/people/invitations")
    file = admin.post("/people/invitations", {"person": ["E-003", "E-004"], "file": "csv"}, status=200)
    lines = file.response.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "ID,Name,Sign-in name,Email,Link"
    assert [line.split(",")[0] for line in lines[1:]] == ["E-003", "E-004"]
    PageClient(app).get(link, status=404)
    (newer,) = LINK.findall(lines[1])
    employee = PageClient(app)
    employee.get(newer)
    employee.post(newer, {"password": PASSWORD, "again": PASSWORD}, status=302)
    employee.get("/people/invitations", status=403)
    assert verify(graph).clean


def test_inviting_is_left_until_nobody_lacks_an_invitation(app: Flask, graph: Graph, offered: str) -> None:
    admin = PageClient(app)
    admin.get(offered)
    admin.post(offered, TYPED, status=200)
    for one in ("E-003", "E-004"):
        new = NewAccount(one, f"{one}@example.com", Text(one, ""), f"{one}@example.com")
        people.create_account(graph, context("command line"), new)
    assert "Invite people to sign in" in admin.get("/").text
    page = admin.get("/people/E-003")
    assert "Make an invitation link" in page.text
    assert [each.get("value") for each in page.all("input") if each.get("name") == "person"] == ["E-003"]
    assert "E-003" in admin.post("/people/invitations", {"person": ["E-003"]}, status=200).text
    assert "Invite people to sign in" in admin.get("/").text, "one still has none"
    admin.get("/people/E-004")
    admin.post("/people/invitations", {"person": ["E-004"]}, status=200)
    assert "Invite people to sign in" not in admin.get("/").text


def test_a_migration_prints_the_address_until_there_is_an_hr_admin(
    app: Flask, graph: Graph, engine: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(graph)
    for name, value in {
        "PLUMBLINE_DATA": str(tmp_path), "NEO4J_URI": engine.uri, "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    printed = CliRunner().invoke(graph_command, ["migrate"]).output
    found = re.search(r"Set it up, once, at \S+?(/set-up/[\w-]+)", printed)
    assert found
    browser = PageClient(app)
    browser.get(found[1])
    browser.post(found[1], TYPED, status=200)
    assert "Set it up" not in CliRunner().invoke(graph_command, ["migrate"]).output


def test_an_invitation_ends_with_a_password_that_was_set_otherwise(app: Flask, graph: Graph, offered: str) -> None:
    new = NewAccount("E-009", "p9@example.com", Text("Person 9", ""), "p9@example.com")
    people.create_account(graph, context("command line"), new)
    (one,) = invitations.invite(graph, context("hr"), {"E-009": KEY}, relied_on="test")
    link = f"/invitation/{KEY}"
    early = PageClient(app)
    early.get(link)
    people.set_password(graph, context("command line"), one.login, PASSWORD)
    early.post(link, {"password": "another brown teapot", "again": "another brown teapot"}, status=404)
    PageClient(app).get(link, status=404)
    PageClient(app).sign_in(one.login)
    assert verify(graph).clean
