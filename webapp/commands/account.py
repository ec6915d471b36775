"""`plumbline account`: people's accounts, made or repaired without a browser."""

import sys

import click

from graph.errors import Conflict
from graph.people import service
from graph.people.capacities import CAPACITIES
from graph.people.models import NewAccount, Placement, can_be_id
from graph.text import Text
from webapp.commands.context import context_now, opened
from webapp.settings import load


@click.group("account")
def command() -> None:
    """Create an account, or set its password.

    Passwords are asked for, or read as one line from standard input; never given as an argument.
    """


@command.command()
@click.argument("person")
@click.option("--login", required=True, help="The name to sign in with.")
@click.option("--name", required=True, help="The name in Latin letters.")
@click.option("--name-zh", default="", help="The name in Chinese, if there is one.")
@click.option("--email", required=True, help="The person's email address.")
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Their page language."
)
@click.option("--time-zone", help="Such as Asia/Shanghai.  [default: PLUMBLINE_TIME_ZONE]")
@click.option("--capacity", "capacities", multiple=True, type=click.Choice(CAPACITIES), help="Can be repeated.")
def create(
    person: str,
    login: str,
    name: str,
    name_zh: str,
    email: str,
    language: str,
    time_zone: str | None,
    capacities: tuple[str, ...],
) -> None:
    """Create the account of PERSON (the organisation's own id, such as E-014) and set its first password."""
    if not can_be_id(person):
        raise click.UsageError(
            f"{person} cannot be an id: use letters, digits and . _ - @ +, such as E-014; some words, such as “new”, "
            "are taken."
        )
    settings = load()
    password = _password()
    new = NewAccount(person, login, Text(name, name_zh), email, language, time_zone or settings.time_zone, password)
    with opened(settings) as graph:
        context = context_now(settings)
        try:
            service.create_account(graph, context, new)
        except Conflict as error:
            raise click.ClickException(
                f"There is already somebody with the id {person} or the sign-in name {login}, or with the email "
                f"address {email}. Choose another, or set a new password: plumbline account set-password {login}"
            ) from error
        if capacities:
            placement = Placement(person, since=context.today, capacities=capacities)
            service.place(graph, context, [placement], relied_on="command line")
    click.echo(f"{login} can sign in.")


@command.command("set-password")
@click.argument("login")
def set_password(login: str) -> None:
    """Set the password of LOGIN, and sign them out everywhere."""
    settings = load()
    password = _password()
    with opened(settings) as graph:
        service.set_password(graph, context_now(settings), login, password)
    click.echo(f"{login} has a new password and is signed out everywhere.")


def _password() -> str:
    """The new password: asked for twice at a terminal, else one line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise click.ClickException("no password came on standard input.")
    return line
