"""The port of `serve` and `demo`."""

import errno
import socket

import click

from graph.embedded import EmbeddedNeo4j
from webapp.settings import Settings


def listener(settings: Settings) -> socket.socket:
    """The port, taken before anything slow starts. Raises ClickException where it cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise click.ClickException(_why_not(settings, error)) from error
    return bound


def _why_not(settings: Settings, error: OSError) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EACCES:
        return f"{where} needs more rights than you have: choose a port above 1023 with --port."
    if error.errno != errno.EADDRINUSE:
        return f"cannot listen on {where}: {error.strerror}."
    if not settings.neo4j_uri and EmbeddedNeo4j.running(settings.data_folder / "graph"):
        return f"Plumbline is already running here: open http://{where}, or stop it first (Ctrl-C where it runs)."
    return (
        f"port {settings.port} is taken by another program: choose another one, for example --port {settings.port + 1}."
    )
