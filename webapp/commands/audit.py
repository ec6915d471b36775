"""`plumbline audit`."""

import click

from graph.audit.verify import verify as verify_all
from webapp.commands.context import opened
from webapp.settings import load


@click.group("audit")
def command() -> None:
    """Ask whether anybody changed the past."""


@command.command()
def verify() -> None:
    """Recompute every hash of every stream of events, and every signature; changes nothing.

    Names each event that was altered, removed or inserted, and each signed revision whose content no longer matches
    its hash; then the exit code is 1.
    """
    with opened(load()) as graph:
        verification = verify_all(graph)
    for fault in verification.faults:
        place = f"{fault.stream} {fault.seq}" if fault.seq else fault.stream
        click.echo(f"{fault.kind}: {place}: {fault.detail}")
    click.echo(
        f"{verification.events} events in {verification.streams} streams, {verification.signatures} signatures, "
        f"{verification.erased} texts erased on request: "
        f"{'the record is intact' if verification.clean else f'{len(verification.faults)} discrepancies'}."
    )
    if not verification.clean:
        raise SystemExit(1)
