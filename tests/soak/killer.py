"""kill -9 of Neo4j and of web workers, again and again, under a `plumbline serve` that this soak started."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from tests.soak.journal import Journal

SECOND_LOOK = 0.2
WEB_EVERY = 1.3
"""Seconds between two deaths of web workers, if somebody was answered in between."""
ENGINE_EVERY = 4.0
"""Seconds that Neo4j lives after it came back."""
AT_MOST = 5.0
"""After so many seconds a web worker is killed though nobody was answered."""


class Killer:
    """Kills children of one process, and only those."""

    def __init__(self, server: int, log: Path, journal: Journal, done: threading.Event) -> None:
        self.server, self.log, self.journal, self.done = psutil.Process(server), log, journal, done
        self.kills: Counter[str] = Counter()
        self._chance = random.Random(7)
        self._seen = 0

    def run(self) -> None:
        """Kills until told to stop."""
        web_at = engine_at = time.monotonic()
        came_back, answered = 1, self.journal.acknowledged
        while not self.done.wait(SECOND_LOOK):
            now = time.monotonic()
            ready = self.log.read_text(errors="replace").count("Neo4j: ready")
            if ready > came_back:
                came_back, engine_at = ready, now
            if ready > self.kills["Neo4j"] and now - engine_at > ENGINE_EVERY and self._kill("Neo4j"):
                continue
            waited = now - web_at
            due = waited > AT_MOST or (waited > WEB_EVERY and self.journal.acknowledged > answered)
            if due and self._kill("web workers"):
                web_at, answered = now, self.journal.acknowledged

    def _kill(self, kind: str) -> bool:
        children = [child for child in self.server.children() if child.status() != psutil.STATUS_ZOMBIE]
        mine = [child for child in children if self._is_engine(child) == (kind == "Neo4j")]
        if not mine:
            return False
        try:
            self._chance.choice(mine).kill()
        except psutil.NoSuchProcess:
            return False
        self.kills[kind] += 1
        return True

    @staticmethod
    def _is_engine(child: psutil.Process) -> bool:
        try:
            return any(part.endswith("host.py") for part in child.cmdline())
        except psutil.NoSuchProcess:
            return False
