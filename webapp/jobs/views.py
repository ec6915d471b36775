"""The page of a job: where it stands, cancelling it, what it came to."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Conflict, NotFound
from graph.jobs import service
from graph.jobs.models import WRITING, JobStand
from graph.signs_of_life import is_seen
from webapp import access, current
from webapp.cycle.job_words import mail_of, refused_part
from webapp.i18n import words
from webapp.job_words import job_says
from webapp.jobs.messages import WORDS
from webapp.jobs.pages import JobPage
from webapp.page import render

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/jobs/<job_id>")
@access.capacity("hr_admin", "framework_editor")
def job(job_id: str) -> str:
    """Where a job stands, or what it came to."""
    found = _stand(job_id)
    now, of = found.job, WORDS[found.job.kind]
    return render(
        JobPage(
            id=now.id,
            name=of.name(now),
            state=now.state,
            says=job_says(now, of),
            done=now.done,
            of=now.of,
            counts=now.done > 0,
            unfinished=now.unfinished,
            may_cancel=now.unfinished and now.step != WRITING,
            worker_seen=is_seen(found.beat_at, current.context()),
            by=words(found.asker.name) if found.asker else now.asker,
            asked_at=now.asked_at,
            ways=() if now.unfinished else of.ways(now),
            above=of.above(now),
            refused=refused_part(now),
            mail=mail_of(now),
        )
    )


@blueprint.post("/jobs/<job_id>/cancel")
@access.capacity("hr_admin", "framework_editor")
def cancel(job_id: str) -> Response:
    """Cancels a job that is not done."""
    try:
        service.cancel(current.graph(), current.context(), _stand(job_id).job)
    except Conflict:
        flash(_("It could not be cancelled any more."), "caution")
    return redirect(url_for("jobs.job", job_id=job_id))


def _stand(job_id: str) -> JobStand:
    found = service.stand(current.graph(), current.context(), job_id)
    if found.job.kind not in WORDS:
        raise NotFound("job", job_id)
    return found
