"""Whether there is room for writes on the disk that the embedded engine's data is on."""

import os
import threading
import time
from pathlib import Path

CLOSED_BELOW_MB = 128
OPEN_ABOVE_MB = 192
"""Between the two it stays as it was, so that a disk near its end does not take and refuse by turns. Below the first
lie a new log of transactions (32 MB), what a checkpoint writes, and all statements that are already under way."""
LOOKS_EVERY = 0.2
"""Seconds between two looks: a look costs microseconds, and what people type does not fill the reserve in between."""


class DiskRoom:
    """The room in one folder of this machine. Neo4j Community (2026.08.1) does not survive a disk that is full: its
    database takes nothing any more until it is ended as by a kill. So no write may begin where there is little room.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._looked = -LOOKS_EVERY
        self._short = False

    def is_short(self) -> bool:
        """Whether no write may begin now. False where the folder cannot be asked."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOKS_EVERY:
                self._looked = time.monotonic()
                self._short = self._free_mb() < (OPEN_ABOVE_MB if self._short else CLOSED_BELOW_MB)
            return self._short

    def _free_mb(self) -> float:
        """What whoever runs this process may still write, in MB."""
        try:
            room = os.statvfs(self._folder)
        except OSError:
            return float("inf")
        return room.f_bavail * room.f_frsize / 2**20
