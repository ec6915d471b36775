"""A disk that is full: no write begins on it, what was taken stays, and the engine comes back where it met one."""

import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from random import random

import pytest

from graph import disk_room
from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from graph.embedded.host import STOP_SECONDS
from graph.errors import GraphUnavailable
from graph.queries import parse
from tests.budget import Budget
from tests.graph.test_embedded import PARENT, SMALL, WRITE, eventually, ids, lives

pytestmark = pytest.mark.heavy

COUNT = parse(
    "tests/count",
    "// Counts.\n// access: read\n// params: none\n// returns: one (count)\nMATCH (w:Words) RETURN count(w) AS count",
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that can be filled without harm."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=480m", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a disk that may be filled needs root and mount")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def write_until_it_fails(disk: Path, graph: Graph, name: str) -> list[str]:
    """Fills a disk but for half a megabyte, and writes until the graph takes no more; what it took."""
    fill(disk)
    taken: list[str] = []

    def write_on() -> None:
        for number in range(100_000):
            graph.write_one(WRITE, id=f"{name} {number:06} " + "x" * 20_000)
            taken.append(f"{name} {number:06} " + "x" * 20_000)

    with pytest.raises(GraphUnavailable) as failed:
        write_on()
    # The engine answers that it failed, or is ended before its answer is on its way: in doubt either way.
    assert failed.value.why in ("failed", "broken_off")
    assert failed.value.in_doubt
    return taken


def test_a_disk_that_was_full_costs_nothing_that_was_taken(small_disk: Path) -> None:
    """Told in one go: started again by itself, then stopped in the middle of the failure."""
    said: list[str] = []
    engine = EmbeddedNeo4j(small_disk / "data", log=said.append, memory=SMALL)
    graph = Graph.open(replace(engine.start(), folder=None), patience=90)  # writes on whatever room there is
    assert "transactions" in {path.name for path in (small_disk / "data/neo4j/data").iterdir()}

    taken = write_until_it_fails(small_disk, graph, "first")
    with pytest.raises(GraphUnavailable, match="ping"):
        graph.ping()
    assert eventually(lambda: "Neo4j: exited with code 70; restarting" in said)
    assert eventually(lambda: any("free some disk space and try again" in line for line in said))
    (small_disk / "filler").unlink()
    assert eventually(lambda: "Neo4j: ready again" in said)
    assert set(taken) <= set(ids(graph))

    more = write_until_it_fails(small_disk, graph, "second")
    (small_disk / "filler").unlink()
    graph.close()
    engine.stop()
    with EmbeddedNeo4j(small_disk / "data", memory=SMALL) as address:
        graph = Graph.open(address)
        assert {*taken, *more} <= set(ids(graph))
        graph.close()


@pytest.mark.proof
def test_an_engine_whose_parent_dies_on_a_full_disk_ends_all_the_same(small_disk: Path) -> None:
    """An orderly stop does not end there; what was taken is there at the next start."""
    folder = small_disk / "data"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(folder)], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        address = EmbeddedNeo4j.running(folder)
        assert address
        with closing(Graph.open(address)) as graph:
            for number in range(500):
                graph.write_one(WRITE, id=f"{number:06} {'x' * 20_000}")
            taken = set(ids(graph))
        fill(small_disk)
        parent.kill()
    assert eventually(lambda: not lives(child), STOP_SECONDS + 30)
    (small_disk / "filler").unlink()
    with EmbeddedNeo4j(folder, memory=SMALL) as again, closing(Graph.open(again)) as graph:
        assert set(ids(graph)) == taken


def fill(disk: Path) -> None:
    """Fills a disk but for half a megabyte, of which the engine may take the last."""
    with suppress(OSError), (disk / "filler").open("wb") as filler:
        filler.write(b"x" * (shutil.disk_usage(disk).free - 2**19))


def fill_and_free(disk: Path, graph: Graph) -> None:
    """On a full disk nothing is written and all can be read, and once there is room others write again."""
    fill(disk)
    assert eventually(lambda: graph.is_read_only)
    graph.ping()
    before = how_many(graph)
    (disk / "filler").unlink()
    assert eventually(lambda: how_many(graph) > before + 2, 30), "nobody writes again"


def how_many(graph: Graph) -> int:
    """How many texts the graph has."""
    row = graph.read_one(COUNT)
    assert row
    return int(row["count"])


def test_no_write_begins_on_a_disk_that_is_nearly_full(small_disk: Path, budget: Budget) -> None:
    """Filled and freed again and again under writers: what was taken is there, the database never fails, and writing
    goes on by itself once there is room."""
    engine = EmbeddedNeo4j(small_disk / "data", memory=SMALL)
    address, stop = engine.start(), threading.Event()
    first = engine.pid

    def write(name: int) -> tuple[list[str], Counter[str]]:
        taken, refused, graph = list[str](), Counter[str](), Graph.open(address)
        while not stop.is_set():
            text = f"{name} {len(taken):06} {'x' * 3_000}"
            try:
                graph.write_one(WRITE, id=text)
                taken.append(text)
            except GraphUnavailable as error:
                refused[error.why] += 1
                time.sleep(0.05)
        graph.close()
        return taken, refused

    graph = Graph.open(address)
    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, name) for name in range(2)]
        try:
            for _ in range(budget.fillings):
                time.sleep(0.5 + random())
                fill_and_free(small_disk, graph)
        finally:
            stop.set()
            graph.close()
        written = [writer.result() for writer in writers]
    assert {why for _, refused in written for why in refused} == {"disk_full"}
    assert engine.pid == first, "the engine was started again"
    graph = Graph.open(address)
    assert {text for taken, _ in written for text in taken} <= set(ids(graph))
    graph.close()
    engine.stop()


def test_the_room_of_a_disk_is_judged_with_a_reserve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short below one bound, and until there is more than another: not by turns. What cannot be asked is not short."""
    monkeypatch.setattr(disk_room, "LOOKS_EVERY", 0)
    room, free = disk_room.DiskRoom(tmp_path), iter([500, 129, 127, 150, 191, 193, 150])
    monkeypatch.setattr(room, "_free_mb", lambda: next(free))
    assert [room.is_short() for _ in range(7)] == [False, False, True, True, True, False, False]
    assert not disk_room.DiskRoom(tmp_path / "gone").is_short()
