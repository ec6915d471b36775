"""kill -9 of Neo4j and of web workers, again and again, under a `plumbline serve` that this soak started."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from tests.soak.journal import Journal

LOOK_EVERY = 0.2
WEB_EVERY = 0.8
"""Seconds between two deaths of web workers."""
ENGINE_EVERY = 12.0
"""Seconds that Neo4j lives at least after it came back; most of its own time goes into coming back."""
ENOUGH = 10
"""Writes acknowledged since Neo4j came back before it is killed again: a kill shall hit something that works."""
AT_MOST = 10.0
"""After so many seconds with Neo4j up a web worker is killed though nothing was acknowledged."""


class Killer:
    """Kills children of one process, and only those."""

    def __init__(self, server: int, log: Path, journal: Journal, done: threading.Event) -> None:
        self.server, self.log, self.journal, self.done = psutil.Process(server), log, journal, done
        self.kills: Counter[str] = Counter()
        self._chance = random.Random(7)

    def run(self) -> None:
        """Kills until told to stop."""
        web_at = engine_at = time.monotonic()
        came_back, since_engine, since_web = 0, 0, 0
        while not self.done.wait(LOOK_EVERY):
            now, answered = time.monotonic(), self.journal.acknowledged
            ready = self.log.read_text(errors="replace").count("Neo4j: ready")
            if ready > came_back:
                came_back, engine_at, since_engine = ready, now, answered
                web_at = now
            is_up = ready > self.kills["Neo4j"]
            worked = now - engine_at > ENGINE_EVERY and answered - since_engine >= ENOUGH
            if is_up and worked and self._kill("Neo4j"):
                continue
            waited = now - web_at
            due = (waited > WEB_EVERY and answered > since_web) or (is_up and waited > AT_MOST)
            if due and self._kill("web workers"):
                web_at, since_web = now, answered

    def _kill(self, kind: str) -> bool:
        children = [child for child in self.server.children() if child.status() != psutil.STATUS_ZOMBIE]
        mine = [child for child in children if self._kind(child) == kind]
        if not mine:
            return False
        try:
            self._chance.choice(mine).kill()
        except psutil.NoSuchProcess:
            return False
        self.kills[kind] += 1
        return True

    def _kind(self, child: psutil.Process) -> str:
        """What a child is: the engine, a web worker (a fork, so of the server's own words), or another helper."""
        try:
            words = child.cmdline()
        except psutil.NoSuchProcess:
            return ""
        if any(word.endswith("host.py") for word in words):
            return "Neo4j"
        return "web workers" if words == self.server.cmdline() else ""
