"""What commands stand on: an open graph, whoever has to start its engine, and the context in which they act."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from graph.context import Context
from graph.driver import Address, Graph
from graph.embedded import EmbeddedNeo4j
from webapp.background import context_at
from webapp.settings import Settings

ACTOR = "command line"
"""Who did it, in events of acts at the command line: no account is known there."""


def say(line: str) -> None:
    """A line about what is going on; standard output stays free for results."""
    click.echo(line, err=True)


def named_server(settings: Settings) -> Address | None:
    """The server that the settings name, None for the embedded engine."""
    if not settings.neo4j_uri:
        return None
    return Address(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)


@contextmanager
def engine(settings: Settings, of_neo4j: Mapping[str, str] = {}) -> Iterator[Address]:
    """The address of the graph: the named server, or the embedded engine started for as long as this lasts, with
    settings `of_neo4j`.

    Raises an EngineError; FolderHeld where another process has started the engine of this data folder.
    """
    named = named_server(settings)
    if named:
        yield named
        return
    throughput = settings.engine_tuning == "throughput"
    folder = settings.data_folder / "graph"
    with EmbeddedNeo4j(folder, log=say, settings=of_neo4j, throughput=throughput) as address:
        yield address


@contextmanager
def opened(settings: Settings, of_neo4j: Mapping[str, str] = {}) -> Iterator[Graph]:
    """The graph for one command, beside a running `plumbline serve` or by itself, then with settings `of_neo4j`."""
    running = None if settings.neo4j_uri else EmbeddedNeo4j.running(settings.data_folder / "graph")
    if running:
        with closing(Graph.open(running)) as graph:
            yield graph
        return
    with engine(settings, of_neo4j) as address, closing(Graph.open(address)) as graph:
        yield graph


@contextmanager
def closing(graph: Graph) -> Iterator[Graph]:
    """The graph, pinged, and closed at the end: the engine waits for open connections. Raises GraphUnavailable."""
    try:
        graph.ping()
        yield graph
    finally:
        graph.close()


def context_now(settings: Settings) -> Context:
    """The context in which the command line acts now."""
    return context_as(settings, ACTOR)


def context_as(settings: Settings, person: str) -> Context:
    """The context in which whoever may use this machine's command line acts now as `person`."""
    return context_at(settings, person, datetime.now(UTC))
