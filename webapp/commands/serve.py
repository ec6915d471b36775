"""`plumbline serve`."""

from contextlib import closing
from typing import Any

import click

from graph import schema
from graph.driver import Graph
from webapp.commands.context import engine, say
from webapp.commands.preload import import_ahead
from webapp.commands.set_up import offered_set_up
from webapp.commands.sockets import listener
from webapp.settings import load


@click.command("serve")
@click.option("--host", help="Address to listen on.  [default: PLUMBLINE_HOST or 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: PLUMBLINE_PORT or 8000]")
def command(host: str | None, port: int | None) -> None:
    """Start the graph engine, bring its schema up to date, and serve until Ctrl-C.

    Without NEO4J_URI the engine is an embedded Neo4j with its data in PLUMBLINE_DATA; the first start downloads it.
    As long as there is no HR admin it prints a one-time address at which the installation is set up.

    Behind a web server or in containers use gunicorn instead: docs/operations.md.
    """
    values: dict[str, Any] = {"host": host, "port": port}
    settings = load(None, **{name: value for name, value in values.items() if value is not None})
    ahead = import_ahead("webapp.blueprints", "webapp.commands.server")
    with listener(settings) as listening, engine(settings) as address:
        with closing(Graph.open(address)) as graph:  # not pinged: the schema is asked at once
            schema.ensure(graph)
            address_of_set_up = offered_set_up(graph, settings)
        ahead.join()
        from webapp.commands.server import serve

        def ready() -> None:
            say(f"Plumbline: {settings.public_address} (press Ctrl-C to stop)")
            if address_of_set_up:
                say(f"Set it up, once, at {address_of_set_up}")

        serve(settings, address, listening, ready)
