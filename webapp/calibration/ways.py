"""Where a session goes on from its state: the links to its steps."""

from flask import url_for
from flask_babel import gettext as _

from graph.calibration.changing import CHANGEABLE
from graph.calibration.table import SESSION_TABLE, SessionAction, SessionState

CONFIRMED = (SessionAction.OPEN_VOTES, SessionAction.START, SessionAction.DISSOLVE)
"""The steps that have a page of their own, on which they are confirmed."""


def words_of(step: SessionAction) -> str:
    """What the button of one of CONFIRMED says."""
    return str(
        {
            SessionAction.OPEN_VOTES: _("Open the votes"),
            SessionAction.START: _("Start the session"),
            SessionAction.DISSOLVE: _("Dissolve the session"),
        }[step]
    )


def ways_of(session: str, state: SessionState, capacity: str, *, hr: bool = False) -> tuple[tuple[str, str], ...]:
    """What somebody with a seat or a capacity can do with a session in a state: words and address, the next step
    first. `hr` tells that who has a seat is an HR admin besides."""
    own = _of_a_seat(session, state) if capacity in ("member", "facilitator") else ()
    if capacity not in ("facilitator", "hr_admin"):
        return (*own, *seating_of(session, state, capacity)) if hr else own
    steps = [
        (words_of(row.action), url_for("calibration_moving.confirm", session_id=session, action=row.action.value))
        for row in SESSION_TABLE
        if row.action in CONFIRMED and state in row.states and capacity in row.who
    ]
    if state in CHANGEABLE:
        change = (str(_("Change people, members or day")), url_for("calibration_setting_up.change", session_id=session))
        steps.insert(len(steps) - 1, change)
    if state is SessionState.IN_SESSION:
        out = (str(_("Take people out")), url_for("calibration_setting_up.take_out", session_id=session))
        steps.insert(len(steps) - 1, out)
        if capacity == "hr_admin":
            steps[:0] = seating_of(session, state, capacity)
        if capacity == "facilitator":
            steps.insert(0, (str(_("Lock the session")), url_for("calibration_locking.lock", session_id=session)))
    if state is SessionState.LOCKED and capacity == "hr_admin":
        return _of_a_seat(session, state)
    return (*own, *steps)


def seating_of(session: str, state: SessionState, seat: str) -> tuple[tuple[str, str], ...]:
    """The way by which an HR admin seats a facilitator; none for who facilitates the session."""
    if state is not SessionState.IN_SESSION or seat == "facilitator":
        return ()
    return ((str(_("Seat another facilitator")), url_for("calibration_seating.seat", session_id=session)),)


def _of_a_seat(session: str, state: SessionState) -> tuple[tuple[str, str], ...]:
    """What everybody who sits in a session can do with it."""
    vote = (str(_("Vote")), url_for("calibration_voting.ballot", session_id=session))
    together = (str(_("Confirm levels together")), url_for("calibration_together.confirm", session_id=session))
    said = _("Outcome") if state is SessionState.LOCKED else _("Decisions so far")
    outcome = (str(said), url_for("calibration_locking.result", session_id=session))
    ways: dict[SessionState, tuple[tuple[str, str], ...]] = {
        SessionState.PRE_VOTE: (vote,),
        SessionState.IN_SESSION: (together, outcome),
        SessionState.LOCKED: (outcome,),
    }
    return ways.get(state, ())
