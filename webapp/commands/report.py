"""`plumbline report`."""

from pathlib import Path
from typing import get_args

import click

from graph.review.enums import State
from graph.workflow import reading
from reports.gap import Variant
from reports.render import Paper
from reports.wording import Language
from webapp.commands.context import context_as, opened
from webapp.report import of_record
from webapp.report.issue import issue
from webapp.settings import load


@click.group("report")
def command() -> None:
    """Make reports as PDF."""


_reader = click.option(
    "--as", "reader", required=True, metavar="PERSON", help="Whose access rights to use; the log names them."
)
_show_missing = click.option(
    "--show-missing", is_flag=True, help='Show a character that no font has as "[U+3134A]" instead of failing.'
)


@command.command()
@click.argument("review")
@_reader
@click.option(
    "--variant",
    type=click.Choice([each.value for each in Variant]),
    default="committee",
    show_default=True,
    help="Who the report is for.",
)
@click.option(
    "--language",
    type=click.Choice(get_args(Language)),
    default="en",
    show_default=True,
    help="both: English and Chinese.",
)
@click.option("--paper", type=click.Choice(get_args(Paper)), default="A4", show_default=True, help="The paper size.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Output file.  [default: a generated name]",
)
@_show_missing
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
        report = issue(
            graph,
            context_as(settings, reader),
            review,
            Variant(variant),
            language,
            paper,
            settings.public_address,
            show_missing=show_missing,
        )
    target = output or Path(report.filename)
    target.write_bytes(report.pdf)
    click.echo(f"{target}: {report.pages} pages, sha256 {report.sha256}")


@command.command()
@click.argument("review")
@_reader
@_show_missing
def record(review: str, reader: str, show_missing: bool) -> None:
    """Write the PDF of record of REVIEW, a closed one, into the data folder.

    Closing a review writes it; this is for when that failed, as the log then says.
    """
    settings = load()
    with opened(settings) as graph:
        context = context_as(settings, reader)
        if reading.sheet(graph, context, review).head.state is not State.CLOSED:
            raise click.ClickException(f"{review} is not closed, and only a closed review has a PDF of record.")
        path = of_record.keep(graph, context, review, settings, show_missing=show_missing)
    click.echo(path)
