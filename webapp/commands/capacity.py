"""`plumbline capacity`: the way back where nobody can give a capacity in the browser."""

from datetime import date

import click

from graph.errors import Refused
from graph.people.capacities import CAPACITIES, CapacityChange, give_back
from webapp.commands.context import context_now, opened
from webapp.settings import load


@click.group("capacity")
def command() -> None:
    """Give a capacity where nobody holds it."""


@command.command()
@click.argument("person")
@click.argument("capacity", type=click.Choice(CAPACITIES))
@click.option("--reason", required=True, help="Why. HR admins read it on their start page.")
def give(person: str, capacity: str, reason: str) -> None:
    """Give PERSON (an id) CAPACITY from today on, where nobody holds it today.

    Where somebody does, an HR admin gives it on the page of the person. It is recorded like any other change.
    """
    settings = load()
    context = context_now(settings)
    with opened(settings) as graph:
        try:
            changed = give_back(graph, context, CapacityChange(person, capacity, context.today, reason))
        except Refused as refused:
            raise click.ClickException(_sentence(refused, capacity, context.today)) from refused
    click.echo(f"{person} holds {capacity} from today on." if changed else f"{person} holds {capacity} already.")


def _sentence(refused: Refused, capacity: str, today: date) -> str:
    said = {
        "capacity_held": f"somebody holds {capacity} today: an HR admin gives it in the browser, on the person's page.",
        "has_left": f"they have left before {today}: choose somebody who is there.",
        "reason": "the reason is empty.",
    }
    return " ".join(said.get(each.rule, each.rule) for each in refused.reasons)
