"""What takes long to make and is only read, made once for all workers of a test run."""

import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from filelock import FileLock

T = TypeVar("T")

FOLDER = "TESTS_MADE_ONCE"
"""Where these are kept; `tests/conftest.py` makes the folder and removes it after the run."""


def folder() -> Path:
    """The folder of this run."""
    return Path(os.environ.get(FOLDER) or tempfile.mkdtemp())


def made_once(name: str, make: Callable[[Path], T]) -> T:
    """What `make` gives, by whichever worker asks first; it gets a folder of its own for files that it keeps."""
    own = folder() / name
    own.mkdir(exist_ok=True)
    stored = own / "made.pickle"
    with FileLock(own / "lock"):
        if not stored.exists():
            stored.write_bytes(pickle.dumps(make(own)))
        return cast("T", pickle.loads(stored.read_bytes()))  # noqa: S301 (this run wrote it)
