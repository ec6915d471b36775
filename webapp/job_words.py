"""What pages say of jobs: how far one is or how it ended; each kind has its own words."""

from dataclasses import dataclass
from typing import Protocol

from flask import url_for
from flask_babel import gettext as _

from graph.jobs.models import Job, JobState


class JobWords(Protocol):
    """The words of a kind of jobs: what one is called, what is done now, that it is done, was cancelled, why it failed,
    where to go on from its end and which pages are above its own, as labels with addresses."""

    def name(self, job: Job, /) -> str: ...
    def making(self, job: Job, /) -> str: ...
    def done(self, job: Job, /) -> str: ...
    def cancelled(self, job: Job, /) -> str: ...
    def failed(self, job: Job, /) -> str: ...
    def ways(self, job: Job, /) -> tuple[tuple[str, str], ...]: ...
    def above(self, job: Job, /) -> tuple[tuple[str, str], ...]: ...


@dataclass(frozen=True)
class JobLine:
    """A job in the list of a page: what it is called, how it stands, its page."""

    name: str
    says: str
    address: str


def job_says(job: Job, of: JobWords) -> str:
    """How far a job is, or how it ended."""
    if job.state is JobState.WAITING:
        return str(_("Waiting for the background worker."))
    says = {
        JobState.MAKING: of.making,
        JobState.DONE: of.done,
        JobState.CANCELLED: of.cancelled,
        JobState.FAILED: of.failed,
    }
    return says[job.state](job)


def job_line(job: Job, of: JobWords) -> JobLine:
    """A job in a list."""
    return JobLine(of.name(job), job_says(job, of), url_for("jobs.job", job_id=job.id))
