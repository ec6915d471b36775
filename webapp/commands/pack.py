"""`plumbline pack`."""

from pathlib import Path

import click

from graph.calibration.service import session as session_of
from graph.pack.service import readable
from reports.file_names import pack_name
from webapp.commands.context import context_as, opened
from webapp.settings import load


@click.command("pack")
@click.argument("session")
@click.option("--as", "reader", required=True, metavar="PERSON", help="Whose access rights to use; the log names them.")
@click.option("-o", "--out", "--output", "output", type=click.Path(dir_okay=False, path_type=Path), help="Output file.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Its language.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True, help="The paper size.")
@click.option(
    "--show-missing", is_flag=True, help='Show a character that no font has as "[U+3134A]" instead of failing.'
)
def command(session: str, reader: str, output: Path | None, language: str, paper: str, show_missing: bool) -> None:
    """Write the pack of SESSION, all that is signed off as one PDF, to a file."""
    from webapp.pack.make import make_pack

    settings = load()
    with opened(settings) as graph:
        calibration_session = session_of(graph, context_as(settings, reader), session)
        name = pack_name(calibration_session.name, calibration_session.meets_on, language)
        target = output or Path(name)
        pack = make_pack(
            graph,
            settings,
            lambda: context_as(settings, reader),
            session,
            [one.review.id for one in readable(calibration_session, reader)],
            target,
            language=language,
            paper=paper,
            show_missing=show_missing,
        )
    click.echo(f"{target}: {pack.people} people, {pack.pages} pages, sha256 {pack.sha256}")
