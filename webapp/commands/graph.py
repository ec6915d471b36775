"""`plumbline graph`: the schema, and whether the graph is well."""

import click

from graph import schema
from graph.planning import plan_queries
from graph.queries import all_queries
from webapp.commands.context import opened
from webapp.settings import load


@click.group("graph")
def command() -> None:
    """Bring the graph's schema up to date, or check the graph."""


@command.command()
def migrate() -> None:
    """Apply the schema files that the graph does not have yet. Running it again changes nothing."""
    with opened(load()) as graph:
        applied = schema.migrate(graph)
    click.echo(f"{len(applied)} schema statements applied." if applied else "The schema is up to date.")


@command.command()
def check() -> None:
    """Check that the graph answers, that its schema is complete and that every query can be planned.

    Exit code 1 with a line for each thing that is not so.
    """
    with opened(load()) as graph:
        missing = schema.check(graph)
        for name in missing:
            click.echo(f"missing: {name} (`plumbline graph migrate` adds it)")
        if missing:
            raise SystemExit(1)
        plan_queries(graph)
    click.echo(f"The graph responds, its schema is complete, and {len(all_queries())} queries can be planned.")
