"""Saving one rating at a time, for the script that saves as people type. Both parties use it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.review.drafts import Saved
from graph.review.enums import Party
from graph.review.sheet import Sheet
from graph.workflow import reading, saving
from webapp import access, current, i18n, sessions
from webapp.autosave.answers import OtherAccount, body_for, json_answer, not_accepted, not_saved
from webapp.autosave.forms import piece_of, rating_of
from webapp.refusals import refusal_in_one
from webapp.requests import Unreadable
from webapp.review.cards import cards
from webapp.review.form_saving import supporting
from webapp.review.forms import RatingForm

blueprint = Blueprint("autosave", __name__)

_FIELD_OF_RULE = {"evidence_url": "url", "evidence_content": "note"}


@blueprint.route("/reviews/<review_id>/ratings", methods=["PUT", "POST"])
@access.session_checked_in_query
def save_rating(review_id: str) -> Response:
    """Saves one rating of the caller's own side.

    200 with the new version and the time; 409 with what is stored, and the ids of its evidence, where somebody wrote
    since, or the review is not open; 422 with the reasons; 401 where the page that sends is another account's; 404
    where it is not the caller's to write. Other errors are answered as everywhere. One statement saves and finds out
    whether the caller's session still lives.
    """
    try:
        party, saved = _save(review_id)
    except (OtherAccount, Unreadable, Refused, NotFound) as wrong:
        access.confirm()
        return not_saved(wrong, _("This could not be read as a rating."))
    i18n.answer_to(saved.language, saved.time_zone)
    if not saved.accepted:
        stale = saving.is_open(saved, party)
        pieces = _pieces(review_id, saved) if stale and party is Party.SELF else {}
        closed = _("This review can no longer be edited. This step saved nothing.")
        return not_accepted({**_stored(saved), **pieces}, stale=stale, closed=closed)
    return json_answer(200, **_stored(saved))


@blueprint.post("/reviews/<review_id>/evidence")
@access.signed_in
def add_evidence(review_id: str) -> Response:
    """Adds a piece of evidence to one expectation of the own self-assessment; answers every card's list anew."""
    try:
        saving.add_evidence(current.graph(), current.context(), review_id, piece_of(body_for(current.context().actor)))
    except (OtherAccount, Unreadable) as wrong:
        return not_saved(wrong, _("This could not be read as evidence."))
    except Refused as refused:
        reasons = [reason for reason in refused.reasons if reason.rule != "evidence_title"]
        field = next((_FIELD_OF_RULE[reason.rule] for reason in reasons if reason.rule in _FIELD_OF_RULE), "")
        return json_answer(422, message=refusal_in_one(reasons), field=field)
    return json_answer(200, cards=_lists(reading.sheet(current.graph(), current.context(), review_id)))


def _save(review_id: str) -> tuple[Party, Saved]:
    claim = access.claim()
    party, draft = rating_of(body_for(claim.person))
    context, claimed = current.context_of(claim.person), (claim.session_version, claim.session_key)
    saved = saving.save(current.graph(), context, review_id, party, draft, claimed=claimed)
    sessions.lives()
    return party, saved


def _lists(sheet: Sheet) -> list[dict[str, Any]]:
    return [
        {
            "key": card.key,
            "version": card.rating.version if card.rating else 0,
            "empty": not (card.rating and (card.rating.value or card.rating.comment or card.rating.reason)),
            "html": render_template("review/_evidence.html", card=card, form=RatingForm(prefix=card.key)),
        }
        for card in cards(sheet, Party.SELF, i18n.chosen_language())
    ]


def _stored(saved: Saved) -> Mapping[str, Any]:
    return {
        "version": saved.version,
        "value": saved.value.value if saved.value else "",
        "comment": saved.comment,
        "reason": saved.reason,
        "saved_at": i18n.clock_time(saved.saved_at),
        "draft": saved.draft,
        "state": saved.state.value,
    }


def _pieces(review_id: str, saved: Saved) -> Mapping[str, Any]:
    """What supports the stored rating. Read only where two wrote, so that no save pays for it. Raises SignInNeeded."""
    access.confirm()
    sheet = reading.sheet(current.graph(), current.context(), review_id)
    return {"evidence": supporting(sheet, saved.expectation)}
