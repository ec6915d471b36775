"""Accepting a large framework: a job, because it takes longer than a request may."""

from dataclasses import replace

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.framework import service
from graph.framework.models import DraftThere, Source
from graph.framework_import.kept_choices import choices_of, keep, stored
from graph.framework_import.models import Choices, Reading
from graph.framework_import.reading import read_framework
from graph.jobs import service as jobs
from graph.jobs.models import READING, WRITING, Job, JobKind
from graph.jobs.work import said
from webapp import current, uploads
from webapp.frameworks.kept_sources import source_of, stored_source
from webapp.settings import Settings

FRAMEWORKS = "frameworks"
"""What jobs that import frameworks are about."""
ROWS_AT_ONCE = 2_000
"""How many expectations a request writes by itself; more are a job."""


def job_id(key: str) -> str:
    """The id of the job that accepts a file: of one file there is one, however often its button is pressed."""
    return f"job-{key[:32]}"


def stamp_of(key: str) -> str:
    """How the stamp of each load of a file begins."""
    return f"{job_id(key)}-"


def is_of(key: str, there: DraftThere) -> bool:
    """Whether a draft is of a file: filled with it, or being filled."""
    return any(stamp.startswith(stamp_of(key)) for stamp in there.there.split("/"))


def ask(upload: uploads.Upload, reading: Reading, choices: Choices, source: Source, there: DraftThere | None) -> str:
    """Asks for a file to be imported as it was read; the id of the job, which may be under way already."""
    said_by = {
        "key": upload.key, "token": upload.token, "file": upload.name, "choices": stored(choices),
        "source": stored_source(source), "digest": reading.digest, "rows": reading.rows,
        "replaces": there.there if there else "",
    }  # fmt: skip
    new = jobs.new_job(
        current.context(), job_id(upload.key), JobKind.FRAMEWORK_IMPORT, FRAMEWORKS, said_by,
        relied_on="framework_editor", capacity="framework_editor",
    )  # fmt: skip
    jobs.ask(current.graph(), new)
    return job_id(upload.key)


def make(settings: Settings, graph: Graph, context: Context, job: Job) -> Job:
    """Imports a framework as a draft, whose content nobody sees before it is all there. It fails as `changed` where
    another draft is there by now, or `file_gone`. Raises Stopped."""
    source, rows = source_of(job.input["source"]), job.input["rows"]
    there = service.draft_there(graph, source.key)
    filling, _slash, filled = there.there.partition("/") if there else ("", "", "")
    if there and not filling and _is_own(job, filled):  # by a worker that had no time to say so
        return _made(settings, job, source, there.number)
    job = said(graph, job, 0, rows, READING)
    try:
        data = uploads.read(settings, job.input["key"])
    except FileNotFoundError:
        return replace(job, why="file_gone")
    choices = choices_of(job.input["choices"])
    reading = read_framework(data, job.input["file"], source, choices)
    if reading.draft is None or reading.digest != job.input["digest"]:
        return replace(job, why="changed")
    job = said(graph, job, 0, rows, WRITING)
    try:
        version = service.load(
            context, graph, replace(reading.draft, source=source), file=job.input["file"], digest=reading.digest,
            relied_on=job.relied_on, stamp=f"{stamp_of(job.input['key'])}{job.attempts}",
            replaces=there.there if there and _is_own(job, filling) else job.input["replaces"],
        )  # fmt: skip
    except Conflict:
        return replace(job, why="changed")
    keep(graph, context, reading.plan, choices)
    return _made(settings, job, source, version.number)


def _is_own(job: Job, stamp: str) -> bool:
    return stamp.startswith(stamp_of(job.input["key"]))


def _made(settings: Settings, job: Job, source: Source, number: int) -> Job:
    uploads.drop(settings, job.input["key"])
    rows = job.input["rows"]
    return replace(job, done=rows, of=rows, result={"framework": source.key, "number": number})
