"""Seating another facilitator in a session in progress, for HR admins."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graph.calibration import seating
from graph.calibration.candidates import Candidates, Seat, StoredSession, candidates
from graph.calibration.table import SessionAction, SessionState
from graph.errors import Conflict, Forbidden, Reason, Refused
from graph.people.search import plain
from graph.review.models import PersonRef
from webapp import access, current
from webapp.calibration.composing import apart
from webapp.calibration.forms import SeatForm
from webapp.calibration.pages import SeatPage
from webapp.calibration.setting_up_views import session_or_list
from webapp.i18n import listed, words
from webapp.name_order import name_key
from webapp.page import render
from webapp.refusals import put_on_form, refusal

blueprint = Blueprint("calibration_seating", __name__)

OFFERED = 12
"""So many people can be chosen by a click."""


@blueprint.route("/calibration/<session_id>/seat", methods=["GET", "POST"])
@access.signed_in
def seat(session_id: str) -> str | Response:
    """Seats somebody as a facilitator, with a reason; who is meant can be looked up first."""
    form = SeatForm()
    if chosen := request.form.get("choose"):
        _choose(form, chosen)
    known = apart(candidates(current.graph(), current.context(), session=session_id, typed=_typed(form)))
    now = known.session
    assert now
    if known.capacity != "hr_admin":
        raise Forbidden(SessionAction.SEAT, "hr_admin")
    if now.state is not SessionState.IN_SESSION:
        raise Conflict({"session": session_id, "state": now.state.value})
    refused: Sequence[Reason] = ()
    if request.form.get("save") and form.validate() and (who := _meant(form, known)):
        try:
            seating.seat(current.graph(), current.context(), now, who.person.id, form.reason.data or "")
        except Refused as answer:
            refused = answer.reasons
            _say(refused, form, known, who)
        else:
            flash(_("%(person)s is a facilitator of the session now.", person=words(who.person.name)))
            return redirect(session_or_list(current.context().actor in now.seats, session_id))
    return render(_page(form, known, now, conflict=any(one.rule == "seat_conflict" for one in refused)))


def _choose(form: SeatForm, chosen: str) -> None:
    """Puts who was chosen by a click into the field, where it takes that; else what was typed stays, with the error."""
    typed = form.person.data
    form.person.process(MultiDict({form.person.name: chosen}))
    if not form.person.validate(form):
        form.person.data = typed


def _typed(form: SeatForm) -> list[str]:
    if form.person.errors or not form.person.data or not form.person.validate(form):
        return []
    return [form.person.data]


def _meant(form: SeatForm, known: Candidates) -> Seat | None:
    """Who is to be seated; None, with an error on the form, where that is not clear."""
    typed = form.person.data or ""
    if not typed:
        form.person.errors = [_("Enter who is to facilitate the session.")]
        return None
    if (found := known.seat_of(typed)) is None:
        said = _(
            "It is not clear yet who is meant by “%(typed)s”. Choose one of those offered, or enter an ID or email "
            "address.",
            typed=typed,
        )
        form.person.errors = [said]
    return found


def _say(reasons: Sequence[Reason], form: SeatForm, known: Candidates, who: Seat) -> None:
    """Puts on the form what stands in the way, each with its way out; people by their names."""
    name, over = words(who.person.name), [one.about[1] for one in reasons if one.rule == "seat_conflict"]
    people = [one for one in known.reviews if one.id in over]
    near = listed(dict.fromkeys(words(one.person.name) for one in people if one.person.id != who.person.id))
    said = {
        "own": _("%(person)s would sit over their own review. Choose somebody else, or take it out first.", person=name)
        if any(one.person.id == who.person.id for one in people) else "",
        "near": _("%(person)s would sit over direct reports or their own manager: %(people)s. Choose somebody else, or "
                  "take them out first.", person=name, people=near) if near else "",
        "left": _("%(person)s has left. Choose somebody else.", person=name)
        if any(one.rule == "unknown_person" for one in reasons) else "",
    }  # fmt: skip
    form.person.errors = [*form.person.errors, *(str(one) for one in said.values() if one)]
    rest = [one for one in reasons if one.rule not in ("seat_conflict", "unknown_person")]
    put_on_form(Refused(rest), form, {"reason": "reason", "seat_of_oneself": "person", "seated_another": "person"})


def _page(form: SeatForm, known: Candidates, now: StoredSession, *, conflict: bool) -> SeatPage:
    typed = form.person.data or ""
    chosen = known.seat_of(typed) if typed else None
    named = known.found.get(plain(typed), ()) if typed and not chosen else ()
    seats = [one for one in known.seats if one.role == "facilitator"]
    return SeatPage(
        form=form,
        session=now.id,
        name=words(now.name),
        facilitators=[
            str(_("%(name)s (has left)", name=words(one.person.name))) if one.left else words(one.person.name)
            for one in sorted(seats, key=lambda one: name_key(one.person.name))
        ],
        offered=[_choice(one) for one in (named or (() if chosen else _free(known, now)))[:OFFERED]],
        meant=typed if named else "",
        chosen=words(chosen.person.name) if chosen else "",
        blockers=refusal(seating.reasons_against(current.context(), known)),
        conflict=conflict,
        back=session_or_list(current.context().actor in now.seats, now.id),
    )


def _choice(one: PersonRef) -> tuple[str, str]:
    return str(_("%(name)s (%(id)s)", name=words(one.name), id=one.id)), one.id


def _free(known: Candidates, now: StoredSession) -> tuple[PersonRef, ...]:
    """Who comes to mind: members of the session who may sit over all of it, then others with the capacity."""
    here = [one for one in known.reviews if one.here]
    seats = {one.person.id: one for one in known.seats}
    members = [one.person for key, one in seats.items() if now.seats.get(key) == "member" and not one.left]
    every = [*members, *(one for one in known.facilitators if one.id not in now.seats)]
    barred = {one.person.id for one in here} | {current.context().actor} | now.seated_by
    barred |= {key for key, one in seats.items() if any(map(one.conflicts_with, here))}
    return tuple(one for one in every if one.id not in barred)
