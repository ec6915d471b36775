"""An act on many reviews as a job: asked for on the page that confirms it, made by a worker."""

import logging
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from graph.bulk import job as bulk
from graph.bulk import notes
from graph.context import Context
from graph.driver import Graph
from graph.errors import PlumblineError
from graph.jobs import service
from graph.jobs.models import AT_ONCE, Job, JobKind
from graph.mail.reminders import put_reminders, without_mail
from webapp import current
from webapp.cycle.reminders import MOST
from webapp.report import of_record
from webapp.settings import Settings

log = logging.getLogger("plumbline.jobs")

FEW = {"remind": AT_ONCE, "extend": AT_ONCE, "cancel": 30, "restore": 30, "close": 5}
"""On how many reviews a request takes an act by itself, in a second or two; more are a job."""


def ask(
    cycle: str,
    act: str,
    reviews: Sequence[str],
    key: str,
    *,
    reason: str = "",
    self_due: date | None = None,
    manager_due: date | None = None,
) -> str:
    """Asks for an act on many reviews of a cycle; the id of the job. `key` is of the page that confirms it: pressed
    twice, it counts once. Raises as `notes.read`."""
    context = current.context()
    found = notes.read(current.graph(), context, cycle, reviews)
    job = f"job-{sha256(f'{context.actor}/{cycle}/{act}/{key}'.encode()).hexdigest()[:32]}"
    said_by = {
        "act": act, "cycle": [found.cycle.name.en, found.cycle.name.zh], "reason": reason,
        "self_due": self_due.isoformat() if self_due else None,
        "manager_due": manager_due.isoformat() if manager_due else None,
    }  # fmt: skip
    items = bulk.items_of(found, reviews)
    new = service.new_job(
        context, job, JobKind.REVIEWS, cycle, said_by, relied_on="hr_admin", capacity="hr_admin", items=items
    )
    service.ask(current.graph(), new)
    return job


def make(
    settings: Settings, graph: Graph, context_of: Callable[[str], Context], job: Job, stopping: Callable[[], bool]
) -> Job:
    """Takes the act on each review; of those that are closed the PDF of record is kept, whom it reminds gets a mail.
    Raises Stopped."""
    records = _Records(settings, graph)
    after = records.keep if job.input["act"] == "close" else lambda _context, _review: None
    made = bulk.make(graph, context_of, job, stopping=stopping, after=after)
    more: dict[str, Any] = {"no_record": records.missing}
    if job.input["act"] == "remind":
        more |= _put_mail(settings, graph, context_of(job.asker), made)
    return replace(made, result={**made.result, **more})


class _Records:
    """The PDFs of record of reviews that were closed; how many could not be written."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._settings, self._graph, self.missing = settings, graph, 0
        folder = settings.data_folder / "records"
        self._there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def keep(self, context: Context, review: str) -> None:
        """Writes the one of a review, unless an earlier attempt has; closed it is, whatever happens here."""
        at = bisect_left(self._there, f"{review}_")
        if at < len(self._there) and self._there[at].startswith(f"{review}_"):
            return
        try:
            of_record.keep(self._graph, context, review, self._settings)
        except (PlumblineError, OSError):
            log.exception("%s is closed, and its PDF of record was not written", review)
            self.missing += 1


def _put_mail(settings: Settings, graph: Graph, context: Context, job: Job) -> dict[str, Any]:
    told = bulk.told(graph, job)
    if not told or not settings.mail_server:
        return {"told": len(told)}
    without = without_mail(graph, context, told)
    return {
        "told": len(told),
        "mails": put_reminders(graph, context, told),
        "without": [[one.person, one.name.en, one.name.zh, one.why.value] for one in without[:MOST]],
        "without_more": max(0, len(without) - MOST),
    }
