"""Accepting an import of many people: a job, because it takes longer than a request may."""

from dataclasses import replace
from functools import partial

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Refused
from graph.jobs import service as jobs
from graph.jobs.models import READING, WRITING, Job, JobKind
from graph.jobs.work import said
from graph.mail.outbox import address_notice
from graph.organisation.repository import organisation
from graph.people_import import service
from graph.people_import.models import Choices
from graph.people_import.reports import is_made
from graph.people_import.writing import WhoIsNew
from graph.spreadsheets.unreadable import UnreadableFile
from webapp import current, uploads
from webapp.people_import.forms import read_choices, stored
from webapp.settings import Settings

PEOPLE = "people"
"""What jobs that import people are about."""


def job_id(key: str) -> str:
    """The id of the job that accepts a file: of one file there is one, however often its button is pressed."""
    return f"job-{key[:32]}"


def import_id(key: str) -> str:
    """The id of the import that a file becomes."""
    return f"import-{key[:32]}"


def ask(upload: uploads.Upload, plan: service.Plan, choices: Choices) -> str:
    """Asks for what a preview showed to be imported; the id of the job, which may be under way already."""
    job, found = job_id(upload.key), plan.preview
    said_by = {
        "key": upload.key, "token": upload.token, "file": upload.name, "choices": stored(choices),
        "digest": found.digest, "people": len(found.new) + len(found.changed),
    }  # fmt: skip
    new = jobs.new_job(
        current.context(), job, JobKind.PEOPLE_IMPORT, PEOPLE, said_by, relied_on="hr_admin", capacity="hr_admin"
    )
    jobs.ask(current.graph(), new)
    return job


def who_is_new(settings: Settings, graph: Graph) -> WhoIsNew:
    """What people who are new get where the file says nothing."""
    own = organisation(graph)
    return WhoIsNew(own.language if own else settings.default_language, own.time_zone if own else settings.time_zone)


def make(settings: Settings, graph: Graph, context: Context, job: Job) -> Job:
    """Imports what the preview showed, all of it or nothing. It fails as `changed` where that would come out otherwise
    now, or `file_gone`. Raises Stopped."""
    key, many = job.input["key"], job.input["people"]
    made = replace(job, done=many, of=many, result={"import": import_id(key)})
    if is_made(graph, import_id(key)):  # by a worker that had no time to say so
        return made
    job = said(graph, job, 0, many, READING)
    try:
        data = uploads.read(settings, key)
        plan = service.plan(graph, context, data, job.input["file"], read_choices(job.input["choices"]))
    except FileNotFoundError:
        return replace(job, why="file_gone")
    except UnreadableFile:
        return replace(job, why="changed")
    job = said(graph, job, 0, many, WRITING)
    notice = partial(address_notice, context) if settings.mail_server else None
    try:
        service.accept_plan(
            graph, context, plan, job.input["digest"], who_is_new(settings, graph), relied_on=job.relied_on,
            notice=notice, import_id=import_id(key),
        )  # fmt: skip
    except (Conflict, Refused):
        if not is_made(graph, import_id(key)):
            return replace(job, why="changed")
    uploads.drop(settings, key)
    return made
