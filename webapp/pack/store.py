"""Where packs are kept: a folder, or any store that fsspec reaches by a URL."""

import logging
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from webapp.settings import Settings

log = logging.getLogger("plumbline.pack")

_PIECE = 1 << 18
_ID = "store-id"
_OURS = re.compile(r"pk-[\w-]+\.pdf(\.[0-9a-f]{32}\.part)?")


class StoreFailed(Exception):
    """The store does not answer, or did not do what it was asked for. Its cause is what the store's library raised."""


class Store:
    """Files by key. A file is there whole or not at all; in a folder only its owner reads it.

    Every method raises StoreFailed where the store does not answer.
    """

    def __init__(self, url: str) -> None:
        with _translated():
            self._files, self._root = fsspec.core.url_to_fs(url)

    @property
    def _folder(self) -> Path | None:
        """The folder, None where the store is elsewhere."""
        return Path(self._root) if isinstance(self._files, LocalFileSystem) else None

    def id(self, *, create: bool = False) -> str:
        """What tells this store from any other that has the same address elsewhere; '' where nothing was kept yet and
        none is to be made."""
        with _translated():
            try:
                return str(self._files.cat_file(self._at(_ID)).decode()[:64])
            except FileNotFoundError:
                if not create:
                    return ""
        with TemporaryDirectory() as folder, _translated():
            file = Path(folder) / _ID
            file.write_text(uuid4().hex)
            self._keep_as(file, f"{_ID}.{uuid4().hex}.part", _ID)
        return self.id()

    def keep(self, path: Path, key: str) -> None:
        """Puts a file into the store: first under a name of its own, then moved."""
        part = f"{key}.{uuid4().hex}.part"
        try:
            with _translated():
                self._keep_as(path, part, key)
        except StoreFailed:
            with suppress(StoreFailed):
                self.delete(part)
            raise

    def pieces(self, key: str) -> Iterator[bytes]:
        """The file, piece by piece. Raises FileNotFoundError where it is not there."""
        with _translated(FileNotFoundError), self._files.open(self._at(key), "rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def delete(self, key: str) -> None:
        """Deletes a file; that it is not there is no error."""
        with _translated(), suppress(FileNotFoundError):
            self._files.rm_file(self._at(key))

    def left_over(self, named: Collection[str], before: datetime) -> Iterator[str]:
        """The keys of packs and unfinished packs that are not among `named` and lie there since before a moment."""
        with _translated():
            self._files.invalidate_cache()
            try:
                listed = self._files.ls(self._root, detail=False)
            except FileNotFoundError:  # nothing was ever kept
                return
        for key in sorted(path.rstrip("/").rpartition("/")[2] for path in listed):
            if _OURS.fullmatch(key) and key not in named and self._kept_before(key, before):
                yield key

    def _kept_before(self, key: str, before: datetime) -> bool:
        with _translated():
            try:
                at: datetime = self._files.modified(self._at(key))
            except FileNotFoundError:  # deleted meanwhile
                return False
        return (at if at.tzinfo else at.replace(tzinfo=UTC)) < before

    def _keep_as(self, path: Path, part: str, key: str) -> None:
        folder = self._folder
        if folder is None:
            self._files.makedirs(self._root, exist_ok=True)
            self._files.put_file(str(path), self._at(part))
            self._files.mv(self._at(part), self._at(key))
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("rb") as source, os.fdopen(_for_its_owner(folder / part), "wb") as target:
            shutil.copyfileobj(source, target, _PIECE)
        (folder / part).replace(folder / key)

    def _at(self, key: str) -> str:
        return f"{self._root}/{key}"


def store_of(settings: Settings) -> Store:
    """The store that the settings name, by default a folder inside the data folder."""
    url: Any = settings.pack_store or str(settings.data_folder / "packs")
    return Store(url)


def _for_its_owner(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


@contextmanager
def _translated(*through: type[Exception]) -> Iterator[None]:
    """Turns what a store's library raises, whatever that is, into StoreFailed, but for what goes `through`."""
    try:
        yield
    except through:
        raise
    except Exception as error:
        raise StoreFailed(str(error) or type(error).__name__) from error
