"""Real workers: by a file and by Redis, killed in the middle, told to end, cancelled, one pack for all who ask."""

import io
import os
import signal
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from werkzeug.test import TestResponse

from graph.calibration.packs import PackState
from graph.pack import work
from graph.queries import parse
from graph.verification.verify import verify
from tests.company import FACILITATOR, MEMBER
from tests.webapp.pack.conftest import Ground
from tests.webapp.pack.process import Worker, until
from tests.webapp.page_client import PageClient
from tests.webapp.raw_client import read

pytestmark = pytest.mark.heavy

Start = Callable[..., Worker]
SESSION = "/calibration/session-1"
OPEN_TRANSACTIONS = parse(
    "tests/open_transactions",
    "// How many transactions are open.\n// access: read\n// params: none\n// returns: one (count)\n"
    "SHOW TRANSACTIONS YIELD transactionId RETURN count(*) AS count",
)


def ask(browser: PageClient, language: str = "en") -> None:
    browser.get(SESSION)
    browser.post(f"{SESSION}/packs", {"language": language, "paper": "A4"}, status=303)


def download(browser: PageClient, pack: str) -> TestResponse:
    answer = browser.client.get(f"/packs/{pack}/pack.pdf", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer


def ready(ground: Ground) -> str:
    until(lambda: not ground.only().unfinished, "the pack is made", 240)
    job = ground.only()
    assert (job.state, job.why, job.people) == (PackState.READY, "", 2)
    return job.id


def in_the_middle(ground: Ground, worker: Worker) -> None:
    """Waits until a worker makes a pack, and stops it there, between two of its transactions: one that it held open
    would keep others waiting for what it locked, and be ended by the engine."""
    until(lambda: ground.only().state is PackState.MAKING and ground.only().of > 0, "a worker begins", 120)

    def stopped_between_transactions() -> bool:
        worker.process.send_signal(signal.SIGSTOP)
        row = ground.company.graph.read_one(OPEN_TRANSACTIONS)
        if row and row["count"] == 1:  # the one that asks
            return True
        worker.process.send_signal(signal.SIGCONT)
        return False

    until(stopped_between_transactions, "the worker is stopped between two transactions")
    assert ground.only().state is PackState.MAKING


def test_a_pack_is_asked_for_made_and_downloaded(ground: Ground, start: Start) -> None:
    member = ground.browser(MEMBER)
    ask(member)
    assert "Waiting to start." in member.get(SESSION).text
    assert "No background worker has responded" in member.get(SESSION).text
    worker = start()
    pack = ready(ground)
    assert "Download the pack (PDF)" in member.get(SESSION).links
    answer = download(member, pack)
    day = ground.company.now.date() + timedelta(days=7)
    name = f"calibration-pack_Autumn-committee_{day}_en.pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(answer.data)) as opened:
        assert len(opened.pages) == ground.job(pack).pages
    text = read(answer)
    assert "Employee Zhang" in text
    assert "Colleague Zhang" in text
    (kept,) = ground.stored()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert worker.end() == 0
    assert "Traceback" not in worker.said()
    assert not list((ground.settings.data_folder / "work").glob("wk-*"))
    assert verify(ground.company.graph).clean


def test_a_killed_worker_leaves_the_pack_to_the_next(ground: Ground, start: Start) -> None:
    ask(ground.browser(MEMBER))
    first = start()
    in_the_middle(ground, first)
    first.kill()
    assert ground.stored() == []
    start()
    pack = ready(ground)
    assert ground.job(pack).attempts == 2
    assert len(ground.stored()) == 1
    until(lambda: len(list((ground.settings.data_folder / "work").glob("wk-*"))) <= 1, "what it left is removed")


def test_a_worker_told_to_end_gives_the_pack_back_at_once(ground: Ground, start: Start) -> None:
    ask(ground.browser(MEMBER))
    first = start()
    in_the_middle(ground, first)
    os.kill(first.process.pid, signal.SIGTERM)
    os.kill(first.process.pid, signal.SIGCONT)
    assert first.end() == 0
    job = ground.only()
    if job.state is not PackState.READY:  # it had been all but done
        assert (job.state, job.attempts) == (PackState.WAITING, 0)
        start()
    assert ground.job(ready(ground)).attempts == 1


def test_cancelled_in_the_middle_nothing_is_kept(ground: Ground, start: Start) -> None:
    member = ground.browser(MEMBER)
    ask(member)
    worker = start()
    in_the_middle(ground, worker)
    member.get(SESSION)
    member.post(f"/packs/{ground.only().id}/cancel", {}, status=303)
    worker.process.send_signal(signal.SIGCONT)
    until(lambda: "stopped" in worker.said(), "the worker ends the making")
    assert ground.only().state is PackState.CANCELLED
    assert ground.stored() == []
    assert "Cancelled." in member.get(SESSION).text
    member.post(f"/packs/{ground.only().id}/again", {}, status=303)
    ready(ground)


def test_by_redis_two_who_ask_get_one_pack_of_two_workers(
    make_ground: Callable[..., Ground], start: Start, redis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = make_ground(redis_url=redis)
    workers = [start(PLUMBLINE_REDIS_URL=redis) for _ in range(2)]
    context = ground.company.context(work.WORKER)
    until(lambda: len(work.living_workers(ground.company.graph, context)) == 2, "both workers are seen")
    member, facilitator = ground.browser(MEMBER), ground.browser(FACILITATOR)
    ask(member)
    ask(facilitator)
    pack = ready(ground)
    assert ground.job(pack).attempts == 1
    assert download(member, pack).data == download(facilitator, pack).data
    assert not (ground.settings.data_folder / "queue.db").exists()
    assert [worker.end() for worker in workers] == [0, 0]
    assert not [worker.said() for worker in workers if "Traceback" in worker.said()]


def test_without_its_queue_a_pack_waits_for_the_worker_to_look_and_is_kept_where_a_url_says(
    make_ground: Callable[..., Ground], start: Start, tmp_path: Path
) -> None:
    url = f"file://{tmp_path / 'elsewhere'}"
    ground = make_ground(redis_url="redis://127.0.0.1:1/0", pack_store=url)
    ask(ground.browser(MEMBER))
    assert ground.only().state is PackState.WAITING
    start(PLUMBLINE_PACK_STORE=url)
    pack = ready(ground)
    assert len(list((tmp_path / "elsewhere").glob("*.pdf"))) == 1
    assert not (ground.settings.data_folder / "packs").exists()
    assert download(ground.browser(FACILITATOR), pack).data.startswith(b"%PDF")
