"""`plumbline account`, as an operator runs it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.driver import Address, Graph, Row
from graph.errors import NotFound
from graph.people.models import NewAccount
from tests.webapp.page_client import PASSWORD
from tests.webapp.people import newcomer
from webapp.commands.account import command
from webapp.commands.capacity import command as capacity

Ask = Callable[..., list[Row]]


@pytest.fixture
def server(engine: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment in which commands find the graph."""
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", engine.uri)
    monkeypatch.setenv("NEO4J_USER", engine.user)
    monkeypatch.setenv("NEO4J_PASSWORD", engine.password)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("taken", ["id", "login", "email"])
def test_an_id_sign_in_name_or_email_that_is_taken_is_named_with_the_way_out(someone: NewAccount, taken: str) -> None:
    own = {"id": "E-999", "login": "another.name", "email": "somebody@plumbline.example"}
    own[taken] = {"id": someone.id, "login": someone.login, "email": someone.email.upper()}[taken]
    person, login = own["id"], own["login"]
    words = ["create", person, "--login", login, "--name", "Somebody", "--email", own["email"]]
    result = CliRunner().invoke(command, words, input=PASSWORD + "\n")
    assert result.exit_code == 1
    assert f"There is already somebody with the id {person} or the sign-in name {login}" in result.output
    assert "constraint" not in result.output.lower()


@pytest.mark.parametrize("person", ["new", "import", "export.csv", "a/b", "..", "command line"])
def test_an_id_that_no_address_can_have_is_refused_before_anything_is_asked(person: str) -> None:
    words = ["create", person, "--login", "somebody", "--name", "Somebody", "--email", "somebody@plumbline.example"]
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 2
    assert f"{person} cannot be an id" in result.output


@pytest.mark.usefixtures("server")
def test_a_capacity_is_given_where_nobody_holds_it_any_more(someone: NewAccount, graph: Graph, ask: Ask) -> None:
    def give(person: str, reason: str = "Nobody left.") -> Result:
        return CliRunner().invoke(capacity, ["give", person, "hr_admin", "--reason", reason])

    ask("write", "", "MATCH (:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'}) DELETE held")
    assert "the reason is empty." in give(someone.id, " ").output
    assert f"{someone.id} holds hr_admin from today on." in give(someone.id).output
    refused = give(someone.id + "x")
    assert (refused.exit_code, isinstance(refused.exception, NotFound)) == (1, True)
    other = newcomer(graph).id
    assert "somebody holds hr_admin today" in give(other).output
    ask("write", "", "MATCH (p:Person {id: $person}) SET p.leaves_on = '2020-01-01'", person=someone.id)
    assert f"{other} holds hr_admin from today on." in give(other).output
    events = ask(
        "read", "action, relied_on",
        "MATCH (:Person {id: $person})-[:RECORDED]->(e:Event) RETURN e.action AS action, e.relied_on AS relied_on "
        "ORDER BY e.seq", person=other,
    )  # fmt: skip
    assert events[-1] == {"action": "give_capacity", "relied_on": "command line"}
