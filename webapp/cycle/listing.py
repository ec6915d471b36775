"""The reviews of a cycle as a list: filtered by the address, counted by state, department and manager."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from graph.calibration.table import SessionAction
from graph.cycle.models import Cycle
from graph.review.enums import SIGNED, Action, Capacity, State
from graph.worklists.cycle_page import NONE, Alike, Asked, CycleOverview
from graph.worklists.models import ReviewRow
from graph.worklists.progress import CycleProgress, StuckReview
from webapp import current
from webapp.cycle.messages import another_admin, person_page
from webapp.cycle.pages import CycleFilter, GroupLine, StateLine, StuckLine
from webapp.i18n import words
from webapp.name_order import reviews_told_apart, told_apart
from webapp.review.opening import opening
from webapp.workflow.messages import action_label, capacity_word, state_word

UNSEATED = 5
"""So many signed reviews without a session are named."""
GROUPS = 20
_OVER = frozenset({State.CLOSED, State.CANCELLED, State.ACKNOWLEDGED, State.DECLINED})


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


def asked() -> Asked:
    """Which reviews the address asks for."""
    args = request.args
    return Asked(
        text=args.get("q", ""),
        state=args.get("state", ""),
        department=args.get("department", ""),
        manager=args.get("manager", ""),
        holder=args.get("holder", ""),
        overdue=bool(args.get("overdue")),
        unseated=bool(args.get("unseated")),
        stuck=bool(args.get("stuck")),
    )


def filtered(progress: CycleProgress) -> list[ReviewRow]:
    """The reviews that the address asks for, of all that a page before has read."""
    wanted = asked()
    found = [row for row in progress.rows if wanted.has(row)]
    if wanted.stuck:
        stuck = {one.review.id for one in progress.stuck}
        found = [row for row in found if row.id in stuck]
    if wanted.unseated:
        unseated = progress.unseated
        found = [row for row in found if row.id in unseated]
    return found


def cycle_filter(found: CycleOverview) -> CycleFilter:
    """What the list is filtered by, and what it could be."""
    wanted = asked()
    managers = manager_names(found)
    departments = sorted(filter(None, found.departments))
    without = [(NONE, str(_("none")))]
    return CycleFilter(
        q=wanted.text,
        state=wanted.state,
        department=wanted.department,
        manager=wanted.manager,
        holder=wanted.holder,
        overdue=wanted.overdue,
        unseated=wanted.unseated,
        states=tuple((state.value, state_word(state)) for state in State),
        departments=(*((one, one) for one in departments), *without),
        managers=(*sorted(managers.items(), key=lambda one: one[1]), *without),
        holders=tuple(
            (held.value, capacity_word(held))
            for held in (Capacity.EMPLOYEE, Capacity.MANAGER, Capacity.FACILITATOR, Capacity.ARBITER, Capacity.HR_ADMIN)
            if any(one.held_by is held for one in found.all)
        ),
    )


def manager_names(found: CycleOverview) -> dict[str, str]:
    """The managers of a cycle's reviews by id, as they are called; two of one name with their ids."""
    return {key: words(one.name) for key, one in told_apart(found.people).items()}


def list_address(cycle: Cycle, **query: str) -> str:
    """The list of a cycle's reviews, filtered."""
    values: dict[str, Any] = {"cycle_id": cycle.id, **query}
    return url_for("cycle.cycle", _anchor="reviews", **values)


def state_lines(cycle: Cycle, reviews: Sequence[Alike]) -> tuple[StateLine, ...]:
    """The reviews by state, in the order of the workflow."""
    lines = []
    for state in State:
        alike = [one for one in reviews if one.state is state]
        if alike:
            held_by = alike[0].held_by
            holder = opening(cycle) if alike[0].not_open else capacity_word(held_by) if held_by else ""
            overdue = sum(one.count for one in alike if one.overdue)
            where = list_address(cycle, state=state.value)
            lines.append(StateLine(state_word(state), holder, sum(one.count for one in alike), overdue, where))
    return tuple(lines)


def group_lines(
    cycle: Cycle, groups: Mapping[str, Sequence[Alike]], by: str, called: Mapping[str, str] = {}
) -> tuple[GroupLine, ...]:
    """The reviews by `department` or `manager`, the most overdue first; `called` are names by the groups' keys."""
    if set(groups) <= {""}:
        return ()
    lines = [
        GroupLine(
            name=called.get(key, key) or str(_("none")),
            count=_count(alike),
            employee=_count(one for one in alike if one.held_by is Capacity.EMPLOYEE),
            manager=_count(one for one in alike if one.held_by is Capacity.MANAGER),
            signed=_count(one for one in alike if one.state in SIGNED),
            over=_count(one for one in alike if one.state in _OVER),
            overdue=_count(one for one in alike if one.overdue),
            address=list_address(cycle, **{by: key or NONE}),
        )
        for key, alike in groups.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.overdue, -line.count, line.name))[:GROUPS])


def _count(reviews: Iterable[Alike]) -> int:
    return sum(one.count for one in reviews)


def stuck_line(one: StuckReview) -> StuckLine:
    """A review that nobody can move, with what helps."""
    review = one.review.id
    person = (str(_("Record a manager")), person_page(one.review.person.id))
    reviewer = (str(_("Appoint a reviewer")), url_for("cycle_whole.appoint", review_id=review, what="reviewer"))
    cancel = (action_label(Action.CANCEL), url_for("actions.confirm", review_id=review, action="cancel"))
    arbiter = (str(_("Appoint an arbiter")), url_for("cycle_whole.appoint", review_id=review, what="arbiter"))
    ways: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
        "no_manager": (_("there is no manager today"), (reviewer, person, cancel)),
        "manager_left": (_("the manager has left"), (reviewer, person, cancel)),
        "no_facilitator": (_("the session has no facilitator"), _of_session(one)),
        "one_facilitator": (_("only one facilitator is left, and two lock the session"), _of_session(one)),
        "no_arbiter": (_("there is nobody above the signer"), (arbiter,)),
        "no_hr_admin": (_("the only HR admin is the employee"), ()),
        "nothing_expected": (_("nothing is expected at this level"), (cancel,)),
        "cycle_closed": (_("the cycle is closed"), (cancel,)),
        "employee_left": (_("the employee left before submitting anything"), (cancel,)),
    }
    why, remedies = ways.get(one.why, (one.why.replace("_", " "), ()))
    helps = {
        "no_hr_admin": _("Another HR admin is needed."),
    }
    if not remedies and one.why in helps:
        remedies = ((str(helps[one.why]), ""),)
    if remedies and one.review.person.id == current.context().actor:
        remedies = ((another_admin(), ""),)
    return StuckLine(one.review, str(why), remedies)


def _of_session(one: StuckReview) -> tuple[tuple[str, str], ...]:
    """What helps where its session lacks facilitators."""
    if not one.session:
        return ()
    if one.in_session:
        way = (str(_("Seat another facilitator")), url_for("calibration_seating.seat", session_id=one.session))
    else:
        change = url_for("calibration_setting_up.change", session_id=one.session)
        way = (str(_("Change people, members or day")), change)
    dissolve = url_for("calibration_moving.confirm", session_id=one.session, action=SessionAction.DISSOLVE.value)
    return way, (str(_("Dissolve the session")), dissolve)


def unseated_lines(waiting: Sequence[ReviewRow]) -> tuple[StuckLine, ...]:
    """The first signed reviews that are in no open session, each with its two ways on."""
    return tuple(
        StuckLine(
            row,
            "",
            (
                (
                    str(_("Session for this person")),
                    url_for("calibration_setting_up.new", cycle=row.cycle.id, review=row.id),
                ),
                (
                    action_label(Action.WAIVE),
                    url_for("actions.confirm", review_id=row.id, action=Action.WAIVE.value),
                ),
            )
            if row.person.id != current.context().actor
            else ((another_admin(), ""),),
        )
        for row in reviews_told_apart(waiting[:UNSEATED])
    )
