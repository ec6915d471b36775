"""`plumbline audit`, as an operator runs it: verify, seal, and verify against a seal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.driver import Address
from graph.review.enums import State
from tests.company import COLLEAGUE, HR, Company
from webapp.commands.audit import command

Ask = Callable[..., list[dict[str, Any]]]
Run = Callable[..., Result]


@pytest.fixture
def run(engine: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of `plumbline audit` on the tests' graph."""
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", engine.uri)
    monkeypatch.setenv("NEO4J_USER", engine.user)
    monkeypatch.setenv("NEO4J_PASSWORD", engine.password)
    return lambda *words: CliRunner().invoke(command, [str(word) for word in words])


def test_a_seal_finds_what_was_written_anew(company: Company, ask: Ask, run: Run, tmp_path: Path) -> None:
    company.bring("rv-1", State.SHARED)
    file = tmp_path / "seal.json"
    sealed = run("seal", file)
    assert (sealed.exit_code, "streams sealed at" in sealed.output) == (0, True)
    intact = run("verify", "--seal", file)
    assert intact.exit_code == 0
    assert "the record is intact" in intact.output
    assert "Held against the seal of" in intact.output
    ask("write", "", "MATCH (v:Review {id: 'rv-1'}) OPTIONAL MATCH (v)-[:RECORDED]->(e) DETACH DELETE v, e")
    found = run("verify", "--seal", file)
    assert found.exit_code == 1
    assert "seal: rv-1" in found.output
    assert "the review is gone" in found.output


def test_a_seal_is_never_written_over(company: Company, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "seal.json"
    file.write_text("kept")
    refused = run("seal", file)
    assert (refused.exit_code, file.read_text()) == (1, "kept")
    assert "a seal is never written over" in refused.output


def test_what_is_no_seal_is_said_before_anything_is_read(company: Company, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "seal.json"
    file.write_text("{}")
    refused = run("verify", "--seal", file)
    assert refused.exit_code == 1
    assert "This is no seal" in refused.output


def test_words_are_erased_once_a_review_has_ended(company: Company, run: Run) -> None:
    company.bring("rv-1", State.CLOSED)
    company.bring("rv-2", State.SHARED, COLLEAGUE)
    assert "neither closed nor cancelled" in run("erase", "rv-2", "--yes").output
    assert "There is no review rv-3" in run("erase", "rv-3", "--yes").output
    assert run("erase", "rv-1").exit_code == 1, "nobody confirmed"
    assert "are erased" in run("erase", "rv-1", "--yes").output
    assert run("verify").exit_code == 0
    assert company.sheet("rv-1", HR).sign_off.sentences == ""  # type: ignore[union-attr]
