"""`plumbline account`, as an operator runs it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.driver import Address
from graph.people.models import NewAccount
from tests.webapp.page_client import PASSWORD
from webapp.commands.account import command


@pytest.mark.parametrize("taken", ["id", "login", "email"])
def test_an_id_sign_in_name_or_email_that_is_taken_is_named_with_the_way_out(
    engine: Address, someone: NewAccount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: str
) -> None:
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", engine.uri)
    monkeypatch.setenv("NEO4J_USER", engine.user)
    monkeypatch.setenv("NEO4J_PASSWORD", engine.password)
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
