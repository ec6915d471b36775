"""Import people: bring a file, look at what it would do, accept it."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from graph.errors import Conflict, NotFound, Refused
from graph.jobs.models import AT_ONCE
from graph.mail.outbox import address_notice
from graph.people_import import service
from graph.people_import.fields import KNOWN_HEADINGS, Field
from graph.people_import.models import Choices, PersonChange, Preview
from graph.people_import.problems import OF_LEVELS, note_said
from graph.people_import.reports import imports, is_made, report_of
from graph.spreadsheets.reading import read_workbook
from graph.spreadsheets.unreadable import UnreadableFile
from graph.spreadsheets.writing import Table, csv_file
from graph.text import Text
from webapp import access, current, i18n, uploads
from webapp.file_tables import MappingLine, grouped
from webapp.job_words import job_line
from webapp.jobs import import_words
from webapp.page import render
from webapp.people_import import job
from webapp.people_import.forms import FileForm, choices_form, field_options, read_choices, sent_choices, stored
from webapp.people_import.pages import SHOWN, ImportPage, NewLine, PreviewPage, ReportPage

blueprint = Blueprint("people_import", __name__)

SAMPLE = Table(
    "people",
    ("id", "name", "name_zh", "email", "manager_id", "role", "level", "since", "department", "language", "leaves_on"),
    (
        ("E-001", "Ada Ling", "凌雅", "ada.ling@example.com", "", "", "", "", "Research", "zh", ""),
        ("E-002", "Bo Chen", "陈博", "bo.chen@example.com", "E-001", "", "", "2026-01-15", "Research", "en", ""),
    ),
)
_NAME_LENGTH = 120


@blueprint.get("/people/import")
@access.capacity("hr_admin")
def start() -> str:
    """Where a file is brought."""
    return _start(FileForm(formdata=None, since=current.context().today))


@blueprint.post("/people/import")
@access.capacity("hr_admin")
@uploads.takes_files
def bring() -> str | Answer | tuple[str, int]:
    """Keeps the file and leads to its preview; a file that cannot be read costs a sentence."""
    form = FileForm()
    if not form.validate_on_submit():
        return _start(form), 422
    assert form.since.data
    data = form.file.data.read()
    choices = Choices(form.since.data)
    name = (form.file.data.filename or "people").replace("\\", "/").rpartition("/")[2][-_NAME_LENGTH:]
    try:
        read_workbook(data, KNOWN_HEADINGS)
    except UnreadableFile as unreadable:
        return _start(form, _("%(place)s: %(said)s", place=name, said=i18n.words(unreadable.sentence()))), 422
    return redirect(url_for("people_import.preview", token=uploads.keep(name, data, stored(choices))))


@blueprint.get("/people/import/sample.csv")
@access.capacity("hr_admin")
def sample() -> Response:
    """A file to begin with."""
    return _file(csv_file(SAMPLE), "people.csv")


@blueprint.get("/people/import/<token>")
@access.capacity("hr_admin")
def preview(token: str) -> str:
    """What the file would do."""
    upload = uploads.find(token)
    choices = read_choices(upload.choices)
    return _preview(
        token, service.preview(current.graph(), current.context(), upload.data, upload.name, choices), choices
    )


@blueprint.post("/people/import/<token>")
@access.capacity("hr_admin")
def act(token: str) -> str | Answer | tuple[str, int]:
    """Looks again with what was chosen, accepts what was shown, or gives the file up."""
    try:
        upload = uploads.find(token)
    except NotFound:
        return _accepted_before(token)
    if request.form.get("do") == "discard":
        uploads.remove(token)
        flash(_("The file was removed. Nothing was imported."))
        return redirect(url_for("people_import.start"))
    before = read_choices(upload.choices)
    plan = service.plan(current.graph(), current.context(), upload.data, upload.name, before)
    form = choices_form(plan.preview, before)
    form.process(request.form)
    if not form.validate():
        return render(_page(token, plan.preview, before, form)), 422
    choices = sent_choices(form, request.form, before, plan.preview)
    if choices != before:
        uploads.choose(token, upload.name, stored(choices))
    if request.form.get("do") == "accept":
        if choices != before:
            plan = service.plan(current.graph(), current.context(), upload.data, upload.name, choices)
        return _accepted(upload, plan, choices, form.digest.data or "")
    return redirect(url_for("people_import.preview", token=token))


def _accepted_before(token: str) -> Answer:
    """Where a file that is there no more was accepted already, as by a button that was pressed twice: its report."""
    made = job.import_id(uploads.key_of(token))
    if not is_made(current.graph(), made):
        raise NotFound("upload", token)
    return redirect(url_for("people_import.report", import_id=made))


def _accepted(upload: uploads.Upload, plan: service.Plan, choices: Choices, digest: str) -> Answer:
    settings, context, token = current.settings(), current.context(), upload.token
    found, made = plan.preview, job.import_id(upload.key)
    if not found.problems and found.digest == digest and len(found.new) + len(found.changed) > AT_ONCE:
        return redirect(url_for("jobs.job", job_id=job.ask(upload, plan, choices)))
    notice = partial(address_notice, context) if settings.mail_server else None
    try:
        service.accept_plan(
            current.graph(), context, plan, digest, job.who_is_new(settings, current.graph()), relied_on="hr_admin",
            notice=notice, import_id=made,
        )  # fmt: skip
    except Refused:
        return redirect(url_for("people_import.preview", token=token))
    except Conflict:
        if is_made(current.graph(), made):
            return redirect(url_for("people_import.report", import_id=made))
        flash(
            _("Nothing was imported: what the file would do has changed since you looked. Check it once more."),
            "caution",
        )
        return redirect(url_for("people_import.preview", token=token))
    uploads.remove(token)
    flash(_("The people were imported."))
    return redirect(url_for("people_import.report", import_id=made))


@blueprint.get("/people/import/<token>/problems")
@access.capacity("hr_admin")
def problems(token: str) -> Response:
    """The file back, with a column that says what is wrong with each row."""
    upload = uploads.find(token)
    choices = read_choices(upload.choices)
    found = service.preview(current.graph(), current.context(), upload.data, upload.name, choices)
    data, ending = service.problem_file(upload.data, choices, found, i18n.chosen_language())
    return _file(data, f"people-with-problems.{ending}")


@blueprint.get("/people/imports/<import_id>")
@access.capacity("hr_admin")
def report(import_id: str) -> str:
    """What an import did."""
    found = report_of(current.graph(), import_id)
    return render(ReportPage(found, grouped((rule, "", i18n.words(said)) for rule, said in found.notes)))


def _start(form: FileForm, unreadable: str = "") -> str:
    made, waiting = imports(current.graph(), current.context().now)
    return render(ImportPage(form, made, tuple(job_line(one, import_words) for one in waiting), unreadable))


def _preview(token: str, found: Preview, choices: Choices) -> str:
    return render(_page(token, found, choices, choices_form(found, choices)))


def _page(token: str, found: Preview, choices: Choices, form: Any) -> PreviewPage:
    return PreviewPage(
        token=token,
        preview=found,
        form=form,
        columns=tuple(
            MappingLine(each.index, each.heading, " · ".join(each.values), field_options(each))
            for each in found.columns
        ),
        new=tuple(map(_new_line, found.new[:SHOWN])),
        problems=found.problems[:SHOWN],
        notes=grouped((note.rule, "", i18n.words(note_said(note))) for note in found.notes),
        asks_order=any(column.asks for column in found.columns) or choices.date_order is not None,
        asks_unknown_levels=choices.skip_unknown_levels or any(each.rule in OF_LEVELS for each in found.problems),
        hidden_rows=any(note.rule == "hidden_rows" for note in found.notes),
        hidden_columns=any(note.rule == "hidden_columns" for note in found.notes),
    )


def _new_line(one: PersonChange) -> NewLine:
    said = {change.field: change.after for change in one.changes}
    fields = (Field.EMAIL, Field.MANAGER, Field.DEPARTMENT, Field.LEVEL, Field.SINCE)
    return NewLine(one.person, _both(one.name), *(said.get(field, "") for field in fields))


def _both(name: Text) -> str:
    """A name in both languages, where they differ: who checks a file wants to see that both have arrived."""
    return " ".join(dict.fromkeys(each for each in (name.en, name.zh) if each))


def _file(data: bytes, name: str) -> Response:
    kind = (
        "text/csv; charset=utf-8"
        if name.endswith(".csv")
        else ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    )
    return Response(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
