"""`plumbline account`, as an operator runs it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.driver import Address
from graph.people.models import NewAccount
from tests.webapp.page_client import PASSWORD
from webapp.commands.account import command


@pytest.mark.parametrize("taken", ["id", "login"])
def test_an_id_or_sign_in_name_that_is_taken_is_named_with_the_way_out(
    engine: Address, someone: NewAccount, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: str
) -> None:
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", engine.uri)
    monkeypatch.setenv("NEO4J_USER", engine.user)
    monkeypatch.setenv("NEO4J_PASSWORD", engine.password)
    person, login = (someone.id, "another.name") if taken == "id" else ("E-999", someone.login)
    words = ["create", person, "--login", login, "--name", "Somebody", "--email", "somebody@plumbline.example"]
    result = CliRunner().invoke(command, words, input=PASSWORD + "\n")
    assert result.exit_code == 1
    assert f"There is already somebody with the id {person} or the sign-in name {login}" in result.output
    assert "constraint" not in result.output.lower()
