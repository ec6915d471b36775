"""The pack of a session: asking for it, cancelling, downloading."""

import hashlib
import logging
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, cast

from flask import Blueprint, Response, make_response, redirect, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from graph.calibration.models import Session
from graph.calibration.packs import PackJob, PackState
from graph.errors import NotFound
from graph.pack import service
from graph.pack.service import PackContent
from graph.signs_of_life import SEEN_SECONDS
from reports.file_names import pack_name
from webapp import access, current, i18n
from webapp.pack.forms import PackForm
from webapp.pack.make import LANGUAGES, PAPERS
from webapp.pack.pages import ListedPack, LostPage, Packs
from webapp.pack.queue import wake_worker
from webapp.pack.store import StoreFailed, store_of
from webapp.page import render

blueprint = Blueprint("pack", __name__)
log = logging.getLogger("plumbline.pack")


def packs_of(session: Session) -> Packs:
    """What the session's page shows of its packs."""
    context, jobs = current.context(), session.packs
    listed = []
    for job in jobs:
        seconds = job.seconds_left(context.now)
        living = job.living and job.living == service.living_key(session, context.actor, PackContent.of(job))
        listed.append(ListedPack(job, bool(living), None if seconds is None else max(1, round(seconds / 60))))
    unfinished = any(job.unfinished for job in jobs)
    return Packs(
        session=session.id,
        people=len(service.readable(session, context.actor)),
        changed=len(service.changed(session, context.actor)),
        listed=tuple(listed),
        worker_seen=not unfinished or service.worker_seen(session, context, SEEN_SECONDS),
        form=PackForm(formdata=None, language=i18n.chosen_language(), paper=PAPERS[0]),
        at=context.now,
    )


@blueprint.post("/calibration/<session_id>/packs")
@access.signed_in
def ask(session_id: str) -> AnyResponse:
    """Asks for a pack, or finds the living one of the same content."""
    form = PackForm(data={"language": LANGUAGES[0], "paper": PAPERS[0]})
    if not form.validate_on_submit():
        raise NotFound("pack", f"{form.language.data} {form.paper.data}")
    return _ask(session_id, form.language.data, form.paper.data, changes=form.changes.data)


@blueprint.post("/packs/<pack_id>/cancel")
@access.signed_in
def cancel(pack_id: str) -> AnyResponse:
    """Cancels a pack that is not made yet."""
    job = service.pack(current.graph(), current.context(), pack_id)
    service.cancel(current.graph(), current.context(), pack_id)
    return _to_session(job.session)


@blueprint.post("/packs/<pack_id>/again")
@access.signed_in
def again(pack_id: str) -> AnyResponse:
    """Asks for a pack like this one anew; a ready one is given up only where it cannot be had. One of changes that was
    made once is followed by one of everybody: what it lost has no other."""
    job = service.pack(current.graph(), current.context(), pack_id)
    if job.state is PackState.READY and not (job.open and _is_whole(job)):
        service.give_up(current.graph(), current.context(), pack_id)
        _delete(job)
    return _ask(job.session, job.language, job.paper, changes=job.since is not None and not job.pages)


@blueprint.get("/packs/<pack_id>/pack.pdf")
@access.signed_in
def pdf(pack_id: str) -> AnyResponse:
    """The file, for whoever may have it now; each download is logged."""
    job = service.pack(current.graph(), current.context(), pack_id)
    if job.unfinished:
        return _to_session(job.session)
    if job.state is not PackState.READY or not job.open:
        return _lost(job, "expired" if job.open else "changed")
    file = _whole(job)
    if file is None:
        return _lost(job, "lost")
    service.log_download(current.graph(), current.context(), pack_id)
    name = pack_name(job.session_name, job.meets_on, job.language, changes=job.since is not None)
    return send_file(file, "application/pdf", as_attachment=True, download_name=name)


def _ask(session_id: str, language: str, paper: str, *, changes: bool) -> AnyResponse:
    requested = service.ask(current.graph(), current.context(), session_id, language, paper, changes=changes)
    if requested.created:
        wake_worker(current.settings())
    return _to_session(session_id)


def _to_session(session_id: str) -> AnyResponse:
    return redirect(url_for("calibration.session", session_id=session_id, _anchor="pack"), 303)


def _lost(job: PackJob, why: str) -> Response:
    return make_response(render(LostPage(job, why)), 409)


def _whole(job: PackJob) -> IO[bytes] | None:
    """A copy of the file, None where it is not in the store as it was made. Raises StoreFailed."""
    folder = current.settings().work_folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as stack:
        copy = cast("IO[bytes]", stack.enter_context(TemporaryFile(dir=folder)))
        if not _is_whole(job, copy):
            return None
        stack.pop_all()  # the answer closes it
    copy.seek(0)
    return copy


def _is_whole(job: PackJob, copy: IO[bytes] | None = None) -> bool:
    """Whether the file is in the store as it was made; `copy` gets it. Raises StoreFailed where nobody can tell."""
    digest = hashlib.sha256()
    try:
        for piece in store_of(current.settings()).pieces(job.key):
            digest.update(piece)
            if copy:
                copy.write(piece)
    except FileNotFoundError:
        log.warning("pack %s is not in the store any more", job.id)
        return False
    if digest.hexdigest() != job.sha256:
        log.warning("pack %s is not in the store as it was made", job.id)
        return False
    return True


def _delete(job: PackJob) -> None:
    try:
        store_of(current.settings()).delete(job.key)
    except StoreFailed as error:
        log.warning("pack %s is still in the store, until a worker tidies up: %s", job.id, error)
