"""A worker by itself: what it deletes and what it leaves, and that nothing that fails ends it."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest

from graph.calibration.packs import PackState
from graph.driver import Address, Graph
from graph.errors import NotFound
from graph.pack import service, work
from graph.pack.models import PackFile, Why
from graph.pack.repository import BEAT, PROGRESS, TAKE, UNFINISHED
from graph.queries import Query
from tests.company import FACILITATOR, MEMBER
from tests.webapp.pack.conftest import Ground
from tests.webapp.pack.process import until
from tests.webapp.pack.test_pack_pages import asked, made
from webapp.pack.scratch_folder import Workplace
from webapp.pack.worker import PackWorker

pytestmark = pytest.mark.heavy

Ask = Callable[..., object]


class Disturbed(Graph):
    """A graph with something that happens before one statement, once."""

    def before(self, q: Query, happens: Callable[[], object]) -> Self:
        self._what = {q: happens}
        return self

    def _run(self, q: Query, params: dict[str, Any]) -> list[dict[str, Any]]:
        self._what.pop(q, lambda: None)()
        return super()._run(q, params)


@pytest.fixture
def disturbed(engine: Address) -> Iterator[Disturbed]:
    graph = Disturbed.open(engine)
    yield graph
    graph.close()


def fails() -> None:
    raise ValueError("nobody thought of this")


def age(path: Path) -> None:
    os.utime(path, (1_000_000_000, 1_000_000_000))


def test_files_that_no_pack_names_go_after_an_hour(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    folder = ground.settings.data_folder / "packs"
    names = ("pk-killed-1.pdf", f"pk-killed-2.pdf.{'a' * 32}.part", "pk-just-now-1.pdf", "of-somebody-else.pdf")
    for name in names:
        (folder / name).touch()
    for path in folder.iterdir():
        if "now" not in path.name:
            age(path)
    PackWorker(ground.settings, ground.company.graph).tidy()
    assert {path.name for path in folder.iterdir()} == {f"{pack}.pdf", "pk-just-now-1.pdf", "of-somebody-else.pdf"}
    assert ground.job(pack).state is PackState.READY


def test_one_file_that_cannot_be_deleted_keeps_no_other(make_ground: Callable[..., Ground], tmp_path: Path) -> None:
    ground = make_ground(pack_days=-1)
    stuck = made(ground, tmp_path)
    folder = ground.settings.data_folder / "packs"
    (folder / f"{stuck}.pdf").unlink()
    (folder / f"{stuck}.pdf" / "inside").mkdir(parents=True)
    context = ground.company.context(FACILITATOR)
    other = service.ask(ground.company.graph, context, "session-1", "en", "A4").id
    job = work.take(ground.company.graph, ground.company.context(work.WORKER), "w1", other)
    assert job
    assert work.made(ground.company.graph, ground.company.context(work.WORKER), job, PackFile("pk-other.pdf", "", 1, 1))
    (folder / "pk-other.pdf").touch()
    PackWorker(ground.settings, ground.company.graph).tidy()
    assert ground.job(stuck).state is PackState.READY
    assert ground.job(other).state is PackState.EXPIRED
    assert not (folder / "pk-other.pdf").exists()


def test_a_worker_sweeps_only_what_nobody_holds(ground: Ground) -> None:
    root = ground.settings.work_folder
    silent = Workplace(root, "wk-silent")  # its last sign of life is as old as can be: it has given none
    (silent.path / "half.pdf").touch()
    (root / "wk-killed").mkdir()
    worker = PackWorker(ground.settings, ground.company.graph)
    looking = threading.Thread(target=worker.watch, daemon=True)
    looking.start()
    until(lambda: not (root / "wk-killed").exists(), "what a killed worker left is removed", 20)
    assert (silent.path / "half.pdf").exists()
    worker.end()
    looking.join()
    silent.leave()
    assert list(root.iterdir()) == []


def test_what_is_taken_while_it_looks_is_not_taken_for_let_fall(ground: Ground, disturbed: Disturbed) -> None:
    pack = asked(ground)
    worker = PackWorker(ground.settings, disturbed)
    taking = threading.Thread(target=worker.take, args=(pack,))

    def take() -> None:
        taking.start()
        taking.join(2)

    disturbed.before(UNFINISHED, take)
    worker.waiting()
    taking.join()
    assert ground.job(pack).state is PackState.MAKING


def test_a_worker_that_ends_gives_back_what_it_has_not_noticed_to_be_over(ground: Ground, disturbed: Disturbed) -> None:
    pack = asked(ground)
    busy, over = threading.Event(), threading.Event()

    def is_busy() -> None:
        busy.set()
        over.wait(60)

    worker = PackWorker(ground.settings, disturbed.before(PROGRESS, is_busy))
    making = threading.Thread(target=worker.take_up)
    making.start()
    assert busy.wait(60)
    worker.end()
    assert (ground.job(pack).state, ground.job(pack).attempts) == (PackState.WAITING, 0)
    over.set()
    making.join()
    assert (ground.job(pack).state, ground.stored()) == (PackState.WAITING, [])


def test_whatever_fails_the_next_sign_of_life_is_given(
    ground: Ground, disturbed: Disturbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BEAT_SECONDS", 0.05)
    worker = PackWorker(ground.settings, disturbed.before(BEAT, fails))
    looking = threading.Thread(target=worker.watch, daemon=True)
    looking.start()
    context = ground.company.context(work.WORKER)
    until(lambda: bool(work.living_workers(ground.company.graph, context)), "a sign of life", 20)
    worker.end()
    looking.join()


def test_whatever_fails_the_next_pack_is_made(ground: Ground, disturbed: Disturbed, ask: Ask) -> None:
    graph, company = ground.company.graph, ground.company
    first = service.ask(graph, company.context(MEMBER), "session-1", "zh", "A4").id
    second = service.ask(graph, company.context(FACILITATOR, after=timedelta(seconds=1)), "session-1", "en", "A4").id
    # Who asked has left: that it fails for this reason shows that its turn has come.
    ask("write", "", "MATCH (:Person {id: $p})-[seat:MEMBER_OF]->(:Session) DELETE seat", p=FACILITATOR)
    PackWorker(ground.settings, disturbed.before(TAKE, fails)).take_up()
    assert ground.job(first).state is PackState.WAITING
    assert (ground.job(second).state, ground.job(second).why) == (PackState.FAILED, Why.CHANGED)
    with pytest.raises(NotFound):
        ground.job(second, FACILITATOR)
    assert ground.job(first, MEMBER).attempts == 0
