"""Confirming together the levels of those whom nobody questions and whose managers recommend just that."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.calibration import service
from graph.calibration.deciding import Together, confirm_levels
from graph.calibration.models import Session, SessionReview
from graph.calibration.table import SessionState
from graph.errors import Conflict, Refused
from graph.review.enums import Recommendation, State
from reports.outcome.words import standard_sentence
from webapp import access, current, i18n
from webapp.calibration.agenda import agenda
from webapp.calibration.forms import TogetherForm
from webapp.calibration.pages import CandidateLine, TogetherPage
from webapp.calibration.people_in_order import people_told_apart
from webapp.i18n import words
from webapp.name_order import name_key
from webapp.page import render
from webapp.refusals import put_on_form

blueprint = Blueprint("calibration_together", __name__)


@blueprint.route("/calibration/<session_id>/confirm-levels", methods=["GET", "POST"])
@access.signed_in
def confirm(session_id: str) -> str | Response | tuple[str, int]:
    """Who can be confirmed together, each ticked; with one sentence that each of them reads."""
    opened = people_told_apart(service.session(current.graph(), current.context(), session_id))
    if opened.state is not SessionState.IN_SESSION:
        raise Conflict({"session": opened.id, "state": opened.state.value})
    free = unquestioned(opened)
    form, chosen = TogetherForm(), request.form.getlist("review")
    if not form.validate_on_submit():
        if request.method == "GET":
            form.sentence.data = standard_sentence()
            chosen = [one.review.id for one in free]
        return _shown(opened, form, free, chosen)
    wanted = {one.review.id: one.seq for one in free if one.review.id in chosen}
    if not wanted:
        form.form_errors.append(_("Choose at least one person first."))
        return _shown(opened, form, free, chosen)
    try:
        done = confirm_levels(current.graph(), current.context(), wanted, form.sentence.data or "")
    except Refused as refused:
        put_on_form(refused, form, {"decision_sentence": "sentence"})
        return _shown(opened, form, free, chosen)
    _say(opened, done)
    return redirect(url_for("calibration.session", session_id=session_id))


def unquestioned(opened: Session) -> list[SessionReview]:
    """Those whom nobody questions, whose manager recommends to confirm the level, and about whom nothing is decided."""
    return [
        line.review
        for line in agenda(opened.reviews).unquestioned
        if line.review.recommendation is Recommendation.CONFIRMED
        and line.review.decision is None
        and line.review.review.state is State.SIGNED_OFF
    ]


def _say(opened: Session, done: Together) -> None:
    names = {one.review.id: words(one.review.person.name) for one in opened.reviews}
    confirmed = ngettext("%(num)s level confirmed.", "%(num)s levels confirmed.", len(done.decided))
    barred = i18n.listed(names[one] for one in done.barred)
    moved = i18n.listed(names[one] for one in done.moved)
    flash(
        i18n.sentences(
            (
                str(confirmed),
                str(_("Others have to decide about %(people)s.", people=barred)) if barred else "",
                str(_("Changed meanwhile, and not confirmed: %(people)s.", people=moved)) if moved else "",
            )
        )
    )


def _shown(opened: Session, form: TogetherForm, free: list[SessionReview], chosen: list[str]) -> str | tuple[str, int]:
    people = [
        CandidateLine(
            one.review.id,
            words(one.review.person.name),
            _about(one),
            words(one.review.manager.name) if one.review.manager else "",
            one.signed,
        )
        for one in sorted(free, key=lambda one: name_key(one.review.person.name))
    ]
    page = render(TogetherPage(form, opened.id, words(opened.name), people, chosen))
    return (page, 422) if form.errors or form.form_errors else page


def _about(one: SessionReview) -> str:
    level = one.review.level
    return str(_("%(role)s, %(level)s", role=words(level.role), level=words(level.level))) if level else ""
