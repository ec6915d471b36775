"""`plumbline worker`."""

import logging
import os
import signal
import sys
import threading

import click

from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from graph.pack.work import living_workers
from webapp.commands.context import closing, context_now, named_server, say
from webapp.settings import load


@click.command("worker")
@click.option("--beside", is_flag=True, hidden=True, help="Started by serve: ends when its standard input closes.")
@click.option("--check", is_flag=True, help="Only check whether a worker is running; exits with 1 if none is.")
def command(beside: bool, check: bool) -> None:
    """Make packs in the background until Ctrl-C.

    Needs a graph that runs: the server that NEO4J_URI names, or `plumbline serve`, which starts its own worker unless
    PLUMBLINE_REDIS_URL is set.
    """
    if beside:
        os.nice(5)  # people who wait for a page come first
    from webapp.pack.worker import PackWorker

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING if beside else logging.INFO)
    settings = load()
    address = named_server(settings) or EmbeddedNeo4j.running(settings.data_folder / "graph")
    if address is None:
        raise click.ClickException("no graph runs here: set NEO4J_URI, or run `plumbline serve`.")
    if check:
        with closing(Graph.open(address)) as graph:
            if not living_workers(graph, context_now(settings)):
                raise click.ClickException("no worker has been running lately.")
        return
    if beside:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    with closing(Graph.open(address)) as graph:
        if not beside:
            say("Plumbline's worker (press Ctrl-C to stop)")
        PackWorker(settings, graph).run()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
