"""Jobs that import a file, in words."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.jobs.models import WRITING, Job, JobKind
from webapp import current, i18n


def name(job: Job) -> str:
    """What it is called."""
    return str(_("Import of %(file)s", file=job.input["file"]))


def making(job: Job) -> str:
    """What is done now."""
    if job.step != WRITING:
        return str(_("The file is being checked once more."))
    if _of_people(job):
        said = ngettext("%(num)s person is being written.", "%(num)s people are being written.", job.of)
    else:
        said = ngettext("%(num)s row is being written.", "%(num)s rows are being written.", job.of)
    return i18n.sentences((said, _("Until all of it is there, nobody sees any of it.")))


def done(job: Job) -> str:
    """That it is done."""
    if _of_people(job):
        return str(_("The people were imported."))
    return str(_("The framework is imported as a draft. Look at it, then publish it."))


def cancelled(_job: Job) -> str:
    """That it was cancelled."""
    return str(_("Cancelled. Nothing was imported."))


def failed(job: Job) -> str:
    """Why it failed, and the way out."""
    moved = _("Nothing was imported: what the file would do has changed since you looked. Check it once more.")
    why: Mapping[str, str] = {
        "changed": moved,
        "file_gone": _("Nothing was imported: the file is not there any more. Upload it again."),
        "no_right": _("Nothing was imported: who asked for it may not do it any more."),
        "attempts": _(
            "Nothing was imported: it went wrong three times. The background worker’s log says why. Check the file, and"
            " accept it again."
        ),
    }
    return str(why[job.why])


def ways(job: Job) -> tuple[tuple[str, str], ...]:
    """Where to go on from its end."""
    people, own = _of_people(job), job.asker == current.context().actor
    if job.result and people:
        return ((str(_("Open the report")), url_for("people_import.report", import_id=job.result["import"])),)
    if job.result:
        at = url_for("frameworks.version", key=job.result["framework"], number=job.result["number"])
        return ((str(_("Open the draft")), at),)
    if job.why == "file_gone" or not own:  # a file is found by who brought it
        return above(job)[1:]
    of = "people_import" if people else "framework_import"
    return ((str(_("Check the file again")), url_for(f"{of}.preview", token=job.input["token"])),)


def above(job: Job) -> tuple[tuple[str, str], ...]:
    """The pages above its page."""
    if _of_people(job):
        return (_("People"), url_for("directory.people")), (_("Import people"), url_for("people_import.start"))
    return (
        (_("Frameworks"), url_for("frameworks.frameworks")),
        (_("Import a framework"), url_for("framework_import.start")),
    )


def _of_people(job: Job) -> bool:
    return job.kind is JobKind.PEOPLE_IMPORT
