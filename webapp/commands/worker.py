"""`plumbline worker`."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from graph.pack.work import living_workers
from webapp import create_app
from webapp.commands.context import closing, context_now, named_server, say
from webapp.settings import Settings, load

_END_SECONDS = 5.0
"""How long the mail or job in hand may still take when the worker is told to end."""


@click.command("worker")
@click.option("--beside", is_flag=True, hidden=True, help="Started by serve: ends when its standard input closes.")
@click.option("--check", is_flag=True, help="Only check whether a worker is running; exits with 1 if none is.")
def command(beside: bool, check: bool) -> None:
    """Make packs, open cycles and send mails in the background until Ctrl-C.

    Needs a graph that runs: the server that NEO4J_URI names, or `plumbline serve`, which starts its own worker unless
    PLUMBLINE_REDIS_URL is set.
    """
    if beside:
        os.nice(5)  # people who wait for a page come first
    from webapp.job_worker import JobWorker
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
        packs = PackWorker(settings, graph)
        jobs = JobWorker(settings, graph, packs.name)
        with mails_sent(settings, graph, packs.name), in_thread(jobs.run, "jobs"):
            packs.run()


@contextmanager
def mails_sent(settings: Settings, graph: Graph, name: str) -> Iterator[None]:
    """Sends mails meanwhile, where the settings name a mail server: a pack takes minutes, and a mail is not to wait."""
    if not settings.mail_server:
        yield
        return
    from webapp.mail.worker import MailWorker

    mails = MailWorker(settings, graph, name, lambda: create_app(settings, graph))
    with in_thread(mails.run, "mails"):
        yield


@contextmanager
def in_thread(run: Callable[[threading.Event], None], name: str) -> Iterator[None]:
    """Runs a part of the worker in a thread of its own meanwhile: what it does is not to wait for a pack."""
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(stop,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_END_SECONDS)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
