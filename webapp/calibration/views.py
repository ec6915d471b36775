"""What the committee reads."""

from flask import Blueprint, url_for

from graph.calibration import service
from graph.calibration.table import SESSION_NAMES, SessionState
from webapp import access, current
from webapp.calibration.pages import SessionLine, SessionPage, SessionsPage
from webapp.calibration.people_in_order import by_name, in_order, level_decision, people_told_apart
from webapp.calibration.person import opened_person, person_page
from webapp.calibration.ways import ways_of
from webapp.pack.views import packs_of
from webapp.page import render

blueprint = Blueprint("calibration", __name__)


@blueprint.get("/calibration")
@access.signed_in
def sessions() -> str:
    """The sessions in which the reader sits; to HR all."""
    found, who = service.sessions(current.graph(), current.context()), current.person()
    capacities = set(who.capacities) if who else set()
    hr = "hr_admin" in capacities
    lines = [
        SessionLine(
            row=one,
            state=SESSION_NAMES[SessionState(one.state)],
            address=url_for("calibration.session", session_id=one.id) if one.reader_is else "",
            ways=() if one.reader_is else ways_of(one.id, SessionState(one.state), "hr_admin" if hr else ""),
        )
        for one in found.sessions
    ]
    return render(SessionsPage(lines, found.unseated, hr or "facilitator" in capacities, hr))


@blueprint.get("/calibration/<session_id>")
@access.signed_in
def session(session_id: str) -> str:
    """Whose reviews are signed off, and whose are missing."""
    opened = people_told_apart(service.session(current.graph(), current.context(), session_id))
    missing = by_name(review for review in opened.reviews if not review.signed)
    ready = [(one, level_decision(one)) for one in in_order(opened)]
    ways = ways_of(opened.id, opened.state, opened.reader_is)
    return render(SessionPage(opened, SESSION_NAMES[opened.state], ready, missing, packs_of(opened), ways))


@blueprint.get("/calibration/<session_id>/people/<review_id>")
@access.signed_in
def person(session_id: str, review_id: str) -> str:
    """One person, and what there is to decide; 404 where the session does not cover the review or it is not signed
    off. `adjust` and `withdraw` in the address name the rating whose form is open."""
    return render(person_page(opened_person(session_id, review_id)))
