"""Requests straight into a WSGI application, as a server would make them, and what they cost without it."""

import io
import json
from collections.abc import Callable
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import EnvironBuilder

from tests.bench import framework
from tests.bench.bench import House, Sent
from tests.bench.people import person_id, review_id
from tests.webapp.login import signed_in, signer_of

JSON = "application/json"
TOKEN = "0" * 40


class Browser:
    """A signed-in person's requests. `get` and `put` are made once; calling what they give sends one."""

    def __init__(self, house: House, person: int) -> None:
        self.house, self.person = house, person
        self.cookie = cookie(house.app, person)

    def get(self, path: str) -> "Request":
        """A page."""
        return Request(self.house.app, EnvironBuilder(path, headers=[("Cookie", self.cookie)]).get_environ())


def cookie(app: Flask, person: int) -> str:
    """The cookie of a session in which somebody of the company is signed in, with a CSRF token."""
    session = signed_in(app, person_id(person)) | {"csrf_token": TOKEN}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer_of(app).dumps(session)}"


class Request:
    """One request to a WSGI application, which can be sent again and again."""

    def __init__(self, app: Flask, environ: dict[str, Any], body: bytes = b"", expected: str = "200") -> None:
        self.app, self.environ, self.body, self.expected = app, environ, body, expected
        self.status = ""
        self.headers: dict[str, str] = {}

    def __call__(self) -> bytes:
        """The answer's body; raises AssertionError unless its status is the expected one."""
        environ = dict(self.environ)
        environ["wsgi.input"] = io.BytesIO(self.body)
        chunks = self.app(environ, self._start)
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close:
            close()
        assert self.status.startswith(self.expected), f"{self.environ['PATH_INFO']}: {self.status} {body[:300]!r}"
        return body

    def _start(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        self.status, self.headers = status, dict(headers)
        return lambda _: None


def bare_page(size: int) -> Request:
    """A Flask application without any extension that answers a constant page of `size` bytes."""
    app = Flask("bare")
    page = "x" * size
    app.add_url_rule("/", view_func=lambda: page)
    return Request(app, EnvironBuilder("/").get_environ())


def statements_of(house: House, request: Request) -> Sent:
    """What one request sends to the graph, as it sends it."""
    sent: Sent = []
    house.graph.sent = sent
    try:
        request()
    finally:
        house.graph.sent = None
    return sent


def bare_statements(house: House, sent: Sent) -> Callable[[], None]:
    """The same statements through the driver alone, each in a session of its own, their rows fetched."""

    def run() -> None:
        for text, params in sent:
            with house.driver.session(database=house.address.database) as session:
                list(session.run(text, params))

    return run


class Saves:
    """One person's saves of their first rating as the form's script sends them: each knows the version before it."""

    def __init__(self, house: House, person: int) -> None:
        self.path = f"/reviews/{review_id(person)}/ratings"
        self.expectation = first_expectation(person)
        self.headers = {"Cookie": cookie(house.app, person), "X-CSRFToken": csrf_token(house.app)}
        self._app = house.app
        rating = f"{review_id(person)}/1/self/{self.expectation}"
        found = house.driver.execute_query("MATCH (r:Rating {id: $id}) RETURN r.version", id=rating)
        self.version = int(found.records[0][0])

    def body(self) -> bytes:
        """The next save's JSON."""
        return json.dumps(
            {
                "party": "self",
                "expectation": self.expectation,
                "version": self.version,
                "value": ("meets", "developing")[self.version % 2],
                "comment": f"Wrote the release notes of the evaluation set, {self.version} times by now.",
                "reason": "",
                "evidence": [],
            }
        ).encode()

    def accepted(self) -> None:
        """The last save was accepted."""
        self.version += 1

    def request(self) -> "Request":
        """The next save as a request; not sent yet."""
        body = self.body()
        environ = EnvironBuilder(
            self.path, method="PUT", headers=list(self.headers.items()), input_stream=io.BytesIO(body),
            content_type=JSON, content_length=len(body),
        ).get_environ()  # fmt: skip
        return Request(self._app, environ, body)

    def __call__(self) -> None:
        """Sends the next save, which has to be accepted."""
        self.request()()
        self.accepted()


def first_expectation(person: int) -> str:
    """The id of the first expectation of somebody whose review asks 15."""
    level = framework.LEVELS[:-1][person % (len(framework.LEVELS) - 1)]
    return f"{framework.level_id('narrow', level)}/skill-0"


def csrf_token(app: Flask) -> str:
    """The token that goes with the cookies of this module."""
    return str(URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(TOKEN))  # type: ignore[arg-type]
