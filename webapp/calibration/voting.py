"""Voting before the meeting: one person after the other, saved as it is chosen and typed."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.calibration import votes
from graph.calibration.vote_models import Ballot, BallotLine, Bar, SavedVote
from graph.errors import Conflict, NotFound, Refused
from graph.report.dossier import read_dossier
from graph.workflow.policy import Permission
from reports.gap import Variant, records_of
from reports.gap.models import GapReport
from webapp import access, current, i18n, sessions
from webapp.autosave.answers import OtherAccount, body_for, json_answer, not_accepted, not_saved
from webapp.calibration.vote_forms import BallotForm, VoteForm, vote_forms, vote_of
from webapp.calibration.vote_pages import address_of, ballot_page, keys_of, next_open, told_apart, vote_page
from webapp.forms import page_number
from webapp.page import render
from webapp.requests import Unreadable

blueprint = Blueprint("calibration_voting", __name__)


@blueprint.get("/calibration/<session_id>/vote")
@access.signed_in
def ballot(session_id: str) -> str | Response:
    """Leads to the next person without a vote; where there is none, the list of those who were voted on."""
    found = told_apart(votes.ballot(current.graph(), current.context(), session_id))
    line = next_open(found)
    return redirect(address_of(found, line)) if line else render(ballot_page(found))


@blueprint.get("/calibration/<session_id>/vote/<review_id>")
@access.signed_in
def vote(session_id: str, review_id: str) -> str | Response:
    """One person's brief and the reader's vote; once the session has started, as they gave it."""
    found, line = _found(session_id, review_id)
    if not found.is_open and not found.given:
        return redirect(url_for("calibration_voting.ballot", session_id=session_id))
    return render(vote_page(found, line, _brief(line)))


@blueprint.post("/calibration/<session_id>/vote/<review_id>")
@access.signed_in
def give(session_id: str, review_id: str) -> str | Response | tuple[str, int]:
    """Saves all votes of the page, and goes where the pressed button leads. Whatever is wrong comes back filled in."""
    found, line = _found(session_id, review_id)
    if not found.is_open:
        raise Conflict({"session": found.session, "state": found.state.value})
    buttons = BallotForm()
    forms = vote_forms(keys_of(found), request.form, buttons.keep.data or "")
    if not all([form.validate() for form in forms.values()]):  # each one, so that each says what is wrong
        return render(vote_page(found, line, _brief(line), forms)), 422
    shown = page_number(buttons.revision.data) or 0
    try:
        clashes = _save_all(found, review_id, shown, forms, buttons.take.data or "")
    except Refused:
        return render(vote_page(found, line, _brief(line))), 409
    if clashes:
        found, line = _found(session_id, review_id)
        back = {key: form for key, form in forms.items() if key in clashes}
        return render(vote_page(found, line, _brief(line), back, clashes)), 409
    flash(_("Saved %(time)s", time=i18n.clock_time(current.context().now)))
    onward = next_open(found, review_id) if buttons.then.data == "next" else line
    return redirect(
        address_of(found, onward) if onward else url_for("calibration_voting.ballot", session_id=session_id)
    )


@blueprint.put("/calibration/<session_id>/vote/<review_id>")
@access.session_checked_in_query
def save(session_id: str, review_id: str) -> Response:
    """Saves one vote of the caller's, for the script that saves as people type; answers as autosave.save_rating does.

    409 `closed` once the session has started, or where the review was signed again since the page was drawn.
    """
    try:
        saved = _save(session_id, review_id)
    except (OtherAccount, Unreadable, Refused, NotFound) as wrong:
        access.confirm()
        return not_saved(wrong, _("This could not be read as a vote."))
    i18n.answer_to(saved.language, saved.time_zone)
    if not saved.accepted:
        closed = _(
            "Voting on this is over: the session has started, or the review has changed. This step saved nothing."
        )
        return not_accepted(_stored(saved), stale=saved.open, closed=closed)
    return json_answer(200, **_stored(saved))


def _save(session_id: str, review_id: str) -> SavedVote:
    claim = access.claim()
    revision, draft = vote_of(body_for(claim.person))
    context, claimed = current.context_of(claim.person), (claim.session_version, claim.session_key)
    (saved,) = votes.save(current.graph(), context, session_id, review_id, revision, [draft], claimed=claimed)
    sessions.lives()
    return saved


def _save_all(found: Ballot, review: str, revision: int, forms: Mapping[str, VoteForm], taken: str) -> frozenset[str]:
    """Saves what the forms say otherwise than the page did; the keys of those that were written elsewhere meanwhile.

    Raises Refused, and Conflict where no vote is taken any more.
    """
    keys = keys_of(found)
    drafts = [form.draft(keys[key]) for key, form in forms.items() if key != taken and not form.is_untouched]
    if not drafts:
        return frozenset()
    saved = votes.save(current.graph(), current.context(), found.session, review, revision, drafts)
    if not all(one.open for one in saved):
        raise Conflict({"session": found.session, "state": found.state.value})
    late = {one.expectation for one in saved if not one.accepted}
    return frozenset(key for key, expectation in keys.items() if expectation in late)


def _found(session_id: str, review_id: str) -> tuple[Ballot, BallotLine]:
    """The ballot with one of its people. Raises NotFound, also where their review is not signed off."""
    found = told_apart(votes.ballot(current.graph(), current.context(), session_id, review_id))
    line = next((one for one in found.lines if one.review.id == review_id and one.signed), None)
    if line is None:
        raise NotFound("review", review_id)
    return found, line


def _brief(line: BallotLine) -> GapReport | None:
    """What the committee reads of one person; None of the reader themselves."""
    if line.bar is Bar.OWN:
        return None
    record = read_dossier(current.graph(), current.context(), line.review.id, Permission.READ_COMMITTEE_REPORT)
    return records_of(record, Variant.COMMITTEE, i18n.report_language())


def _stored(saved: SavedVote) -> Mapping[str, Any]:
    return {
        "version": saved.version,
        "value": saved.value.value if saved.value else "",
        "comment": saved.note,
        "reason": "",
        "saved_at": i18n.clock_time(saved.saved_at),
    }
