"""The demo's PDFs as pictures, one a page: a gap report, and the pack of a session."""

import subprocess
from pathlib import Path

from graph.calibration.service import session
from graph.demo.loader import REPORT_OF
from graph.demo.models import DemoCompany
from graph.driver import Graph
from graph.pack.service import readable
from reports.gap import Variant
from reports.wording import Language
from webapp.commands.context import context_as
from webapp.pack.make import make_pack
from webapp.report.issue import issue
from webapp.settings import Settings

READER = "E-037"
"""Who sits in the autumn session."""
DOTS = 70
"""Pixels to the inch: a page is then 579 x 819, enough to read it and to see how it is laid out."""


def gap_report(graph: Graph, settings: Settings, company: DemoCompany, language: Language, target: Path) -> None:
    """Writes a gap report, as the committee has it."""
    review, context = company.reviews[REPORT_OF], context_as(settings, READER)
    target.write_bytes(issue(graph, context, review, Variant.COMMITTEE, language, "A4", settings.public_address).pdf)


def pack(graph: Graph, settings: Settings, company: DemoCompany, language: Language, target: Path) -> None:
    """Writes the pack of the autumn session."""
    within = readable(session(graph, context_as(settings, READER), company.session), READER)
    make_pack(
        graph,
        settings,
        lambda: context_as(settings, READER),
        company.session,
        [one.review.id for one in within],
        target,
        language=language,
        paper="A4",
    )


def pictures(paper: Path, dots: int = DOTS, *, first_only: bool = False) -> list[Path]:
    """A PNG of each page beside the PDF, in the place of those of an earlier one."""
    for old in paper.parent.glob(f"{paper.stem}-*.png"):
        old.unlink()
    last = ["-l", "1"] if first_only else []
    subprocess.run(["pdftoppm", "-png", "-r", str(dots), *last, str(paper), str(paper.with_suffix(""))], check=True)
    return sorted(paper.parent.glob(f"{paper.stem}-*.png"))
