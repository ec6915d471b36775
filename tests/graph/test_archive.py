"""The archive of Neo4j's classes: made once, never in the way."""

from contextlib import closing
from pathlib import Path

import pytest

from graph.driver import Address, Graph
from graph.embedded import EmbeddedNeo4j, Memory, archive
from graph.embedded.fetch import ensure, jar_folder
from graph.embedded.jars import read_lock
from graph.embedded.process import archive_of

pytestmark = pytest.mark.heavy

NOT_MADE = "Neo4j: the class archive could not be made, so starts remain slow: "


@pytest.fixture
def jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The locked jars, by links in a folder of the test's own."""
    shared = jar_folder()
    ensure(read_lock(), shared, print)
    folder = tmp_path / "jars"
    folder.mkdir()
    for group in {Path(jar.group) for jar in read_lock()}:
        (folder / group).symlink_to(shared / group)
    monkeypatch.setenv("PLUMBLINE_JARS", str(folder))
    return [folder / jar.path for jar in read_lock()]


def test_an_archive_that_is_there_is_not_made_again(jars: list[Path]) -> None:
    archive_of(jars).write_bytes(b"made before")
    said: list[str] = []
    archive.prepare(jars, said.append)
    assert said == []
    assert archive_of(jars).read_bytes() == b"made before"


def test_what_stands_in_the_way_is_said_and_costs_no_more(jars: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "NEEDED_MB", 10**9)
    said: list[str] = []
    archive.prepare(jars, said.append)
    assert said[-1] == f"{NOT_MADE}not enough disk space"
    assert not archive_of(jars).exists()
    assert not list(jar_folder().glob(".arriving-*"))


def test_an_engine_that_cannot_be_trained_stops_nothing(jars: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_data: Path, _listed: Path) -> None:
        with closing(Graph.open(Address("bolt://127.0.0.1:1", "neo4j", "none"), patience=0.1)) as graph:
            graph.ping()

    monkeypatch.setattr(archive, "_list_classes", silent)
    said: list[str] = []
    archive.prepare(jars, said.append)
    assert said[-1].startswith(f"{NOT_MADE}ping: the graph does not answer")


def test_other_jars_have_another_archive(jars: list[Path]) -> None:
    assert archive_of(jars) != archive_of(jars[1:])


@pytest.mark.proof
def test_an_engine_starts_with_an_archive_that_is_none(jars: list[Path], tmp_path: Path) -> None:
    archive_of(jars).write_bytes(b"not an archive")
    with EmbeddedNeo4j(tmp_path / "data", memory=Memory(256, 32)) as address:
        graph = Graph.open(address)
        graph.ping()
        graph.close()
