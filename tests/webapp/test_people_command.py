"""`plumbline people import`, as an operator and a script run it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.driver import Address, Graph
from graph.people import repository
from webapp.commands.people import command


def test_an_import_is_shown_then_written_and_a_problem_ends_with_two(
    engine: Address, clean_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", engine.uri)
    monkeypatch.setenv("NEO4J_USER", engine.user)
    monkeypatch.setenv("NEO4J_PASSWORD", engine.password)
    good, bad, web = tmp_path / "people.csv", tmp_path / "bad.csv", tmp_path / "web.xls"
    good.write_text("id,name,email,manager_id\n001,Ada,ada@example.com,\n002,Bo,bo@example.com,001\n")
    bad.write_text("Kennung,name,email\n1,Ada,ada@example.com\n003,Di,nowhere\n")
    web.write_text("<html><table></table></html>")

    def run(*words: object) -> Result:
        return CliRunner().invoke(command, ["import", *map(str, words)])

    shown = run(good, "--dry-run")
    assert (shown.exit_code, shown.output.splitlines()[0]) == (0, "2 new, 0 changed, 0 ended, 0 problems")
    assert "nothing is written yet" in shown.output
    assert not repository.held(clean_graph, ["001"])
    written = json.loads(run(good, "--accept", "--json", "--since", "2026-12-01").stdout)
    assert (len(written["new"]), written["since"], bool(written["import"])) == (2, "2026-12-01", True)
    assert repository.held(clean_graph, ["002"])["002"].spells["line to"][0].to == "001"
    again = run(good, "--accept", "--since", "2026-12-01")
    assert (again.exit_code, "nothing to change." in again.output) == (0, True)
    back = tmp_path / "back.csv"
    refused = run(bad, "--column", "Kennung=id", "--accept", "--problems", back)
    assert refused.exit_code == 2
    assert "bad.csv, row 2, Kennung: “1” is new, but “001” exists." in refused.output
    assert "bad.csv, row 3, email: “nowhere” is not an email address." in refused.output
    assert "email: “nowhere” is not" in back.read_text(encoding="utf-8-sig")
    assert not repository.held(clean_graph, ["1", "003"])
    unreadable = run(web)
    assert (unreadable.exit_code, "is a web page" in unreadable.output) == (2, True)
    assert run(good, "--column", "name=nonsense").exit_code == 2
