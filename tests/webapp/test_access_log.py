"""The log of requests and of sign-ins, as gunicorn writes it with the settings of production."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from graph.driver import Address
from graph.people.models import NewAccount
from tests.webapp.page_client import PASSWORD
from webapp.access_log import is_idle, masked

pytestmark = pytest.mark.heavy

CODE = "3b73-af37-aad8-875e-10a2"


@contextmanager
def served(engine: Address, folder: Path) -> Iterator[int]:
    """gunicorn on a free port, its log in `folder`/log; the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    named = {
        "PLUMBLINE_DATA": str(folder), "PLUMBLINE_PORT": str(port), "NEO4J_URI": engine.uri, "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password, "NEO4J_DATABASE": engine.database,
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "--config", "python:webapp.gunicorn_conf", "webapp.wsgi:app"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=os.environ | named)
        try:
            yield port
        finally:
            server.terminate()
            server.wait(120)


def ask(port: int, path: str) -> int:
    for _attempt in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the server did not start")


def sign_in(port: int, login: str, password: str) -> int:
    """The status that the form of /sign-in gets."""
    assert ask(port, "/sign-in") == 200
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("GET", "/sign-in")
    page = connection.getresponse()
    cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
    token = re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', page.read().decode())[0]
    form = urlencode({"csrf_token": token, "login": login, "password": password})
    heads = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", form, heads)
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_log_writes_down_neither_codes_nor_queries_nor_lines_of_somebody_s(engine: Address, tmp_path: Path) -> None:
    with served(engine, tmp_path) as port:
        assert ask(port, f"/verify/{CODE}?q=secret-search") == 404
        assert ask(port, f"/Verify/{CODE.upper()}/more") == 404
        assert ask(port, "/x%0A%5B25/Nov/2026%5D%20GET%20/audit%20200%0Dy") == 404
    lines = [line for line in (tmp_path / "log").read_text().splitlines() if " GET " in line]
    paths = [re.sub(r"\S+ms$|\[[^]]+\] ", "", line).rsplit(" ", 2)[0] for line in lines]
    assert sorted(paths) == [  # two workers write, in the order in which they come to it
        "GET /Verify/*/more 404",
        "GET /verify/* 404",
        "GET /x%0A%5B25/Nov/2026%5D%20GET%20/audit%20200%0Dy 404",
    ]
    assert CODE not in (tmp_path / "log").read_text().lower()


def test_the_log_says_whose_sign_ins_were_right_and_wrong_and_nothing_typed(
    engine: Address, tmp_path: Path, someone: NewAccount
) -> None:
    typed = "a password in the wrong field"
    with served(engine, tmp_path) as port:
        assert sign_in(port, typed, PASSWORD) == 200
        assert sign_in(port, someone.login, typed) == 200
        assert sign_in(port, someone.login, PASSWORD) == 302
    log = (tmp_path / "log").read_text()
    lines = re.findall(r"^\[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] (sign-in .*|signed in.*)$", log, re.MULTILINE)
    assert lines == [
        "sign-in refused: nobody's name", f"sign-in refused: {someone.id!r}", f"signed in: {someone.id!r}"
    ]  # fmt: skip
    assert typed not in log
    assert PASSWORD not in log


def test_slashes_in_a_row_hide_no_code() -> None:
    assert masked(f"//verify//{CODE}/more") == "//verify//*/more"


@pytest.mark.parametrize(
    ("path", "written"), [("/reviews/rv-1/sign", "/reviews/rv-1/sign"), ("/é\n", "/%E9%0A"), ("", "")]
)
def test_other_paths_stay(path: str, written: str) -> None:
    assert masked(path) == written


def test_a_request_does_not_say_where_the_application_lies(engine: Address, tmp_path: Path) -> None:
    """gunicorn 27.0 takes SCRIPT_NAME and PATH_INFO from the headers of whoever connects from this machine."""
    with served(engine, tmp_path) as port:
        assert ask(port, "/sign-in") == 200
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        connection.request("GET", "/sign-in", headers={"SCRIPT_NAME": "/sign-in", "PATH_INFO": "/elsewhere"})
        answer = connection.getresponse()
        assert (answer.status, b"elsewhere" in answer.read()) == (200, False)
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "idle"),
    [
        ("/calibration/cs-1/news", "304 NOT MODIFIED", True),
        ("/calibration/cs-1/news", "200 OK", False),
        ("/calibration/cs-1/news", "404 NOT FOUND", False),
        ("/calibration/cs-1", "304 NOT MODIFIED", False),
        ("/static/theme.css", "304 NOT MODIFIED", False),
    ],
)
def test_only_news_that_were_none_are_left_out(path: str, status: str, idle: bool) -> None:
    assert is_idle(path, status) is idle
