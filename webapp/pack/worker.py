"""One worker process: takes packs up one by one, makes and keeps them, deletes what was kept long enough."""

import errno
import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from huey.consumer import Consumer

from graph.calibration.packs import PackJob
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, GraphUnavailable, NotAsRecorded, NotFound
from graph.pack import work
from graph.pack.models import PackFile, Why
from reports.errors import GlyphMissing, NotSigned, ReportError
from reports.pack.make import Pack
from webapp import background
from webapp.audit.daily_seal import seal_today
from webapp.background import context_at, look_until
from webapp.pack.make import make_pack
from webapp.pack.queue import UNREACHABLE, give_tasks, queue
from webapp.pack.scratch_folder import Workplace
from webapp.pack.store import StoreFailed, store_of
from webapp.settings import Settings

log = logging.getLogger("plumbline.pack")


AWAY: tuple[type[Exception], ...] = (*background.AWAY, *UNREACHABLE)
UNWANTED_AFTER = timedelta(hours=1)
"""How old a file is that no pack names before it is deleted: a younger one may be about to be named."""


class Stopped(Exception):
    """The making ends before it is done: cancelled, another worker's by now, or this worker is to end."""


class PackWorker:
    """Runs until SIGTERM or SIGINT: then what is in hand waits for the next worker."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._settings, self._graph = settings, graph
        self._worker = f"wk-{secrets.token_hex(8)}"
        self._making, self._store_id = "", ""
        self._in_hand: PackJob | None = None
        self._taking = threading.Lock()  # what is taken while others are counted looks as if it had been let fall
        self._workplace = Workplace(settings.work_folder, self._worker)
        self._queue = queue(settings)
        self._wake = give_tasks(self._queue, self.take_up, self.tidy)
        self._consumer = Consumer(self._queue, workers=1, max_delay=1.0, graceful_signal="TERM", shutdown_timeout=20)

    @property
    def name(self) -> str:
        """Under which it gives signs of life."""
        return self._worker

    def run(self) -> None:
        """Works until it is told to end."""
        watch = threading.Thread(target=self.watch, daemon=True)
        watch.start()
        try:
            self._consumer.run()
        finally:
            self._consumer.stop_flag.set()
            watch.join(work.BEAT_SECONDS)
            self.end()

    def end(self) -> None:
        """Ends what this worker began, and says so."""
        self._consumer.stop_flag.set()
        self._workplace.leave()
        try:
            if in_hand := self._in_hand:  # on a busy machine it may not have noticed in time
                work.put_back(self._graph, in_hand)
            work.leave(self._graph, self._worker)
        except GraphUnavailable as error:
            log.warning("the worker ends while the graph is away: %s", error)

    def take_up(self) -> None:
        """Makes the packs that wait, the oldest first, until nothing waits."""
        tried: set[str] = set()
        while not self._stopping:
            waiting = [pack for pack in self.waiting() if pack not in tried]
            if not waiting:
                return
            tried.add(waiting[0])
            self._make(waiting[0])

    def tidy(self) -> None:
        """Deletes packs whose time is over, and files older than an hour that no ready pack names; writes the day's
        seal."""
        context = self._act()
        with _logged("there is no seal of today"):
            seal_today(self._settings, self._graph, context)
        store = store_of(self._settings)
        for job in work.expired_packs(self._graph, context, self._settings.pack_days):
            with _logged(f"pack {job.id} is kept for now"):
                store.delete(job.key)
                work.expired(self._graph, context, job)
        with _logged("the store is not tidied up"):
            for key in store.left_over(work.stored_keys(self._graph), context.now - UNWANTED_AFTER):
                with _logged(f"{key} is kept for now"):
                    log.info("%s is deleted: no pack names it", key)
                    store.delete(key)
        work.forget_silent(self._graph, context)

    def waiting(self) -> tuple[str, ...]:
        """The packs that wait, the oldest first, what this worker let fall among them."""
        with self._taking:
            return work.waiting(self._graph, self._act(), self._worker, self._making)

    def take(self, pack_id: str) -> PackJob | None:
        """Takes a pack in hand, None where it does not wait any more."""
        with self._taking:
            self._making = pack_id
            return work.take(self._graph, self._act(), self._worker, pack_id)

    def watch(self) -> None:
        """Gives signs of life, and wakes the queue where something waits that nobody was woken for."""
        look_until(self._consumer.stop_flag, self._look, work.BEAT_SECONDS, log, "the worker waits", AWAY)

    @property
    def _stopping(self) -> bool:
        return bool(self._consumer.stop_flag.is_set())

    def _act(self, actor: str = work.WORKER) -> Context:
        return context_at(self._settings, actor, datetime.now(UTC))

    def _look(self) -> None:
        work.beat(self._graph, self._act(), self._worker, self._store())
        if not self._making and self.waiting():
            self._wake()
        self._workplace.sweep()

    def _store(self) -> str:
        """The id of the store, made with the first sign of life; '' while the store does not answer."""
        if not self._store_id:
            with suppress(StoreFailed):
                self._store_id = store_of(self._settings).id(create=True)
        return self._store_id

    def _make(self, pack_id: str) -> None:
        try:
            self._in_hand = self.take(pack_id)
            if self._in_hand:
                self._carry_out(self._in_hand)
        except AWAY as error:
            log.warning("pack %s waits: %s", pack_id, error)
        except Exception:  # whatever it is, the next pack is made
            log.exception("pack %s waits", pack_id)
        finally:
            self._in_hand, self._making = None, ""

    def _carry_out(self, job: PackJob) -> None:
        log.info("pack %s: attempt %s", job.id, job.attempts)
        target = self._workplace.path / f"{job.id}.pdf"
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
        def on_progress(done: int, of: int) -> None:
            if self._stopping or not self._goes_on(job, done, max(of, len(job.reviews))):
                raise Stopped

        return make_pack(
            self._graph, self._settings, lambda: self._act(job.asker.id), job.session, job.reviews, target,
            language=job.language, paper=job.paper, on_progress=on_progress, show_missing=True,
            since=job.since,
        )  # fmt: skip

    def _goes_on(self, job: PackJob, done: int, of: int) -> bool:
        try:
            return work.progress(self._graph, job, done, of)
        except GraphUnavailable:  # it is made all the same: the graph may be back by the end
            return True

    def _keep(self, job: PackJob, pack: Pack) -> None:
        key = f"{job.id}-{job.attempts}.pdf"
        store = store_of(self._settings)
        store.keep(pack.path, key)
        file = PackFile(key, pack.sha256, pack.pages, pack.people, pack.code_points)
        if not work.made(self._graph, self._act(), job, file):
            store.delete(key)
            raise Stopped


@contextmanager
def _logged(what: str) -> Iterator[None]:
    """Lets whatever fails be said and go on with the next."""
    try:
        yield
    except Exception as error:
        log.warning("%s: %s", what, error, exc_info=not isinstance(error, (StoreFailed, *AWAY)))


def _reason(error: Exception) -> tuple[Why, str]:
    """What made a pack fail, and more of it for whoever runs the server."""
    if isinstance(error, GlyphMissing):
        return Why.GLYPH, "; ".join(map(str, error.missing))
    if isinstance(error, NotAsRecorded):
        return Why.NOT_AS_RECORDED, error.review
    if isinstance(error, NotFound | NotSigned):
        return Why.CHANGED, ""
    full = error.__cause__ if isinstance(error, StoreFailed) else error
    if isinstance(full, OSError) and full.errno == errno.ENOSPC:
        return Why.DISK, ""
    if isinstance(error, StoreFailed):
        return Why.STORE, str(error)
    return Why.ERROR, str(error) if isinstance(error, ReportError) else type(error).__name__
