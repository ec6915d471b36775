"""`plumbline framework`, as an operator and a script run it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.context import Context
from graph.driver import Address, Graph
from graph.framework import repository, service
from graph.framework.models import Source
from graph.framework_import.reading import read_framework
from graph.text import Text
from webapp.commands.framework import command

Run = Callable[..., Result]
GOOD = "role,level,skill,required,text\nDev,Junior,Go,R,Writes Go\nDev,Senior,Go,O,Reviews Go\n"


@pytest.fixture
def run(engine: Address, clean_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name, value in (
        ("PLUMBLINE_DATA", str(tmp_path)), ("NEO4J_URI", engine.uri), ("NEO4J_USER", engine.user),
        ("NEO4J_PASSWORD", engine.password),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(command, [*map(str, words)], catch_exceptions=True)

    return invoke


def test_a_file_is_shown_then_made_a_draft_published_and_written_again(
    run: Run,
    clean_graph: Graph,
    tmp_path: Path,
) -> None:
    file = tmp_path / "house.csv"
    file.write_text(GOOD)
    shown = run("import", file, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert shown.output.splitlines()[0] == "1 roles, 2 levels, 1 skills, 2 expectations, 0 problems"
    assert "nothing is written yet" in shown.output
    assert "Suggested, lowest first: Junior < Senior." in shown.output
    assert not repository.versions(clean_graph)
    made = run("import", file, "--accept", "--licence", "CC BY 4.0", "--name", "House", "--order", "Senior<Junior")
    assert "imported as the draft house@1" in made.output, made.output
    published = run("publish", "house")
    assert "house@1 is published" in published.output, published.output
    hashed = repository.current(clean_graph, "house")
    for ending in ("csv", "xlsx", "yaml", "json"):
        written = tmp_path / f"house.{ending}"
        assert run("export", "house", written).exit_code == 0
        answer = json.loads(run("import", written, "--key", "house", "--json", "--accept").stdout)
        assert answer["draft"] == "house@2"
        assert service.source_of(clean_graph, "house", 2) == service.source_of(clean_graph, "house", 1)
        again = json.loads(repository.version(clean_graph, "house@2", "")["version"]["changes"])
        assert again == {"counts": {}, "lines": []}
    assert hashed
    assert service.verify(clean_graph, "house@1")
    assert [level["key"] for level in repository.content(clean_graph, "house@1")["roles"][0]["levels"]] == [
        "senior",
        "junior",
    ]
    run("publish", "house", "--version", "2")
    newest = repository.current(clean_graph, "house")
    assert newest
    assert (newest.number, newest.content_hash) == (2, hashed.content_hash)


def test_a_file_with_problems_ends_with_two_and_writes_nothing(run: Run, clean_graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "house.csv"
    file.write_text(GOOD + "Dev,Senior,Go,R,Other\nDev,Junior,Sql,0.4,x\n")
    refused = run("import", file, "--accept")
    assert refused.exit_code == 2
    assert "house.csv, row 4, text: “Dev, Senior, Go” stands in row 3 too, with another text." in refused.output
    assert "house.csv, row 5, required: “0.4” is a weight." in refused.output
    assert not repository.versions(clean_graph)
    web = tmp_path / "web.xls"
    web.write_text("<html><table></table></html>")
    unreadable = run("import", web, "--json")
    assert (unreadable.exit_code, "web page" in json.loads(unreadable.stdout)["problems"][0]["sentence"]) == (2, True)
    assert run("import", file, "--column", "A=nonsense").exit_code == 2
    assert run("publish", "nothing").exit_code == 1
    assert run("export", "nothing", tmp_path / "x.pdf").exit_code == 2


def test_what_was_chosen_is_kept_for_the_next_file_with_the_same_headings(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Wer,Stufe,Was,Soll\nDev,L1,Go,A\nDev,L2,Go,B\n")
    second.write_text("Wer,Stufe,Was,Soll\nOps,L1,Sql,B\nOps,L2,Sql,A\n")
    columns = [
        f"--column={letter}={name}" for letter, name in zip("ABCD", ("role", "level", "skill", "required"), strict=True)
    ]
    made = run("import", first, "--shape", "long", *columns, "--mark", "A=required", "--mark", "B=optional", "--accept")
    assert made.exit_code == 0, made.output
    shown = run("import", second)
    assert shown.exit_code == 0, shown.output
    assert "1 roles, 2 levels, 1 skills, 2 expectations" in shown.output


def test_a_draft_of_somebody_else_is_replaced_only_where_that_is_said(
    run: Run, clean_graph: Graph, tmp_path: Path
) -> None:
    file = tmp_path / "house.csv"
    file.write_text(GOOD)
    reading = read_framework(GOOD.encode(), "theirs.csv", Source("house", Text("House", "")))
    assert reading.draft
    context = Context("editor", datetime(2026, 11, 24, tzinfo=UTC), date(2026, 11, 24), lambda: "token-of-theirs")
    service.load(context, clean_graph, reading.draft, file="theirs.csv")
    shown = run("import", file, "--dry-run")
    assert (shown.exit_code, "would be replaced: version 1, a draft of editor" in shown.output) == (0, True)
    assert run("import", file, "--accept").exit_code == 2
    there = service.draft_there(clean_graph, "house")
    assert there
    assert there.by == "editor"
    done = run("import", file, "--accept", "--replace", "--json")
    assert (done.exit_code, json.loads(done.stdout)["replaces"]["by"]) == (0, "editor")
    assert run("import", file, "--accept").exit_code == 0, "one's own needs no word"
