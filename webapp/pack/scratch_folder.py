"""The folder that a worker works in, its own for as long as it lives."""

import fcntl
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path


class Workplace:
    """A folder of its own inside `root`, held by a lock that ends with the process, however that ends."""

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self.path = root / name
        self._held = self._hold()

    def sweep(self) -> None:
        """Removes what workers that were killed left in `root`."""
        for left in self._root.glob("wk-*"):
            if left != self.path:
                with suppress(OSError):
                    _remove(left, _held(left))

    def leave(self) -> None:
        """Removes the folder."""
        _remove(self.path, self._held)

    def _hold(self) -> int:
        while True:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(BlockingIOError, FileNotFoundError):  # another worker sweeps just now
                return _held(self.path)
            time.sleep(0.01)


def _held(folder: Path) -> int:
    """A lock on a folder. Raises BlockingIOError where another holds it, FileNotFoundError where it is gone."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(held), folder.stat()):
            raise FileNotFoundError(folder)
    except OSError:
        os.close(held)
        raise
    return held


def _remove(folder: Path, held: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(held)
