"""The PDF of record: what a closed review leaves as a file (workflow, row 21)."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from graph.act import Act
from graph.driver import Graph
from reports.gap import Variant
from webapp.report.issue import issue
from webapp.settings import Settings


def keep(graph: Graph, act: Act, review: str, settings: Settings) -> Path:
    """Writes the person's report of a review, in both languages, into the folder `records`; its path.

    The file is whole or not there, and only its owner reads it. Raises ReportError, OSError, NotFound.
    """
    report = issue(graph, act, review, Variant.EMPLOYEE, "both", "A4", settings.public_address)
    folder = settings.data_folder / "records"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        part.write(report.pdf)
    return Path(part.name).replace(folder / report.filename)
