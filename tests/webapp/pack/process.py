"""Real worker processes, and what they need to work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.driver import Address


def surroundings(engine: Address, data: Path) -> dict[str, str]:
    """The environment of a `plumbline` over a data folder and a graph; of the shell's only where programs are."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(data),
        "PLUMBLINE_DATA": str(data),
        "NEO4J_URI": engine.uri,
        "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
        "NEO4J_DATABASE": engine.database,
    }


class Worker:
    """`plumbline worker` as a process of its own over a data folder and a graph; `words` are further ones of its
    command line."""

    def __init__(self, engine: Address, data: Path, environment: Mapping[str, str], *words: str) -> None:
        self.log = data / f"worker-{time.monotonic_ns()}.log"
        data.mkdir(parents=True, exist_ok=True)
        self._file = self.log.open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "webapp.cli", "worker", *words],
            env={**surroundings(engine, data), **environment},
            stdout=self._file,
            stderr=subprocess.STDOUT,
        )

    def kill(self) -> None:
        """Ends it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Asks it to end, even if it was stopped; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.send_signal(signal.SIGCONT)
        return self.code()

    def code(self) -> int:
        """Its exit code, once it has ended by itself."""
        try:
            return self.process.wait(60)
        finally:
            self._file.close()

    def said(self) -> str:
        """What it wrote."""
        return self.log.read_text()


def until(holds: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
    """Waits until something holds; fails with `what` did not happen."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not in {seconds:.0f} s: {what}")
        time.sleep(0.05)
