"""What `serve` and `demo` run beside themselves: the worker, where there is no Redis, and once the archive's making."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from typing import Self

from graph.embedded.archive import is_made
from webapp.commands.context import say
from webapp.settings import Settings

DEATHS, WITHIN_SECONDS = 5, 120.0
END_SECONDS = 25.0
BEGIN_SECONDS = 20.0
"""How long the first worker waits: until then the processors are for the first page."""
ARCHIVE_SECONDS = 60.0
"""How long the making of the archive waits: until then the processors are for who looks around for the first time."""


def handed_on(settings: Settings) -> dict[str, str]:
    """What a worker beside is told of the settings that need not be those of the environment."""
    return {
        "PLUMBLINE_DATA": str(settings.data_folder),
        "PLUMBLINE_HOST": settings.host,
        "PLUMBLINE_PORT": str(settings.port),
        "PLUMBLINE_PACK_STORE": settings.pack_store,
    }


class WorkerBeside:
    """A worker process that is started again when it dies. As a context manager it ends with it.

    Its standard input is its lifeline: it ends when this process does, however that ends.
    """

    def __init__(self, settings: Settings) -> None:
        self._wanted = not settings.redis_url
        self._environment = os.environ | handed_on(settings)
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep_alive, daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ending.set()
            child = self._child
        if child and child.stdin:
            child.stdin.close()
            try:
                child.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def start(self) -> None:
        """Starts it, unless Redis is set: then workers are started by whoever runs the server."""
        if self._wanted:
            self._thread.start()

    def _keep_alive(self) -> None:
        self._ending.wait(BEGIN_SECONDS)
        deaths: deque[float] = deque(maxlen=DEATHS)
        while child := self._started():
            child.wait()
            if self._ending.is_set():
                return
            deaths.append(time.monotonic())
            if len(deaths) == DEATHS and deaths[-1] - deaths[0] < WITHIN_SECONDS:
                say("Plumbline: the worker keeps stopping, so packs are not created; the lines above say why.")
                return
            self._ending.wait(1.0)

    def _started(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._ending.is_set():
                return None
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "webapp.cli", "worker", "--beside"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=self._environment,
                start_new_session=True,  # Ctrl-C at the terminal is for this process
            )
            return self._child


class ArchiveBeside:
    """Has the archive of Neo4j's classes made (graph/embedded/archive.py), unless it is there or a server is named.

    As a context manager it gives up at the end: the next start tries again.
    """

    def __init__(self, settings: Settings) -> None:
        self._timer = threading.Timer(ARCHIVE_SECONDS, self._make)
        self._timer.daemon = True
        self._wanted = not settings.neo4j_uri
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._child and self._child.poll() is None:
            self._child.send_signal(signal.SIGINT)  # it then removes what it has begun

    def start(self) -> None:
        """Begins to wait."""
        if self._wanted and not is_made():
            self._timer.start()

    def _make(self) -> None:
        self._child = subprocess.Popen(
            ["nice", "-n", "15", sys.executable, "-P", "-m", "graph.embedded"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C at the terminal is for this process
        )
