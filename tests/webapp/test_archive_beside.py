"""The archive of Neo4j's classes is made beside a server, and given up with it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.embedded.fetch import ensure, jar_folder
from graph.embedded.jars import read_lock
from graph.embedded.process import archive_of
from webapp.commands import worker_process
from webapp.commands.worker_process import ArchiveBeside
from webapp.settings import load


@pytest.fixture
def jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the locked jars and without an archive."""
    shared = jar_folder()
    ensure(read_lock(), shared, print)
    for group in {Path(jar.group) for jar in read_lock()}:
        (tmp_path / group).symlink_to(shared / group)
    monkeypatch.setenv("PLUMBLINE_JARS", str(tmp_path))
    monkeypatch.setattr(worker_process, "ARCHIVE_SECONDS", 0.1)
    return tmp_path


def eventually(true: Callable[[], bool]) -> bool:
    """Whether something becomes true within five minutes: at its niceness the making gets a thirtieth of a processor
    while the other tests keep all of them busy."""
    deadline = time.monotonic() + 300
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return true()


def test_who_stops_the_server_stops_the_making_and_nothing_is_left(jars: Path) -> None:
    with ArchiveBeside(load({})) as archive:
        archive.start()
        assert eventually(lambda: bool(list(jars.glob(".arriving-*"))))
    assert eventually(lambda: not list(jars.glob(".arriving-*")))
    assert archive._child
    assert archive._child.wait(300) != 0


def test_an_archive_that_is_there_or_a_named_server_needs_none(jars: Path) -> None:
    for settings in (load({}, neo4j_uri="bolt://127.0.0.1:7687", neo4j_password="none"), load({})):
        with ArchiveBeside(settings) as archive:
            archive.start()
            time.sleep(0.5)
            assert archive._child is None
        archive_of([jars / jar.path for jar in read_lock()]).write_bytes(b"made before")
