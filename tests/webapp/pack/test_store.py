"""The store of packs: whole files or none, for their owner only, and what lies there without anybody wanting it."""

import errno
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from webapp.pack.store import Store, StoreFailed

BYTES = b"%PDF-1.7 of the test"
OLD = 7200


@pytest.fixture
def loose() -> Iterator[None]:
    """A process that gives its new files to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_whole_files_are_kept_here_and_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(BYTES)
    for store in (Store("memory://packs"), Store(f"file://{tmp_path / 'folder'}"), Store(str(tmp_path / "plain"))):
        store.keep(file, "a.pdf")
        assert b"".join(store.pieces("a.pdf")) == BYTES
        store.delete("a.pdf")
        store.delete("a.pdf")
        with pytest.raises(FileNotFoundError):
            list(store.pieces("a.pdf"))
    assert list((tmp_path / "folder").iterdir()) == []


def test_nobody_else_reads_a_file_while_it_is_copied(tmp_path: Path, loose: None) -> None:
    file, folder, done = tmp_path / "a.pdf", tmp_path / "packs", Event()
    file.touch()
    os.truncate(file, 1 << 26)
    folder.mkdir()
    seen: set[int] = set()

    def look() -> None:
        while not done.is_set():
            for each in os.scandir(folder):
                try:
                    seen.add(stat.S_IMODE(each.stat().st_mode))
                except FileNotFoundError:
                    continue

    watching = Thread(target=look)
    watching.start()
    Store(str(folder)).keep(file, "a.pdf")
    done.set()
    watching.join()
    assert seen == {0o600}


class Unmoving(MemoryFileSystem):  # type: ignore[misc] # fsspec carries no types
    """A store that takes files and then cannot move them."""

    protocol = "unmoving"

    def mv(self, *_: object, **__: object) -> None:
        raise OSError(errno.EIO, "it does not move")


fsspec.register_implementation("unmoving", Unmoving, clobber=True)


@pytest.mark.parametrize("where", ["unmoving://half", "folder"])
def test_what_could_not_be_kept_leaves_nothing(tmp_path: Path, where: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(BYTES)
    (tmp_path / "folder" / "pk-1-1.pdf" / "in the way").mkdir(parents=True)
    store = Store(where if "://" in where else str(tmp_path / where))
    with pytest.raises(StoreFailed):
        store.keep(file, "pk-1-1.pdf")
    assert list(store.left_over({"pk-1-1.pdf"}, datetime.now(UTC) + timedelta(hours=1))) == []


def test_a_store_that_does_not_answer_is_not_one_without_the_file(tmp_path: Path) -> None:
    (tmp_path / "packs").touch()
    with pytest.raises(StoreFailed):
        list(Store(str(tmp_path / "packs")).pieces("pk-1.pdf"))
    with pytest.raises(StoreFailed):
        Store("nowhere://packs")


@pytest.mark.parametrize("where", ["memory://left", "folder"])
def test_what_no_pack_names_is_left_over_after_a_while(tmp_path: Path, where: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(BYTES)
    store = Store(where if "://" in where else str(tmp_path / where))
    part = f"pk-d-1.pdf.{'0' * 32}.part"
    for key in ("pk-a-1.pdf", "pk-b-1.pdf", part, "notes.pdf", "pk-a-1.pdf.txt"):
        store.keep(file, key)
    before = datetime.now(UTC) + timedelta(seconds=OLD)
    assert set(store.left_over({"pk-a-1.pdf"}, before)) == {"pk-b-1.pdf", part}
    assert list(store.left_over(frozenset(), datetime.now(UTC) - timedelta(seconds=OLD))) == []
    for key in ("pk-a-1.pdf", "pk-b-1.pdf", part, "notes.pdf", "pk-a-1.pdf.txt"):
        store.delete(key)


def test_a_store_has_an_id_that_no_other_has(tmp_path: Path) -> None:
    for address in ("memory://named", str(tmp_path / "plain")):
        store = Store(address)
        assert store.id() == ""
        name = store.id(create=True)
        assert len(name) == 32
        assert (store.id(), store.id(create=True), Store(address).id()) == (name, name, name)
        assert list(store.left_over((), datetime.now(UTC) + timedelta(days=1))) == []
    assert Store("memory://named").id() != Store(str(tmp_path / "plain")).id()
