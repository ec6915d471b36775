"""`plumbline report`."""

from pathlib import Path
from typing import get_args

import click

from reports.gap import Variant
from reports.render import Paper
from reports.wording import Language
from webapp.commands.ground import act_as, opened
from webapp.report.issue import issue
from webapp.settings import load


@click.group("report")
def command() -> None:
    """Make reports as PDF."""


@command.command()
@click.argument("review")
@click.option("--as", "reader", required=True, metavar="PERSON", help="By whose right it is read; the log names them.")
@click.option(
    "--variant",
    type=click.Choice([each.value for each in Variant]),
    default="committee",
    show_default=True,
    help="For whom it is made.",
)
@click.option(
    "--language",
    type=click.Choice(get_args(Language)),
    default="en",
    show_default=True,
    help="both: English and Chinese.",
)
@click.option("--paper", type=click.Choice(get_args(Paper)), default="A4", show_default=True, help="Size.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to.  [default: a name of its own]"
)
@click.option(
    "--show-missing", is_flag=True, help='Show a character that no font has as "[U+3134A]" instead of failing.'
)
def gap(
    review: str,
    reader: str,
    variant: str,
    language: Language,
    paper: Paper,
    output: Path | None,
    show_missing: bool,
) -> None:
    """Write the gap report of REVIEW (such as rv-...) to a PDF file."""
    settings = load()
    with opened(settings) as graph:
        made = issue(
            graph,
            act_as(settings, reader),
            review,
            Variant(variant),
            language,
            paper,
            settings.public_address,
            show_missing=show_missing,
        )
    target = output or Path(made.filename)
    target.write_bytes(made.pdf)
    click.echo(f"{target}: {made.pages} pages, sha256 {made.sha256}")
