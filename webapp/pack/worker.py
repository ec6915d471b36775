"""One worker process: takes packs up one by one, makes and keeps them, deletes what was kept long enough."""

import errno
import logging
import secrets
import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from huey.consumer import Consumer

from graph.act import Act
from graph.driver import Graph
from graph.errors import Conflict, GraphUnavailable, NotFound
from graph.pack import work
from graph.pack.records import Made, PackJob, Why
from reports.errors import GlyphMissing, NotSigned, ReportError
from reports.pack.make import Pack
from webapp.pack.make import make_pack
from webapp.pack.queue import UNREACHABLE, give_tasks, queue
from webapp.pack.store import store_of
from webapp.settings import Settings

log = logging.getLogger("plumbline.pack")


class Stopped(Exception):
    """The making ends before it is done: cancelled, another worker's by now, or this worker is to end."""


class StoreFailed(Exception):
    """The store did not take the file."""


class PackWorker:
    """Runs until SIGTERM or SIGINT: then what is in hand waits for the next worker."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._settings, self._graph = settings, graph
        self._hand = work.Hand(f"wk-{secrets.token_hex(8)}")
        self._folder = settings.data_folder / "work"
        self._queue = queue(settings)
        self._wake = give_tasks(self._queue, self.take_up, self.tidy)
        self._consumer = Consumer(self._queue, workers=1, max_delay=1.0, graceful_signal="TERM", shutdown_timeout=20)

    def run(self) -> None:
        """Works until it is told to end."""
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            self._consumer.run()
        finally:
            self._consumer.stop_flag.set()
            watch.join(work.BEAT_SECONDS)
            self._leave()

    def take_up(self) -> None:
        """Makes what waits, the oldest first, until nothing does."""
        tried: set[str] = set()
        while not self._stopping:
            waiting = [pack for pack in self._waiting() if pack not in tried]
            if not waiting:
                return
            tried.add(waiting[0])
            self._make(waiting[0])

    def tidy(self) -> None:
        """Deletes packs whose time is over."""
        for job in work.outlived(self._graph, self._act(), self._settings.pack_days):
            store_of(self._settings).delete(job.key)
            work.expired(self._graph, self._act(), job)

    @property
    def _stopping(self) -> bool:
        return bool(self._consumer.stop_flag.is_set())

    def _act(self, actor: str = work.WORKER) -> Act:
        now = datetime.now(UTC)
        return Act(actor, now, now.astimezone(ZoneInfo(self._settings.time_zone)).date(), lambda: secrets.token_hex(16))

    def _waiting(self) -> tuple[str, ...]:
        return work.waiting(self._graph, self._act(), self._hand)

    def _watch(self) -> None:
        """Gives signs of life, and wakes the queue where something waits that nobody was woken for."""
        silent = False
        while not self._stopping:
            try:
                work.beat(self._graph, self._act(), self._hand.worker)
                if not self._hand.making and self._waiting():
                    self._wake()
                self._sweep()
                silent = False
            except (GraphUnavailable, Conflict, *UNREACHABLE) as error:
                if not silent:
                    log.warning("the worker waits: %s", error)
                silent = True
            self._consumer.stop_flag.wait(work.BEAT_SECONDS)

    def _sweep(self) -> None:
        """Removes what workers that were killed left on this disk."""
        living = work.living_workers(self._graph, self._act()) | {self._hand.worker}
        for left in self._folder.glob("wk-*"):
            if left.name not in living:
                shutil.rmtree(left, ignore_errors=True)

    def _leave(self) -> None:
        shutil.rmtree(self._folder / self._hand.worker, ignore_errors=True)
        try:
            work.leave(self._graph, self._hand.worker)
        except GraphUnavailable as error:
            log.warning("the worker ends while the graph is away: %s", error)

    def _make(self, pack_id: str) -> None:
        # Said before it is taken: what this worker has in hand without making it is taken for let fall.
        self._hand = replace(self._hand, making=pack_id)
        try:
            job = work.take(self._graph, self._act(), self._hand.worker, pack_id)
            if job:
                self._carry_out(job)
        except (GraphUnavailable, Conflict) as error:
            log.warning("pack %s waits: %s", pack_id, error)
        finally:
            self._hand = replace(self._hand, making="")

    def _carry_out(self, job: PackJob) -> None:
        log.info("pack %s: attempt %s", job.id, job.attempts)
        target = self._folder / self._hand.worker / f"{job.id}.pdf"
        try:
            self._keep(job, self._made(job, target))
        except Stopped:
            work.put_back(self._graph, job)
            log.info("pack %s: stopped", job.id)
        except (GraphUnavailable, Conflict):
            raise
        except Exception as error:
            why, detail = _reason(error)
            log.warning("pack %s was not made (%s): %s", job.id, why, error, exc_info=why is Why.ERROR)
            work.failed(self._graph, self._act(), job, why, detail)
        finally:
            target.unlink(missing_ok=True)

    def _made(self, job: PackJob, target: Path) -> Pack:
        def told(done: int, of: int) -> None:
            if self._stopping or not self._goes_on(job, done, max(of, len(job.reviews))):
                raise Stopped

        return make_pack(
            self._graph, self._settings, lambda: self._act(job.asker.id), job.session, job.reviews, target,
            language=job.language, paper=job.paper, told=told,
        )  # fmt: skip

    def _goes_on(self, job: PackJob, done: int, of: int) -> bool:
        try:
            return work.progress(self._graph, job, done, of)
        except GraphUnavailable:  # it is made all the same: the graph may be back by the end
            return True

    def _keep(self, job: PackJob, pack: Pack) -> None:
        key = f"{job.id}-{job.attempts}.pdf"
        store = store_of(self._settings)
        try:
            store.keep(pack.path, key)
        except Exception as error:
            raise StoreFailed(str(error)) from error
        if not work.made(self._graph, self._act(), job, Made(key, pack.sha256, pack.pages, pack.people)):
            store.delete(key)


def _reason(error: Exception) -> tuple[Why, str]:
    """What made a pack fail, and more of it for whoever runs the server."""
    if isinstance(error, GlyphMissing):
        return Why.GLYPH, "; ".join(map(str, error.missing))
    if isinstance(error, NotFound | NotSigned):
        return Why.CHANGED, ""
    full = error.__cause__ if isinstance(error, StoreFailed) else error
    if isinstance(full, OSError) and full.errno == errno.ENOSPC:
        return Why.DISK, ""
    if isinstance(error, StoreFailed):
        return Why.STORE, str(error)
    return Why.ERROR, str(error) if isinstance(error, ReportError) else type(error).__name__
