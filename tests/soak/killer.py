"""kill -9 of Neo4j and of web workers, again and again, under a `plumbline serve` that this soak started."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from tests.soak.journal import Journal

LOOK_EVERY = 0.2
WEB_EVERY = 0.5
"""Seconds between two deaths of web workers."""
ENGINE_EVERY = 40.0
"""Seconds that Neo4j lives at least after it came back; most of its own time goes into coming back."""
ENOUGH = 10
"""Writes acknowledged since Neo4j came back before it is killed again: a kill shall hit something that works."""
AT_MOST = 10.0
"""After so many seconds with Neo4j up a web worker is killed though nothing was acknowledged."""
A_TRANSITION = 15
"""After so many deaths of web workers since Neo4j came back the next one waits for the first transition since then: it
is two requests, which Neo4j has to plan first, and on a slow machine nobody would ever come to the end of both."""
TRANSITION_AT_MOST = 120.0
"""So many seconds a death waits for a transition."""


class Since:
    """What happened since it was made: seconds, and what was acknowledged."""

    def __init__(self, journal: Journal) -> None:
        self._journal, self._at = journal, time.monotonic()
        self._answered, self._moved = journal.acknowledged, journal.counts["transitions"]

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._at

    @property
    def answered(self) -> int:
        return self._journal.acknowledged - self._answered

    @property
    def moved(self) -> int:
        return self._journal.counts["transitions"] - self._moved


class Killer:
    """Kills children of one process, and only those."""

    def __init__(self, server: int, log: Path, journal: Journal, done: threading.Event) -> None:
        self.server, self.log, self.journal, self.done = psutil.Process(server), log, journal, done
        self.kills: Counter[str] = Counter()
        self._chance = random.Random(7)

    def run(self) -> None:
        """Kills until told to stop."""
        web, engine = Since(self.journal), Since(self.journal)
        came_back = killed = 0
        while not self.done.wait(LOOK_EVERY):
            ready = self.log.read_text(errors="replace").count("Neo4j: ready")
            if ready > came_back:
                came_back, killed, web, engine = ready, 0, Since(self.journal), Since(self.journal)
            is_up = ready > self.kills["Neo4j"]
            works = engine.seconds > ENGINE_EVERY and engine.answered >= ENOUGH
            if is_up and works and (engine.moved or engine.seconds > TRANSITION_AT_MOST) and self._kill("Neo4j"):
                continue
            awaits = killed >= A_TRANSITION and not engine.moved
            due = web.seconds > WEB_EVERY and web.answered and not awaits
            patience = TRANSITION_AT_MOST if awaits else AT_MOST
            if (due or (is_up and web.seconds > patience)) and self._kill("web workers"):
                web, killed = Since(self.journal), killed + 1

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
