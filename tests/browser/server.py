"""An application on a port of this machine, whose server can be stopped and started again."""

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Answers without a line on the terminal for each request."""

    def log_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Says nothing."""


class Server:
    """Serves an application from `open` to `close`; it can be closed and opened again, on the same port.

    While `refuses_saving`, what a script saves is answered 503, as a reverse proxy does before a server that is away.
    While `cuts_answers`, what a script saves is stored, and the connection ends before the answer's body does.
    """

    def __init__(self) -> None:
        self.app: Flask | None = None
        self.refuses_saving = self.cuts_answers = False
        self.port = 0
        self._running: tuple[BaseWSGIServer, threading.Thread] | None = None

    @property
    def address(self) -> str:
        """Where the start page is, without a slash at its end; known once the server was open."""
        return f"http://{HOST}:{self.port}"

    def open(self, make: Callable[[str], Flask] | None = None) -> None:
        """Listens: the first time on any free port, with the application that `make` gives for the address."""
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server(HOST, self.port, self._answer, threaded=True, request_handler=Quiet)
        self.port = server.server_port
        if make:
            self.app = make(self.address)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        self._running = server, thread

    def close(self) -> None:
        """Stops listening; whoever asks is refused a connection."""
        if self._running:
            server, thread = self._running
            server.shutdown()
            thread.join()
            server.server_close()
            self._running = None

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.refuses_saving and environ["REQUEST_METHOD"] == "PUT":
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        assert self.app is not None
        if self.cuts_answers and environ["REQUEST_METHOD"] == "PUT":
            start_response = _promising_more(start_response)
        with closing(ClosingIterator(self.app(environ, start_response))) as answer:
            return [b"".join(answer)]  # at once: Werkzeug leaves files open where a browser goes away early


def _promising_more(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """Begins answers whose length is said to be more than what comes."""

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        return start_response(status, [*kept, ("Content-Length", "100000")], *rest)

    return begin
