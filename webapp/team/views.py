"""The manager's reports: who is where, and what waits for the manager."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, url_for
from flask_babel import gettext as _

from graph.people.reporting_lines import last_report
from graph.review.enums import SIGNED, Capacity, State
from graph.worklists.team import TeamRow
from graph.worklists.team import team as read_team
from webapp import access, current
from webapp.i18n import words
from webapp.name_order import name_key, told_apart
from webapp.page import render
from webapp.review.opening import opening
from webapp.team.pages import TeamLine, TeamPage
from webapp.workflow.messages import capacity_word, state_word

blueprint = Blueprint("team", __name__)


@blueprint.get("/team")
@access.signed_in
def team() -> str:
    """Everybody who reports to the reader today."""
    rows = read_team(current.graph(), current.context())
    known = told_apart(row.person for row in rows)
    lines = tuple(sorted((_line(replace(row, person=known[row.person.id])) for row in rows), key=_order))
    several = len({row.review.cycle.id for row in rows if row.review}) > 1
    waiting = [line for line in lines if line.waits_for_me]
    return render(
        TeamPage(
            lines=lines,
            several_cycles=several,
            next_one=waiting[0] if waiting else None,
            waiting=len(waiting),
            overdue=sum(line.overdue for line in waiting),
            none_since=None if lines else last_report(current.graph(), current.context()),
        )
    )


def _order(line: TeamLine) -> tuple[bool, bool, date, tuple[str, ...], str]:
    """What waits for the reader first, overdue before the rest, then by due date, then by name."""
    return (not line.waits_for_me, not line.overdue, line.due or date.max, name_key(line.person.name), line.person.id)


def _line(row: TeamRow) -> TeamLine:
    review = row.review
    return TeamLine(
        person=row.person,
        level=review.level if review else None,
        target=row.target,
        cycle=review.cycle.name if review else None,
        state="" if not review else opening(review.cycle) if review.not_open else state_word(review.state),
        holder=_holder(row),
        due=review.due if review else None,
        overdue=bool(review and review.overdue),
        waits_for_me=row.waits_for_manager,
        away_until=row.away_until,
        sent=row.sent,
        being_written=bool(review and review.state in (State.ASSIGNED, State.SELF_DRAFT)),
        rated=row.rated,
        total=row.total,
        address=_address(row),
        action=_action(row),
        in_place_of=row.in_place_of.name if row.in_place_of else None,
    )


def _holder(row: TeamRow) -> str:
    if row.review is None:
        return ""
    held_by = row.review.held_by
    if held_by is Capacity.EMPLOYEE:
        return words(row.person.name)
    if held_by is Capacity.MANAGER:
        return str(_("you"))
    if held_by is Capacity.FACILITATOR:
        return str(_("calibration"))
    return capacity_word(held_by) if held_by else ""


def _address(row: TeamRow) -> str:
    if row.review is None:
        return ""
    state = row.review.state
    if state is State.CANCELLED:
        return url_for("actions.overview", review_id=row.review.id)
    if state in (State.SIGNED_OFF, State.CALIBRATED):
        return url_for("sign_off.sign", review_id=row.review.id)
    if state in SIGNED:
        return url_for("result.result", review_id=row.review.id)
    return url_for("assessment.assess", review_id=row.review.id)


def _action(row: TeamRow) -> str:
    if row.review is None:
        return ""
    if row.review.not_open:
        return str(_("Open"))
    return {
        State.ASSIGNED: str(_("Start your draft") if not row.rated else _("Continue your draft")),
        State.SELF_DRAFT: str(_("Start your draft") if not row.rated else _("Continue your draft")),
        State.SELF_SUBMITTED: str(_("Assess")),
        State.MANAGER_DRAFT: str(_("Continue assessing")),
        State.SIGNED_OFF: str(_("Share the result") if row.waits_for_manager else _("What you signed")),
        State.CALIBRATED: str(_("Share the result")),
    }.get(row.review.state, str(_("Open")))
