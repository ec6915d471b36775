"""What the committee reads."""

from flask import Blueprint, url_for

from graph.calibration import service
from graph.calibration.table import SESSION_NAMES, SessionState
from graph.worklists.models import SessionRow
from webapp import access, current
from webapp.calibration.charts import charts_of
from webapp.calibration.listing import people_table, projector_lines
from webapp.calibration.live import ROWS, live_of, only
from webapp.calibration.pages import SessionLine, SessionsPage
from webapp.calibration.people_in_order import people_told_apart
from webapp.calibration.person import opened_person, person_page
from webapp.calibration.session_pages import ProjectorPage, SessionPage
from webapp.calibration.ways import seating_of, ways_of
from webapp.pack.views import packs_of
from webapp.page import render

blueprint = Blueprint("calibration", __name__)


@blueprint.get("/calibration")
@access.signed_in
def sessions() -> str:
    """The sessions in which the reader sits; to HR all."""
    found, capacities = service.sessions(current.graph(), current.context()), _capacities()
    hr = "hr_admin" in capacities
    lines = [
        SessionLine(
            row=one,
            state=SESSION_NAMES[SessionState(one.state)],
            address=url_for("calibration.session", session_id=one.id) if one.reader_is else "",
            ways=_ways(one, hr),
        )
        for one in found.sessions
    ]
    return render(SessionsPage(lines, found.unseated, hr or "facilitator" in capacities, hr))


def _capacities() -> set[str]:
    who = current.person()
    return set(who.capacities) if who else set()


def _ways(one: SessionRow, hr: bool) -> tuple[tuple[str, str], ...]:
    """What stands beside a session in the list: of who sits in it the page has the rest."""
    state = SessionState(one.state)
    if one.reader_is:
        return seating_of(one.id, state, one.reader_is) if hr else ()
    return ways_of(one.id, state, "hr_admin" if hr else "")


@blueprint.get("/calibration/<session_id>")
@access.signed_in
def session(session_id: str) -> str:
    """Whose reviews are signed off, how they are rated, and whose are missing."""
    rated = only()
    opened = people_told_apart(service.session(current.graph(), current.context(), session_id, rated=rated))
    return render(
        SessionPage(
            session=opened,
            state=SESSION_NAMES[opened.state],
            table=people_table(opened, rated),
            charts=charts_of(opened) if rated is None else (),
            packs=packs_of(opened),
            ways=ways_of(opened.id, opened.state, opened.reader_is, hr="hr_admin" in _capacities()),
            live=live_of(opened, ROWS),
        )
    )


@blueprint.get("/calibration/<session_id>/projector")
@access.signed_in
def projector(session_id: str) -> str:
    """The session for a wall: what everybody in the room may see at once."""
    rated = only()
    opened = people_told_apart(service.session(current.graph(), current.context(), session_id, rated=rated))
    return render(
        ProjectorPage(
            session=opened,
            state=SESSION_NAMES[opened.state],
            lines=projector_lines(opened, rated),
            live=live_of(opened, ROWS),
            back=url_for("calibration.session", session_id=opened.id),
        )
    )


@blueprint.get("/calibration/<session_id>/people/<review_id>")
@access.signed_in
def person(session_id: str, review_id: str) -> str:
    """One person, and what there is to decide; 404 where the session does not cover the review or it is not signed
    off. `adjust` and `withdraw` in the address name the rating whose form is open."""
    return render(person_page(opened_person(session_id, review_id, alone=only() is not None)))
