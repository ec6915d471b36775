"""The PDF of record where it cannot be written: the close stands, the page says so, and a command writes it later."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.driver import Address, Graph
from graph.queries import Query
from graph.review.enums import State
from tests.company import HR, Company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of
from tests.webapp.pack.process import surroundings
from webapp import create_app
from webapp.settings import Settings

pytestmark = pytest.mark.heavy

CLOSE = "/reviews/rv-1/actions/close"
SMALL = 64
"""The largest file, in blocks of 512 bytes, that a command may write: a report is larger."""


class Leaving(Graph):
    """A graph that goes away as soon as a review has moved."""

    def _run(self, q: Query, params: dict[str, Any]) -> list[dict[str, Any]]:
        rows = super()._run(q, params)
        if q.name == "workflow/advance":
            self.close()
        return rows


@pytest.fixture
def leaving(engine: Address) -> Iterator[Leaving]:
    graph = Leaving.open(engine)
    yield graph
    graph.close()


def plumbline(engine: Address, data: Path, *words: str, limit: int = 0) -> "subprocess.CompletedProcess[str]":
    """`plumbline` with these words, over a data folder; a `limit` makes larger files fail as a full disk does."""
    order = [sys.executable, "-m", "webapp.cli", *words]
    return subprocess.run(
        ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh", *order] if limit else order,
        env=surroundings(engine, data),
        capture_output=True,
        text=True,
        check=False,
    )


def records(data: Path) -> list[str]:
    return sorted(each.name for each in (data / "records").glob("*"))


def test_a_graph_that_leaves_after_the_close_is_no_step_that_changed_nothing(
    company: Company, leaving: Leaving, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    company.bring("rv-1", State.ACKNOWLEDGED)
    app = create_app(settings.model_copy(update={"data_folder": tmp_path}), leaving, lambda: NOW + timedelta(days=12))
    hr = browser_of(app, HR)
    hr.get(CLOSE)
    page = hr.post(CLOSE, status=200)
    assert page.heading == "Closed, but the PDF of record is missing"
    assert "The database is not responding" in page.text
    assert f"plumbline report record rv-1 --as {HR}" in page.text
    assert "Submit it again" not in page.text
    assert "changed nothing" not in page.text
    assert company.sheet("rv-1", HR).head.state is State.CLOSED
    assert records(tmp_path) == []
    assert any("rv-1 is closed, and its PDF of record was not written" in said for said in caplog.messages)


def test_what_could_not_be_written_whole_is_removed_and_can_be_written_later(
    company: Company, engine: Address, tmp_path: Path
) -> None:
    company.bring("rv-1", State.CLOSED)
    order = ("report", "record", "rv-1", "--as", HR)
    failed = plumbline(engine, tmp_path, *order, limit=SMALL)
    assert failed.returncode == 1
    assert "File too large" in failed.stderr
    assert records(tmp_path) == []
    done = plumbline(engine, tmp_path, *order)
    assert done.returncode == 0, done.stderr
    (name,) = records(tmp_path)
    assert done.stdout.strip() == str(tmp_path / "records" / name)
    assert (tmp_path / "records" / name).read_bytes().startswith(b"%PDF-")


def test_only_a_closed_review_has_one(company: Company, engine: Address, tmp_path: Path) -> None:
    company.bring("rv-1", State.ACKNOWLEDGED)
    refused = plumbline(engine, tmp_path, "report", "record", "rv-1", "--as", HR)
    assert refused.returncode == 1
    assert refused.stderr == "Error: rv-1 is not closed, and only a closed review has a PDF of record.\n"
    assert records(tmp_path) == []
