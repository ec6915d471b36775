"""`plumbline audit`."""

from pathlib import Path

import click

from graph.errors import NotAsRecorded, NotFound, Refused
from graph.verification.erasure import erase_words
from graph.verification.faults import Fault
from graph.verification.seals import UnreadableSeal, check_seal, read_seal
from graph.verification.seals import seal as seal_all
from graph.verification.verify import verify as verify_all
from webapp.commands.context import context_now, opened
from webapp.settings import load


@click.group("audit")
def command() -> None:
    """Ask whether anybody changed the past."""


@command.command()
@click.option(
    "--seal",
    "sealed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of `plumbline audit seal`: also names what was written anew since, hashes and all.",
)
def verify(sealed: Path | None) -> None:
    """Recompute every hash of every stream of events, and every signature; changes nothing.

    Names each event that was altered, removed or inserted, each signed revision whose content no longer matches its
    hash, and everything linked that no event made; then the exit code is 1.
    """
    try:
        before = read_seal(sealed.read_text(encoding="utf-8")) if sealed else None
    except (UnreadableSeal, UnicodeDecodeError) as error:
        raise click.ClickException(f"{sealed}: {error}") from error
    with opened(load()) as graph:
        verification = verify_all(graph)
        since = tuple(check_seal(graph, before)) if before else ()
    faults = (*verification.faults, *since)
    for fault in faults:
        click.echo(_line(fault))
    click.echo(
        f"{verification.events} events in {verification.streams} streams, {verification.signatures} signatures, "
        f"{verification.erased} texts erased: "
        f"{'the record is intact' if not faults else f'{len(faults)} discrepancies'}."
    )
    if before:
        click.echo(f"Held against the seal of {before.at}: {len(before.heads)} streams, root {before.root}.")
    if faults:
        raise SystemExit(1)


@command.command()
@click.argument("review")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(review: str, yes: bool) -> None:
    """Take away every comment, reason and sentence of REVIEW for good, once it is closed or cancelled.

    Values, hashes and the record of who did what stay, and still verify. Pieces of evidence stay: they may support
    other reviews. Reports and packs that were issued before keep their words.
    """
    if not yes:
        click.confirm(f"The words of {review} cannot be brought back. Erase them?", abort=True)
    settings = load()
    with opened(settings) as graph:
        try:
            erase_words(graph, context_now(settings), review, relied_on="command line")
        except NotFound as error:
            raise click.ClickException(f"There is no review {review}.") from error
        except NotAsRecorded as error:
            raise click.ClickException(
                f"The record of {review} has faults; `plumbline audit verify` names them."
            ) from error
        except Refused as error:
            raise click.ClickException(
                f"{review} is neither closed nor cancelled, so that its words are in use."
            ) from error
    click.echo(f"The words of {review} are erased.")


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def seal(file: Path) -> None:
    """Write where every stream of events stands to FILE, for `plumbline audit verify --seal FILE` later.

    Keep it where nobody who can write to the graph can write: the file, or at least the root that is printed.
    """
    settings = load()
    with opened(settings) as graph:
        now = seal_all(graph, context_now(settings))
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(now.text())
    except FileExistsError as error:
        raise click.ClickException(f"{file} is already there; a seal is never written over.") from error
    click.echo(f"{len(now.heads)} streams sealed at {now.at}; root {now.root}")


def _line(fault: Fault) -> str:
    place = f"{fault.stream} {fault.seq}" if fault.seq else fault.stream
    return f"{fault.kind}: {place}: {fault.detail}"
