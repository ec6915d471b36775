"""Brings the locked jars to this machine: each by its exact coordinates, each checked, what is there already kept."""

import errno
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import requests
import requests.adapters

from graph.embedded.errors import DiskFull, DownloadImpossible, WrongSum
from graph.embedded.jars import Jar, sum_of

Log = Callable[[str], None]

THREADS = 16
TRIES = 3
TIMEOUT = 30.0
"""Seconds without a byte."""
CHUNK = 2**16
NEEDED_MB = 300


def jar_folder() -> Path:
    """Where jars are kept: PLUMBLINE_JARS, or the user's cache."""
    named = os.environ.get("PLUMBLINE_JARS")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plumbline" / "jars"


def ensure(jars: Sequence[Jar], folder: Path, log: Log) -> list[Path]:
    """The paths of all `jars` under `folder`, in their order, after fetching what is not there or not right.

    Raises DownloadImpossible, WrongSum or DiskFull; what has arrived by then stays for the next try.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        sound = list(pool.map(lambda jar: _is_sound(jar, folder), jars))
    missing = [jar for jar, there in zip(jars, sound, strict=True) if not there]
    if missing:
        _fetch_all(missing, folder, len(jars), log)
    return [folder / jar.path for jar in jars]


def _is_sound(jar: Jar, folder: Path) -> bool:
    path = folder / jar.path
    return path.is_file() and sum_of(path) == jar.sha256


def _fetch_all(missing: Sequence[Jar], folder: Path, of: int, log: Log) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free // 2**20
    if free < NEEDED_MB:
        raise DiskFull(folder, free, NEEDED_MB)
    log(f"Neo4j: downloading {len(missing)} of {of} files to {folder}")
    progress = _Progress(len(missing), log)
    # A staging folder of our own: another process may be fetching into the same cache.
    with (
        _connections() as session,
        tempfile.TemporaryDirectory(prefix=".arriving-", dir=folder) as staging,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        futures = [pool.submit(_fetch, jar, folder, Path(staging), session, progress) for jar in missing]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _connections() -> requests.Session:
    """Connections that are kept from file to file: 225 of them each with a handshake of its own took three times as
    long as the files."""
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=THREADS))
    return session


def _fetch(jar: Jar, folder: Path, staging: Path, session: requests.Session, progress: "_Progress") -> None:
    for attempt in range(1, TRIES + 1):
        try:
            arrived = _download(jar, staging, session)
            break
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull(folder, shutil.disk_usage(folder).free // 2**20, NEEDED_MB) from error
            failure = error
        if attempt == TRIES:
            raise DownloadImpossible(jar.coordinates, _short(failure)) from failure
        time.sleep(attempt)
    if sum_of(arrived) != jar.sha256:
        raise WrongSum(jar.coordinates)
    target = folder / jar.path
    target.parent.mkdir(parents=True, exist_ok=True)
    arrived.replace(target)
    progress.one_more(target.stat().st_size)


def _download(jar: Jar, staging: Path, session: requests.Session) -> Path:
    """One file by its coordinates, nothing that it depends on. Raises OSError where no repository gives it."""
    for repository in _repositories():
        with session.get(f"{repository.rstrip('/')}/{jar.address}", stream=True, timeout=TIMEOUT) as answer:
            if answer.status_code == requests.codes.not_found:
                continue
            answer.raise_for_status()
            arrived = staging / jar.path
            arrived.parent.mkdir(parents=True, exist_ok=True)
            with arrived.open("wb") as file:
                for chunk in answer.iter_content(CHUNK):
                    file.write(chunk)
            return arrived
    raise FileNotFoundError(f"{jar.file_name} not found in any repository")


@cache
def _repositories() -> tuple[str, ...]:
    """The mirrors that the user's jgo settings name, otherwise Maven's central repository."""
    # Imported here: it is slow to import, and needed once in an installation's life.
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL

    return tuple((GlobalSettings.load().repositories or {"central": MAVEN_CENTRAL_URL}).values())


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


class _Progress:
    """Says how far it is, at most every two seconds."""

    def __init__(self, total: int, log: Log) -> None:
        self._total, self._log = total, log
        self._done, self._bytes, self._said = 0, 0, time.monotonic()
        self._lock = threading.Lock()

    def one_more(self, size: int) -> None:
        with self._lock:
            self._done += 1
            self._bytes += size
            if self._done == self._total or time.monotonic() - self._said > 2:
                self._said = time.monotonic()
                self._log(f"Neo4j: {self._done} of {self._total} files, {self._bytes / 1e6:.0f} MB")
