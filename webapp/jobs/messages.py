"""Jobs in words: what one is called, how far it is or how it ended, and where to go on."""

from dataclasses import dataclass
from types import ModuleType

from flask import url_for
from flask_babel import gettext as _

from graph.jobs.models import Job, JobKind, JobState
from webapp.jobs import import_words

WORDS: dict[JobKind, ModuleType] = {
    JobKind.PEOPLE_IMPORT: import_words,
    JobKind.FRAMEWORK_IMPORT: import_words,
}
"""The words of the kinds of jobs that have a page; a cycle that is opened has one of its own."""


@dataclass(frozen=True)
class JobLine:
    """A job in the list of a page: what it is called, how it stands, its page."""

    name: str
    says: str
    address: str


def job_says(job: Job) -> str:
    """How far a job is, or how it ended."""
    of = WORDS[job.kind]
    says = {
        JobState.MAKING: of.making,
        JobState.DONE: of.done,
        JobState.CANCELLED: of.cancelled,
        JobState.FAILED: of.failed,
    }
    if job.state is JobState.WAITING:
        return str(_("Waiting for the background worker."))
    said: str = says[job.state](job)
    return said


def job_line(job: Job) -> JobLine:
    """A job in a list."""
    return JobLine(WORDS[job.kind].name(job), job_says(job), url_for("jobs.job", job_id=job.id))
