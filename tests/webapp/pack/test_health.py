"""What /health says of packs: whether what living workers make can be had here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.context import Context
from graph.pack import work
from tests.webapp.pack.conftest import Ground
from webapp.pack.store import store_of

UP = {"state": "up", "why": ""}


def _now(ground: Ground) -> Context:
    """A worker's sign of life counts for seconds: those of the clock, not of when the company was founded."""
    return replace(ground.company, now=datetime.now(UTC)).context(work.WORKER)


def _packs(ground: Ground) -> Any:
    answer = ground.app.test_client().get("/health")
    assert (answer.status_code, answer.json["status"]) == (200, "up")  # type: ignore[index]
    return answer.json["packs"]  # type: ignore[index]


def test_two_installations_with_two_stores_on_one_graph_are_noticed(ground: Ground) -> None:
    context = _now(ground)
    assert _packs(ground) == UP
    work.beat(ground.company.graph, context, "w-ours", store_of(ground.settings).id(create=True))
    assert _packs(ground) == UP
    work.beat(ground.company.graph, context, "w-theirs", "of another installation")
    assert _packs(ground) == {"state": "down", "why": "other_store"}
    work.leave(ground.company.graph, "w-theirs")
    assert _packs(ground) == UP


def test_a_process_whose_store_no_worker_fills_says_so(ground: Ground) -> None:
    context = _now(ground)
    work.beat(ground.company.graph, context, "w-theirs", "of another installation")
    assert _packs(ground) == {"state": "down", "why": "other_store"}


def test_a_worker_that_is_gone_tells_nothing(ground: Ground) -> None:
    long_ago = ground.company.context(work.WORKER, after=timedelta(minutes=-5))
    work.beat(ground.company.graph, long_ago, "w-theirs", "of another installation")
    assert _packs(ground) == UP


def test_a_store_that_does_not_answer_is_said(ground: Ground) -> None:
    work.beat(ground.company.graph, _now(ground), "w", "any")
    ground.settings.data_folder.mkdir(exist_ok=True)
    (ground.settings.data_folder / "packs").write_text("a file where a folder should be")
    assert _packs(ground) == {"state": "down", "why": "no_answer"}
