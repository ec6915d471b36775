"""Where packs are kept: a folder, or any store that fsspec reaches by a URL."""

import logging
import shutil
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from webapp.settings import Settings

log = logging.getLogger("plumbline.pack")


class Store:
    """Files by key. A file is there whole or not at all; in a folder only its owner reads it.

    Every method raises what the store's library raises where the store does not answer; a file that is not there is
    FileNotFoundError.
    """

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.core.url_to_fs(url)

    @property
    def _folder(self) -> Path | None:
        """The folder, None where the store is elsewhere."""
        return Path(self._root) if isinstance(self._files, LocalFileSystem) else None

    def keep(self, path: Path, key: str) -> None:
        """Puts a file into the store: first under a name of its own, then moved."""
        part = f"{key}.{uuid4().hex}.part"
        folder = self._folder
        if folder is None:
            self._files.makedirs(self._root, exist_ok=True)
            self._files.put_file(str(path), f"{self._root}/{part}")
            self._files.mv(f"{self._root}/{part}", f"{self._root}/{key}")
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, folder / part)
            (folder / part).chmod(0o600)
            (folder / part).replace(folder / key)
        finally:
            (folder / part).unlink(missing_ok=True)

    def open(self, key: str) -> IO[bytes]:
        """The file, to be read and closed."""
        file: IO[bytes] = self._files.open(f"{self._root}/{key}", "rb")
        return file

    def delete(self, key: str) -> None:
        """Deletes a file; that it is not there is no error."""
        try:
            self._files.rm_file(f"{self._root}/{key}")
        except FileNotFoundError:
            log.info("pack %s was not in the store any more", key)


def store_of(settings: Settings) -> Store:
    """The store that the settings name, by default a folder inside the data folder."""
    url: Any = settings.pack_store or str(settings.data_folder / "packs")
    return Store(url)
