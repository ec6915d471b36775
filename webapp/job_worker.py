"""The worker's part that makes jobs: it looks for those that wait, and has each made by what knows its kind."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from threading import Event

from graph.context import Context
from graph.driver import Graph
from graph.errors import Forbidden, NotFound
from graph.jobs import work
from graph.jobs.models import Job, JobKind, Stopped, Waiting
from graph.jobs.service import stand
from graph.population import work as openings
from webapp.background import AWAY, context_at, look_until
from webapp.cycle import job as reviews
from webapp.frameworks import job as framework_import
from webapp.people_import import job as people_import
from webapp.settings import Settings

log = logging.getLogger("plumbline.jobs")

LOOK_SECONDS = 2.0
"""How often it looks: somebody watches the page of a job."""


Make = Callable[[Settings, Graph, Context, Job], Job]
"""What makes a job of its kind: gives it with its result, or with a word why it came to nothing."""


class JobWorker:
    """Makes what waits, one after the other. `name` is under which its process gives signs of life."""

    def __init__(self, settings: Settings, graph: Graph, name: str) -> None:
        self._settings, self._graph, self._name = settings, graph, name
        self._stop = Event()
        self._make: Mapping[JobKind, Callable[[Waiting], Job | None]] = {
            JobKind.OPENING: self._open_cycle,
            JobKind.PEOPLE_IMPORT: partial(self._make_by, people_import.make),
            JobKind.FRAMEWORK_IMPORT: partial(self._make_by, framework_import.make),
            JobKind.REVIEWS: partial(self._make_by, self._act_on_reviews),
        }

    def run(self, stop: Event) -> None:
        """Looks every few seconds until it is told to end; what is in hand then waits for the next worker."""
        self._stop = stop
        look_until(stop, self.look, LOOK_SECONDS, log, "jobs wait")

    def look(self) -> None:
        """Makes what waits, the oldest first. Raises GraphUnavailable."""
        for one in work.waiting(self._graph, self._context(work.WORKER), self._name):
            if self._stop.is_set():
                return
            try:
                job = self._make[one.kind](one)
            except Stopped:
                log.info("job %s: stopped", one.id)
            except AWAY:
                raise
            except Exception:  # whatever it is, the next job is made
                log.exception("job %s waits", one.id)
            else:
                log.info("job %s: %s", one.id, job.state if job else "another worker's")

    def _context(self, actor: str) -> Context:
        return context_at(self._settings, actor, datetime.now(UTC))

    def _open_cycle(self, one: Waiting) -> Job | None:
        return openings.carry_out(self._graph, self._context, self._name, one, stopping=self._stop.is_set)

    def _act_on_reviews(self, settings: Settings, graph: Graph, _context: Context, job: Job) -> Job:
        return reviews.make(settings, graph, self._context, job, self._stop.is_set)

    def _make_by(self, make: Make, one: Waiting) -> Job | None:
        def made(context: Context, job: Job) -> Job:
            try:
                stand(self._graph, context, job.id)
            except NotFound:  # who asked does not hold the capacity any more
                raise Forbidden(job.kind.value, job.capacity) from None
            return make(self._settings, self._graph, context, job)

        return work.carry_out(self._graph, self._context, self._name, one, made)
