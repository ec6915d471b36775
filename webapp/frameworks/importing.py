"""Import a framework: bring a file, say how it is read and whose it is, accept it as a draft."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from graph.errors import Conflict, NotFound
from graph.framework import service, slugs
from graph.framework.models import DraftThere, Source, Version
from graph.framework_import.kept_choices import choices_of, keep, kept, stored
from graph.framework_import.models import Choices, Reading
from graph.framework_import.problems import Problem
from graph.framework_import.reading import read_framework
from graph.framework_import.starter import starter
from graph.jobs.models import JobKind
from graph.jobs.service import jobs_of, stand
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from graph.text import Text
from webapp import access, current, i18n, uploads
from webapp.file_tables import MappingLine, grouped
from webapp.frameworks import job
from webapp.frameworks.forms import (
    FileForm,
    ReadingForm,
    column_options,
    has_note,
    need_options,
    reading_form,
    sent_choices,
    sent_source,
)
from webapp.frameworks.kept_sources import source_of, stored_source
from webapp.frameworks.pages import SHOWN, ImportPage, PreviewPage, Replaced
from webapp.job_words import job_line
from webapp.jobs import import_words
from webapp.page import render

blueprint = Blueprint("framework_import", __name__)

SAMPLE = Table(
    "framework",
    ("role", "level", "level_order", "skill", "category", "domain", "required", "text", "text_zh"),
    (
        (
            "Engineer",
            "Junior",
            "1",
            "Testing",
            "Craft",
            "Software",
            "required",
            "Tests own changes.",
            "测试自己的改动。",
        ),
        (
            "Engineer",
            "Senior",
            "2",
            "Testing",
            "Craft",
            "Software",
            "required",
            "Designs the team's tests.",
            "设计团队的测试。",
        ),
        ("Engineer", "Senior", "2", "Mentoring", "People", "Software", "optional", "Helps newcomers.", "帮助新同事。"),
    ),
)
_NAME_LENGTH = 120


@blueprint.get("/frameworks/import")
@access.capacity("framework_editor")
def start() -> str:
    """Where a file is brought."""
    return _start(FileForm(formdata=None))


@blueprint.get("/frameworks/import/sample.<any(csv, xlsx):form>")
@access.capacity("framework_editor")
def sample(form: str) -> Response:
    """A file to begin with."""
    data = csv_file(SAMPLE) if form == "csv" else xlsx_file([SAMPLE])
    kind = "text/csv" if form == "csv" else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    disposition = f'attachment; filename="framework.{form}"'
    return Response(data, mimetype=kind, headers={"Content-Disposition": disposition})


@blueprint.post("/frameworks/starter")
@access.capacity("framework_editor")
def take_starter() -> Answer:
    """Takes the starter framework as a draft."""
    draft = starter().draft
    assert draft
    key = draft.source.key
    there = service.draft_there(current.graph(), key)
    if there:
        flash(_("There is a draft of it already. Publish or remove it first."), "caution")
        return redirect(url_for("frameworks.version", key=key, number=there.number))
    version = service.load(
        current.context(), current.graph(), draft, file="", relied_on="framework_editor", replaces=""
    )
    return redirect(url_for("frameworks.version", key=key, number=version.number))


@blueprint.post("/frameworks/import")
@access.capacity("framework_editor")
@uploads.takes_files
def bring() -> str | Answer | tuple[str, int]:
    """Keeps the file and leads to its preview; a file that cannot be read costs a sentence."""
    form = FileForm()
    if not form.validate_on_submit():
        return _start(form), 422
    data = form.file.data.read()
    name = (form.file.data.filename or "framework").replace("\\", "/").rpartition("/")[2][-_NAME_LENGTH:]
    reading = read_framework(data, name, Source("", Text("", "")))
    if any(problem.rule == "unreadable" for problem in reading.problems):
        said = i18n.words(reading.problems[0].sentence())
        return _start(form, _("%(place)s: %(said)s", place=name, said=said)), 422
    known = kept(current.graph(), reading.plan)
    choices: dict[str, Any] = {"choices": stored(known or Choices()), "remembered": known is not None}
    choices["source"] = stored_source(_first_source(reading, name))
    return redirect(url_for("framework_import.preview", token=uploads.keep(name, data, choices)))


@blueprint.get("/frameworks/import/<token>")
@access.capacity("framework_editor")
def preview(token: str) -> str:
    """How the file is read."""
    upload = uploads.find(token)
    choices, source = choices_of(upload.choices["choices"]), source_of(upload.choices["source"])
    reading = read_framework(upload.data, upload.name, source, choices)
    return _preview(upload, reading, reading_form(reading, choices, source))


@blueprint.post("/frameworks/import/<token>")
@access.capacity("framework_editor")
def act(token: str) -> str | Answer | tuple[str, int]:
    """Looks again with what was chosen, accepts what was shown, or gives the file up."""
    try:
        upload = uploads.find(token)
    except NotFound:  # accepted already, as by a button that was pressed twice
        return _accepted_before(token)
    if request.form.get("do") == "discard":
        uploads.remove(token)
        flash(_("The file was removed. Nothing was imported."))
        return redirect(url_for("framework_import.start"))
    before, source = choices_of(upload.choices["choices"]), source_of(upload.choices["source"])
    shown = read_framework(upload.data, upload.name, source, before)
    form = reading_form(shown, before, source)
    form.process(request.form)
    choices, said = sent_choices(form, request.form, before, shown), sent_source(form)
    kept_now = {**upload.choices, "choices": stored(choices), "source": stored_source(said)}
    uploads.choose(token, upload.name, kept_now)
    if not form.validate():
        return _preview(upload, shown, form), 422
    if request.form.get("do") != "accept" or (choices != before and choices != Choices()):
        if request.form.get("do") == "accept":
            flash(_("You changed how the file is read. Look at it once more, then accept it."), "caution")
        return redirect(url_for("framework_import.preview", token=token))
    unchanged = (said, choices) == (source, before)
    reading = shown if unchanged else read_framework(upload.data, upload.name, said, choices)
    if reading.draft is None:
        return redirect(url_for("framework_import.preview", token=token))
    there = service.draft_there(current.graph(), said.key)
    if there and form.replaces.data != there.there and job.is_of(upload.key, there):  # a button pressed twice
        return _made_of(upload.key, said.key, there)
    if not _may_replace(form, there):
        return _preview(upload, reading, form), 422
    if reading.rows > job.ROWS_AT_ONCE:
        return redirect(url_for("jobs.job", job_id=job.ask(upload, reading, choices, said, there)))
    return _accepted(upload, replace(reading, draft=replace(reading.draft, source=said)), choices, there)


def _start(form: FileForm, unreadable: str = "") -> str:
    waiting = jobs_of(current.graph(), JobKind.FRAMEWORK_IMPORT, job.FRAMEWORKS, current.context().now)
    return render(ImportPage(form, unreadable, tuple(job_line(one, import_words) for one in waiting)))


def _accepted_before(token: str) -> Answer:
    """Where a file that is there no more was accepted already: the job that imported it, else its version."""
    key = uploads.key_of(token)
    made = service.loaded_as(current.graph(), job.stamp_of(key))
    return _made_of(key, made.framework if made else "", made)


def _made_of(key: str, framework: str, made: Version | DraftThere | None) -> Answer:
    """The page of the job that imports a file, else of what was made of it. Raises NotFound where there is neither."""
    try:
        return redirect(url_for("jobs.job", job_id=stand(current.graph(), current.context(), job.job_id(key)).job.id))
    except NotFound:
        if made is None:
            raise
    return redirect(url_for("frameworks.version", key=framework, number=made.number))


def _may_replace(form: ReadingForm, there: DraftThere | None) -> bool:
    """Whether the draft that is there is the one that the page showed, and may go; says why not on the form."""
    if there is None:
        return True
    if form.replaces.data != there.there:
        form.replace.data = False
        form.form_errors.append(
            _("The draft that would be replaced is another one now. Look at whose it is, then accept again.")
        )
        return False
    if _is_anothers(there) and not form.replace.data:
        form.replace.errors = [_("Confirm that it is to be replaced, or choose another key.")]
        return False
    return True


def _is_anothers(there: DraftThere) -> bool:
    return there.by != current.context().actor


def _accepted(upload: uploads.Upload, reading: Reading, choices: Choices, there: DraftThere | None) -> Answer:
    assert reading.draft
    context, graph, key = current.context(), current.graph(), reading.draft.source.key
    try:
        version = service.load(
            context, graph, reading.draft, file=upload.name, digest=reading.digest, relied_on="framework_editor",
            replaces=there.there if there else "", stamp=job.stamp_of(upload.key) + context.new_id(),
        )  # fmt: skip
    except Conflict:
        by_now = service.draft_there(graph, key)
        if by_now and job.is_of(upload.key, by_now):
            return _made_of(upload.key, key, by_now)
        flash(_("Somebody else was importing the same framework. Nothing of yours was written; try again."), "caution")
        return redirect(url_for("framework_import.preview", token=upload.token))
    keep(graph, context, reading.plan, choices)
    uploads.remove(upload.token)
    flash(_("The framework is imported as a draft. Look at it, then publish it."))
    return redirect(url_for("frameworks.version", key=version.framework, number=version.number))


def _preview(upload: uploads.Upload, reading: Reading, form: ReadingForm) -> str:
    plan = reading.plan
    there = service.draft_there(current.graph(), form.key.data or "")
    form.replaces.data = there.there if there else ""
    notes = [note for note in reading.notes if note.rule != "order_suggested"]
    asked = [(n, ladder) for n, ladder in enumerate(reading.ladders) if len(ladder.steps) > 1]
    return render(
        PreviewPage(
            token=upload.token,
            file=upload.name,
            reading=reading,
            form=form,
            columns=tuple(
                MappingLine(
                    each.number, f"{each.letters} {each.heading}".strip(), each.sample, column_options(each.column)
                )
                for each in (plan.columns if plan else ())
            ),
            marks=tuple((plan.spellings[mark], need_options(need)) for mark, need in plan.marks.items())
            if plan
            else (),
            ladders=tuple(asked[: SHOWN * 2]),
            problems=reading.problems[:SHOWN],
            notes=grouped(map(_note, notes)),
            note_count=len(notes),
            hidden_rows=has_note(reading, "hidden_rows"),
            hidden_columns=has_note(reading, "hidden_columns"),
            remembered=bool(upload.choices.get("remembered")),
            levels=sum(len(role.levels) for role in reading.draft.roles) if reading.draft else 0,
            replaced=_replaced(there) if there else None,
        )
    )


def _replaced(there: DraftThere) -> Replaced:
    who = i18n.words(there.by_name) or there.by or _("somebody whose import was cut short")
    return Replaced(there.number, str(who), there.at, there.file, _is_anothers(there))


def _note(note: Problem) -> tuple[str, str, str]:
    return note.note or note.rule, i18n.words(note.place()), i18n.words(note.sentence())


def _first_source(reading: Reading, name: str) -> Source:
    """Whose framework a file seems to be: as it says itself, else by the name of the file."""
    said = reading.source
    stem = name.split(".")[0].replace("_", " ").strip()
    key = said.key or slugs.slug(stem) or "framework"
    known = service.source_of(current.graph(), key)
    return replace(said, key=key, name=said.name or Text(stem, "")) if said.name or known is None else known
