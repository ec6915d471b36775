"""`plumbline graph`: the schema, and whether the graph is well."""

import click

from graph import schema
from graph.people.repository import overlapping
from graph.planning import plan_queries
from graph.queries import all_queries
from graph.verification.settling import settle
from webapp.commands.context import context_now, opened
from webapp.commands.set_up import offered_set_up
from webapp.settings import load


@click.group("graph")
def command() -> None:
    """Bring the graph's schema up to date, or check the graph."""


@command.command()
def migrate() -> None:
    """Apply the schema files that the graph does not have yet, and settle what earlier versions left. Running it again
    changes nothing.

    As long as there is no HR admin it prints a one-time address at which the installation is set up.

    People who hold two levels or two lines of one kind on one day get the one that was placed last; their record says
    so.
    """
    settings = load()
    with opened(settings) as graph:
        applied = schema.migrate(graph)
        settled = settle(graph, context_now(settings), relied_on="command line")
        address_of_set_up = offered_set_up(graph, settings)
    click.echo(f"{len(applied)} schema statements applied." if applied else "The schema is up to date.")
    if address_of_set_up:
        click.echo(f"Set it up, once, at {address_of_set_up}")
    for person in settled:
        click.echo(f"{person}: held two levels or managers on one day; the one that was placed last counts.")


@command.command()
def check() -> None:
    """Check that the graph answers, that its schema is complete, that every query can be planned, and that nobody holds
    two levels, two lines of one kind or two departments on one day.

    Exit code 1 with a line for each thing that is not so.
    """
    with opened(load()) as graph:
        missing = schema.check(graph)
        for name in missing:
            click.echo(f"missing: {name} (`plumbline graph migrate` adds it)")
        twofold = [] if missing else overlapping(graph)
        for person in twofold:
            click.echo(f"{person}: two levels or managers on one day (`plumbline graph migrate` settles it)")
        if missing or twofold:
            raise SystemExit(1)
        plan_queries(graph)
    click.echo(f"The graph responds, its schema is complete, and {len(all_queries())} queries can be planned.")
