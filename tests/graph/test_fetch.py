"""The download, against a real repository on this machine: resume, sums, and what is said when it cannot be."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import fetch
from graph.embedded.errors import DiskFull, DownloadImpossible, WrongSum
from graph.embedded.jars import Jar


class Repository(ThreadingHTTPServer):
    """A Maven repository: paths and bytes; it remembers which jars were asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.connections = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def add(self, artifact: str, content: bytes, classifier: str = "") -> Jar:
        jar = Jar("org.example", artifact, "1.0", classifier, hashlib.sha256(content).hexdigest())
        path = f"/org/example/{artifact}/1.0/{jar.file_name}"
        self.files[path] = content
        return jar


class _Handler(BaseHTTPRequestHandler):
    server: Repository
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.endswith(".jar"):
            self.server.asked.append(self.path.rsplit("/", 1)[1])
        content = self.server.files.get(self.path)
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    with Repository() as server:
        settings = tmp_path / "jgo.conf"
        settings.write_text(f"[repositories]\nnear = http://127.0.0.1:{server.server_port}\n")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
        monkeypatch.setattr(fetch, "TRIES", 1)
        fetch._repositories.cache_clear()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
        fetch._repositories.cache_clear()


def test_each_file_comes_by_its_coordinates_and_progress_is_told(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add("a", b"one"), repository.add("b", b"two", "linux-x86_64")]
    said: list[str] = []
    paths = fetch.ensure(jars, tmp_path / "jars", said.append)
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    assert sorted(repository.asked) == ["a-1.0.jar", "b-1.0-linux-x86_64.jar"]
    assert said[-1] == "Neo4j: 2 of 2 files, 0 MB"
    assert sorted(path.name for path in (tmp_path / "jars").iterdir()) == ["org.example"]


def test_a_connection_is_kept_from_file_to_file(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add(f"a{number}", b"one") for number in range(4 * fetch.THREADS)]
    fetch.ensure(jars, tmp_path / "jars", print)
    assert len(repository.asked) == len(jars)
    assert repository.connections <= fetch.THREADS


def test_what_is_there_and_right_is_kept_and_the_rest_is_fetched(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add(name, name.encode()) for name in ("a", "b", "c")]
    missing = [jar for jar in jars if jar.artifact == "b"]
    fetch.ensure([jar for jar in jars if jar not in missing], tmp_path, print)
    (tmp_path / jars[2].path).write_bytes(b"cut of")
    repository.asked.clear()
    fetch.ensure(jars, tmp_path, print)
    assert sorted(repository.asked) == ["b-1.0.jar", "c-1.0.jar"]
    repository.asked.clear()
    said: list[str] = []
    fetch.ensure(jars, tmp_path, said.append)
    assert (repository.asked, said) == ([], [])


def test_another_file_than_the_locks_is_refused_and_not_kept(repository: Repository, tmp_path: Path) -> None:
    right = repository.add("a", b"what the maintainer saw")
    repository.add("a", b"what somebody put there")
    with pytest.raises(WrongSum, match=r"org\.example:a:1\.0"):
        fetch.ensure([right], tmp_path, print)
    assert not (tmp_path / right.path).exists()


def test_a_download_that_fails_names_both_ways_out_and_keeps_the_rest(repository: Repository, tmp_path: Path) -> None:
    there = repository.add("a", b"one")
    gone = Jar("org.example", "gone", "1.0", "", "0" * 64)
    with pytest.raises(DownloadImpossible, match=r"org.example:gone:1.0.*try again.*NEO4J_URI"):
        fetch.ensure([there, gone], tmp_path, print)
    assert (tmp_path / there.path).read_bytes() == b"one"


def test_no_network_at_all_is_the_same_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "jgo.conf"
    settings.write_text("[repositories]\nnear = http://127.0.0.1:1\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    monkeypatch.setattr(fetch, "TRIES", 1)
    with pytest.raises(DownloadImpossible, match="NEO4J_URI"):
        fetch.ensure([Jar("org.example", "a", "1.0", "", "0" * 64)], tmp_path / "jars", print)


def test_no_room_is_said_before_the_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "NEEDED_MB", 10**9)
    with pytest.raises(DiskFull):
        fetch.ensure([Jar("org.example", "a", "1.0", "", "0" * 64)], tmp_path, print)


def test_the_jar_folder_is_the_users_cache_or_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_JARS", str(tmp_path))
    assert fetch.jar_folder() == tmp_path
    monkeypatch.delenv("PLUMBLINE_JARS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert fetch.jar_folder() == tmp_path / "plumbline" / "jars"
