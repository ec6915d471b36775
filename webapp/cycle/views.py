"""Cycles for HR: is the cycle on its way, and what is nobody's."""

from flask import Blueprint
from flask_babel import gettext as _

from graph.cycle import service
from graph.review.enums import Capacity, State
from graph.worklists.models import ReviewRow
from graph.worklists.progress import CycleProgress, StuckReview, cycle_progress
from webapp import access, current
from webapp.cycle.pages import CyclePage, CyclesPage, ReviewLine, StateLine, StuckLine
from webapp.i18n import words
from webapp.name_order import review_order, reviews_told_apart
from webapp.page import render
from webapp.review.opening import opening
from webapp.workflow.messages import capacity_word, state_word

blueprint = Blueprint("cycle", __name__)


@blueprint.get("/cycles")
@access.capacity("hr_admin")
def cycles() -> str:
    """Every cycle."""
    return render(CyclesPage(service.cycles(current.graph(), current.context())))


@blueprint.get("/cycles/<cycle_id>")
@access.capacity("hr_admin")
def cycle(cycle_id: str) -> str:
    """One cycle: what nobody may act on, progress by state and holder, every review."""
    period, progress = cycle_progress(current.graph(), current.context(), cycle_id)
    rows = sorted(reviews_told_apart(progress.rows), key=review_order)
    why = {one.review.id: one.why for one in progress.stuck}
    return render(
        CyclePage(
            cycle=period,
            opening=opening(period),
            stuck=tuple(_stuck(StuckReview(row, why[row.id])) for row in rows if row.id in why),
            states=_states(progress),
            lines=tuple(ReviewLine(row, state_word(row.state), holder_of(row)) for row in rows),
            overdue=sum(row.overdue for row in progress.rows),
        )
    )


def holder_of(row: ReviewRow) -> str:
    """Who holds one review: by name where it is the person or the manager; nobody before its cycle opens."""
    if row.not_open:
        return opening(row.cycle)
    held_by = row.held_by
    if held_by is Capacity.EMPLOYEE:
        return words(row.person.name)
    if held_by is Capacity.MANAGER:
        return words(row.manager.name) if row.manager else str(_("no manager"))
    return capacity_word(held_by) if held_by else ""


def _states(progress: CycleProgress) -> tuple[StateLine, ...]:
    lines = []
    for state in State:
        rows = [row for row in progress.rows if row.state is state]
        if rows:
            held_by = rows[0].held_by
            holder = opening(rows[0].cycle) if rows[0].not_open else capacity_word(held_by) if held_by else ""
            lines.append(StateLine(state_word(state), holder, len(rows), sum(row.overdue for row in rows)))
    return tuple(lines)


def _stuck(one: StuckReview) -> StuckLine:
    reasons = {
        "no_manager": (_("there is no manager today"), _("Appoint a reviewer, or cancel the review.")),
        "manager_left": (_("the manager has left"), _("Appoint a reviewer, or cancel the review.")),
        "no_session": (_("signed off, but not in a session"), _("Add it to a session, or waive the calibration.")),
        "no_facilitator": (_("the session has no facilitator"), _("Name a facilitator, or dissolve the session.")),
        "no_arbiter": (_("there is nobody above the signer"), _("Appoint an arbiter.")),
        "no_hr_admin": (_("the only HR admin is the employee"), _("Another HR admin is needed.")),
        "nothing_expected": (
            _("nothing is expected at this level"),
            _("Cancel the review, and assign one at another level."),
        ),
        "cycle_closed": (_("the cycle is closed"), _("Cancel the review.")),
        "employee_left": (_("the employee left before submitting anything"), _("Cancel the review.")),
    }
    why, remedy = reasons.get(one.why, (one.why.replace("_", " "), ""))
    return StuckLine(one.review, str(why), str(remedy))
