"""Setting up a session, and changing one: until it starts people come in and out, from then on only out."""

import secrets

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.calibration import changing, setting_up
from graph.calibration.candidates import StoredSession, candidates
from graph.calibration.table import SESSION_NAMES, SessionState
from graph.errors import Conflict, Refused
from webapp import access, current
from webapp.calibration.composed import candidate_line, may_be_saved, seat_lines, wanted_session
from webapp.calibration.composing import Composition, apart, by_name, compose_session, matching
from webapp.calibration.forms import SessionForm, TakeOutForm
from webapp.calibration.obstacles import obstacles
from webapp.calibration.pages import SessionFormPage, TakeOutPage
from webapp.i18n import words
from webapp.page import render
from webapp.refusals import put_on_form

blueprint = Blueprint("calibration_setting_up", __name__)

SHOWN = 50
"""Of those who match so many stand there to be ticked."""
FOLLOWED = 40
"""So many people are taken along to the next session by the address."""
FIELD_OF_RULE = {
    "session_name": "name_en",
    "date_past": "meets_on",
    "no_facilitator": "facilitators",
    "unknown_person": "members",
}


@blueprint.route("/calibration/new", methods=["GET", "POST"])
@access.capacity("facilitator", "hr_admin")
def new() -> str | Response:
    """Sets up a session: who is in it, who sits over them, when."""
    who = current.person()
    form = SessionForm()
    if request.method == "GET":
        form.id.data = f"cs-{secrets.token_hex(8)}"
        form.facilitators.data = who.id if who and "facilitator" in who.capacities else ""
    found = compose_session(form)
    if request.form.get("save") and any(
        one.elsewhere and one.elsewhere[0] == form.new_id for one in found.known.reviews
    ):
        return _go_on(found, form.new_id)  # sent twice
    if request.form.get("save") and may_be_saved(found):
        wanted = wanted_session(found, form.new_id or f"cs-{secrets.token_hex(8)}")
        try:
            setting_up.set_up(current.graph(), current.context(), [wanted], found.known.capacity)
        except Refused as refused:
            put_on_form(refused, form, FIELD_OF_RULE)
        else:
            flash(_("The session “%(name)s” is set up.", name=words(wanted.name)))
            return _go_on(found, wanted.id)
    return render(_page(found, form))


@blueprint.route("/calibration/<session_id>/change", methods=["GET", "POST"])
@access.signed_in
def change(session_id: str) -> str | Response:
    """Changes a session that has not started."""
    form = SessionForm()
    found = compose_session(form, session_id)
    now = found.known.session
    assert now
    if now.state not in changing.CHANGEABLE:
        if now.state is SessionState.IN_SESSION and request.method == "GET":
            return redirect(url_for("calibration_setting_up.take_out", session_id=session_id))
        raise Conflict({"session": session_id, "state": now.state.value})
    if request.form.get("save") and may_be_saved(found):
        try:
            _change(found, form, now)
        except Refused as refused:
            put_on_form(refused, form, FIELD_OF_RULE)
        except Conflict:
            _say_moved(form, now)
        else:
            flash(_("Saved."))
            return _go_on(found, session_id)
    return render(_page(found, form))


@blueprint.route("/calibration/<session_id>/take-out", methods=["GET", "POST"])
@access.signed_in
def take_out(session_id: str) -> str | Response:
    """Takes people out of a session in progress."""
    known = apart(candidates(current.graph(), current.context(), session=session_id))
    now, form, chosen = known.session, TakeOutForm(), request.form.getlist("review")
    assert now
    back = session_or_list(current.context().actor in now.seats, session_id)
    if now.state is not SessionState.IN_SESSION:
        raise Conflict({"session": session_id, "state": now.state.value})
    if form.validate_on_submit():
        if not chosen:
            form.form_errors.append(_("Choose at least one person first."))
        else:
            try:
                edge = known.edge(current.context().actor)
                changing.take_out(current.graph(), current.context(), now, chosen, form.reason.data or "", edge)
            except Refused as refused:
                put_on_form(refused, form, {"reason": "reason"})
            else:
                flash(ngettext("%(num)s person was taken out.", "%(num)s people were taken out.", len(chosen)))
                return redirect(back)
    here = by_name(one for one in known.reviews if one.here)
    if request.method == "GET" and "unsigned" in request.args:
        chosen = [one.id for one in here if not one.signed]
    return render(TakeOutPage(form, words(now.name), [candidate_line(one) for one in here], chosen, back))


def _change(found: Composition, form: SessionForm, now: StoredSession) -> None:
    """Raises Conflict where the session has moved since the page was shown, unless it is what is wanted by now."""
    wanted, edge = wanted_session(found, now.id), found.known.edge(current.context().actor)
    same = (wanted.name, wanted.meets_on, wanted.meets_at, frozenset(wanted.reviews), dict(wanted.members))
    if form.seq.data != str(now.seq) and same != (now.name, now.meets_on, now.meets_at, now.reviews, dict(now.seats)):
        raise Conflict({"session": now.id})
    changing.change(current.graph(), current.context(), now, wanted, edge)


def _say_moved(form: SessionForm, now: StoredSession) -> None:
    form.seq.data = str(now.seq)
    form.form_errors.append(
        _("Somebody changed this session after this page was shown. What you entered is still here: check it, and save "
          "it again.")
    )  # fmt: skip


def _go_on(found: Composition, session: str) -> Response:
    """To the next session where people are left for one, else to this one."""
    if found.moved:
        left = ngettext(
            "%(num)s person is left for another session.",
            "%(num)s people are left for another session.",
            len(found.moved),
        )
        flash(left)
        taken = list(found.moved) if len(found.moved) <= FOLLOWED else []
        return redirect(url_for("calibration_setting_up.new", cycle=found.known.cycle, review=taken))
    return redirect(session_or_list(current.context().actor in found.seats, session))


def session_or_list(sits: bool, session: str) -> str:
    """A session for who sits in it, else the list of them."""
    if sits:
        return url_for("calibration.session", session_id=session)
    return url_for("calibration.sessions", _anchor=session)


def _page(found: Composition, form: SessionForm) -> SessionFormPage:
    now, matches = found.known.session, matching(found, form)
    free = [one for one in matches if one.elsewhere is None]
    chosen = by_name(found.chosen.values())
    moved = by_name(one for one in found.known.reviews if one.id in found.moved)
    return SessionFormPage(
        form=form,
        session=now.id if now else "",
        name=words(now.name) if now else "",
        state=SESSION_NAMES[now.state] if now else None,
        chosen=[candidate_line(one) for one in chosen],
        signed=sum(one.signed for one in chosen),
        found=[candidate_line(one) for one in free[:SHOWN]],
        matches=len(free),
        taken=len(matches) - len(free),
        moved=[candidate_line(one) for one in moved],
        seats=seat_lines(found),
        obstacles=obstacles(found),
        cycles=len(found.known.cycles),
        zone=current.settings().time_zone,
    )
