"""Plumbline on a port of this machine: the real application over the test graph, behind a door that can be shut."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from graph.people import service as people
from tests.company import Company
from tests.webapp.checked import PASSWORD
from webapp import create_app
from webapp.i18n import LOCALES
from webapp.settings import Settings

HOST = "127.0.0.1"
ZONE = "Asia/Shanghai"


class Quiet(WSGIRequestHandler):
    """Answers without a line on the terminal for each request."""

    def log_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Says nothing."""


class Door:
    """What a reverse proxy does in front of the application: passes on, or answers 503 to what a script saves."""

    def __init__(self) -> None:
        self.app: Flask | None = None
        self.refuses_saving = False

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.refuses_saving and environ["REQUEST_METHOD"] == "PUT":
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        assert self.app is not None
        with closing(ClosingIterator(self.app(environ, start_response))) as answer:
            return [b"".join(answer)]  # at once: Werkzeug leaves files open where a browser goes away early


@dataclass
class Site:
    """The company on a port of its own, from `open` to `close`; it can be shut and opened again meanwhile."""

    company: Company
    settings: Settings
    door: Door = field(default_factory=Door)
    port: int = 0
    _server: BaseWSGIServer | None = None
    _thread: threading.Thread | None = None

    def open(self) -> None:
        """Listens: the first time on any free port, later on the same one."""
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server(HOST, self.port, self.door, threaded=True, request_handler=Quiet)
        self.port = self._server.server_port
        if self.door.app is None:
            settings = replace(self.settings, base_url=self.address)
            self.door.app = create_app(settings, self.company.graph, ticking(self.company.now))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        """Stops listening; whoever asks is refused a connection."""
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = self._thread = None

    @property
    def address(self) -> str:
        """Where the start page is, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def let_in(self, person: str, language: str) -> None:
        """Gives somebody of the company a password, and pages in a language."""
        people.set_password(self.company.graph, self.company.act("set-up"), person, PASSWORD)
        people.set_preferences(self.company.graph, self.company.act(person), language=language, time_zone=ZONE)

    def say(self, language: str, message: str, number: int | None = None, **values: Any) -> str:
        """What pages say in a language for a message of the code; with `number`, one of the plural messages."""
        assert self.door.app is not None
        with self.door.app.test_request_context(), force_locale(LOCALES[language]):
            return str(gettext(message, **values) if number is None else ngettext(message, message, number, **values))


def ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that shows `start` now and goes on from there."""
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)
