"""The server that `serve` and `demo` run: gunicorn in this process, over an engine that this process started."""

import os
import signal
import socket
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from graph.driver import Address
from webapp.commands.worker_process import ArchiveBeside, WorkerBeside
from webapp.settings import Settings
from webapp.worker import application, server_options


class Server(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """gunicorn's master in this process. Each worker opens the graph itself; passwords stay in memory."""

    def __init__(
        self, settings: Settings, address: Address, listening: socket.socket, ready: Callable[[], None]
    ) -> None:
        self._settings, self._address, self._listening, self._ready = settings, address, listening, ready
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings: those of production, except where people sit at a terminal."""
        for name, value in server_options(self._settings).items():
            self.cfg.set(name, value)
        self.cfg.set("bind", f"fd://{self._listening.detach()}")  # gunicorn closes it
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", self._is_ready)
        self.cfg.set("post_worker_init", lambda _: signal.signal(signal.SIGINT, signal.SIG_IGN))

    def _is_ready(self, master: Any) -> None:
        # Ctrl-C reaches the master and the workers; only the master acts on it, and lets requests finish.
        master.handle_int = master.handle_term
        self._ready()

    def load(self) -> Flask:
        """The application of one worker."""
        return application(self._settings, self._address)


def serve(settings: Settings, address: Address, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serves until SIGINT or SIGTERM, with a worker of packs beside unless Redis is set.

    Raises ClickException if the processes that answer cannot be started.
    """
    with WorkerBeside(settings) as worker, ArchiveBeside(settings) as archive:

        def is_ready() -> None:
            ready()
            worker.start()
            archive.start()

        _run(Server(settings, address, listening, is_ready))


def _run(server: Server) -> None:
    master = os.getpid()
    try:
        server.run()
    except SystemExit as stopped:  # how gunicorn ends, one way or the other
        if os.getpid() != master:  # a fork that answered requests: the engine and the worker beside are not its to end
            os._exit(int(stopped.code or 0))
        if stopped.code:
            raise click.ClickException("the server had to stop; the lines above say why.") from stopped
