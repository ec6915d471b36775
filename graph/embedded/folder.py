"""The engine's data folder: who holds it, its password, and where a running engine listens.

lock         held by the process that started the engine
holder       that process's id
child        held by the engine, which outlives a killed parent by the seconds it takes to shut down
password     made once, readable by its owner only
address      uri of the running engine, for other commands on the same machine
engine.log   what the child printed
neo4j/       Neo4j's own home: data/, logs/
"""

import os
import secrets
from pathlib import Path

from filelock import FileLock, Timeout

from graph.embedded.errors import FolderHeld


class DataFolder:
    """One data folder on this machine's disk."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.home = self.path / "neo4j"
        self.log = self.path / "engine.log"
        self._lock = _lock(self.path / "lock")

    def hold(self) -> None:
        """Takes the folder for this process. Raises FolderHeld if another one has it."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._lock.acquire()
        except Timeout:
            raise FolderHeld(self.path, self.holder()) from None
        _write_private(self.path / "holder", str(os.getpid()))

    def release(self) -> None:
        """Gives the folder back."""
        (self.path / "address").unlink(missing_ok=True)
        self._lock.release()

    def holder(self) -> int | None:
        """Which process holds the folder, or held it last; None if none ever did."""
        try:
            return int((self.path / "holder").read_text())
        except (OSError, ValueError):
            return None

    def is_held(self) -> bool:
        """Whether any process has the folder now."""
        if self._lock.is_locked:
            return True
        if not (self.path / "lock").exists():
            return False
        other = _lock(self.path / "lock")
        try:
            other.acquire()
        except Timeout:
            return True
        other.release()
        return False

    def password(self) -> str:
        """The engine's password, made at the first call."""
        path = self.path / "password"
        if not path.exists():
            _write_private(path, secrets.token_urlsafe(24))
        return path.read_text().strip()

    def publish(self, uri: str) -> None:
        """Notes where the engine listens."""
        _write_private(self.path / "address", uri)

    def published(self) -> str | None:
        """Where the running engine listens; None if none runs."""
        path = self.path / "address"
        return path.read_text().strip() if path.exists() and self.is_held() else None

    def tail(self, lines: int = 15) -> str:
        """The end of the child's log."""
        if not self.log.exists():
            return "(empty)"
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _lock(path: Path) -> FileLock:
    """A lock that ends with the process, however that ends, and is not waited for."""
    return FileLock(path, blocking=False, mode=0o600, thread_local=False)


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all, and readable by its owner only from the first byte."""
    arriving = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
    arriving.replace(path)
