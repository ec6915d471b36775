"""Marking people as discussed, and noting, while a session is in progress."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.calibration import notes
from graph.calibration.notes import SavedNote
from graph.errors import Conflict, NotFound, Refused
from webapp import access, current, i18n, sessions
from webapp.autosave.answers import OtherAccount, body_for, json_answer, not_accepted, not_saved
from webapp.calibration.meeting_notes import CARD, DiscussedForm, NoteForm, note_of
from webapp.forms import page_number
from webapp.requests import Unreadable

blueprint = Blueprint("calibration_noting", __name__)


@blueprint.post("/calibration/<session_id>/people/<review_id>/discussed")
@access.signed_in
def discussed(session_id: str, review_id: str) -> Response:
    """Marks the person as discussed, or takes the mark away."""
    wanted = DiscussedForm().discussed.data == "yes"
    notes.set_discussed(current.graph(), current.context(), session_id, review_id, discussed=wanted)
    return redirect(url_for("calibration.person", session_id=session_id, review_id=review_id, _anchor="notes"))


@blueprint.post("/calibration/<session_id>/people/<review_id>/note")
@access.signed_in
def note(session_id: str, review_id: str) -> Response:
    """Saves the reader's note by its button. Raises Conflict with what is stored where they wrote since elsewhere: the
    page of the error holds what they typed."""
    form = NoteForm(request.form, prefix=CARD)
    version, text = page_number(form.version.data) or 0, form.comment.data or ""
    saved = notes.save_note(current.graph(), current.context(), session_id, review_id, version, text)
    if not saved.accepted:
        raise Conflict({"comment": saved.text} if saved.open else {"session": session_id})
    flash(_("Saved %(time)s", time=i18n.clock_time(current.context().now)))
    return redirect(url_for("calibration.person", session_id=session_id, review_id=review_id, _anchor="notes"))


@blueprint.put("/calibration/<session_id>/people/<review_id>/note")
@access.session_checked_in_query
def save_note(session_id: str, review_id: str) -> Response:
    """Saves the caller's note, for the script that saves as people type; answers as autosave.save_rating does."""
    try:
        saved = _save(session_id, review_id)
    except (OtherAccount, Unreadable, Refused, NotFound) as wrong:
        access.confirm()
        return not_saved(wrong, _("This could not be read as a note."))
    i18n.answer_to(saved.language, saved.time_zone)
    if not saved.accepted:
        closed = _("This session is not in progress any more, or the review has changed. This step saved nothing.")
        return not_accepted(_stored(saved), stale=saved.open, closed=closed)
    return json_answer(200, **_stored(saved))


def _save(session_id: str, review_id: str) -> SavedNote:
    claim = access.claim()
    version, text = note_of(body_for(claim.person))
    context, claimed = current.context_of(claim.person), (claim.session_version, claim.session_key)
    saved = notes.save_note(current.graph(), context, session_id, review_id, version, text, claimed=claimed)
    sessions.lives()
    return saved


def _stored(saved: SavedNote) -> Mapping[str, Any]:
    return {
        "version": saved.version,
        "value": "",
        "comment": saved.text,
        "reason": "",
        "saved_at": i18n.clock_time(saved.saved_at),
    }
