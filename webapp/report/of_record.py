"""The PDF of record: what a closed review leaves as a file (workflow, row 21)."""

from pathlib import Path
from uuid import uuid4

from graph.context import Context
from graph.driver import Graph
from reports.gap import Variant
from webapp.report.issue import issue
from webapp.settings import Settings


def keep(graph: Graph, context: Context, review: str, settings: Settings, *, show_missing: bool = False) -> Path:
    """Writes the person's report of a review, in both languages, into the folder `records`; its path.

    The file is whole or not there, and only its owner reads it. `show_missing` is as `issue` has it, which says what
    this raises beside OSError.
    """
    address = settings.public_address
    report = issue(graph, context, review, Variant.EMPLOYEE, "both", "A4", address, show_missing=show_missing)
    folder = settings.data_folder / "records"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{review}_{report.filename}"  # of two people of one name both are kept
    part = folder / f"{name}.{uuid4().hex}.part"
    try:
        part.touch(0o600, exist_ok=False)
        part.write_bytes(report.pdf)
        return part.replace(folder / name)
    finally:
        part.unlink(missing_ok=True)  # what could not be written whole
