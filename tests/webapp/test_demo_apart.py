"""The demo keeps to its own folder, whatever the environment of the shell names for a real installation."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import Graph
from webapp.commands.demo import demo_settings
from webapp.commands.worker_process import handed_on
from webapp.pack.store import store_of
from webapp.pack.worker import PackWorker
from webapp.settings import load

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack in the store of a real installation, which the shell's environment names."""
    pack = tmp_path / "real" / "pk-signed-1.pdf"
    pack.parent.mkdir()
    pack.write_bytes(b"%PDF- of the real session")
    os.utime(pack, (LONG_AGO, LONG_AGO))
    monkeypatch.setenv("PLUMBLINE_PACK_STORE", str(pack.parent))
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path / "data"))
    return pack


def test_the_demos_worker_deletes_nothing_of_a_real_store(real: Path, clean_graph: Graph) -> None:
    workers = load(os.environ | handed_on(demo_settings(None)))
    PackWorker(workers, clean_graph).tidy()
    assert real.exists()
    PackWorker(load(), clean_graph).tidy()
    assert not real.exists(), "the file is one that a worker of this store would have deleted"


def test_the_demos_pages_and_its_worker_keep_packs_in_the_demos_folder(real: Path, tmp_path: Path) -> None:
    pages = demo_settings(None)
    workers = load(os.environ | handed_on(pages))
    pack = tmp_path / "made.pdf"
    pack.write_bytes(b"%PDF- of the demo")
    store_of(workers).keep(pack, "pk-demo-1.pdf")
    assert b"".join(store_of(pages).pieces("pk-demo-1.pdf")) == b"%PDF- of the demo"
    assert (tmp_path / "data" / "demo" / "packs" / "pk-demo-1.pdf").exists()
    assert [each.name for each in real.parent.iterdir()] == [real.name]
