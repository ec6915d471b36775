"""The reviews of a cycle as a list: filtered by the address, counted by state, department and manager."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from graph.calibration.table import SessionAction
from graph.cycle.models import Cycle
from graph.review.enums import SIGNED, Action, Capacity, State
from graph.worklists.models import ReviewRow
from graph.worklists.progress import CycleProgress, StuckReview
from webapp import current
from webapp.cycle.messages import another_admin, person_page
from webapp.cycle.pages import CycleFilter, GroupLine, StateLine, StuckLine
from webapp.i18n import words
from webapp.name_order import review_order, reviews_told_apart, told_apart
from webapp.review.opening import opening
from webapp.workflow.messages import action_label, capacity_word, state_word

NONE = "-"
"""The value of the filter for what has no department, or no manager."""
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


def filtered(progress: CycleProgress) -> list[ReviewRow]:
    """The reviews that the address asks for."""
    args = request.args
    query = args.get("q", "").strip().casefold()
    stuck_ids = {one.review.id for one in progress.stuck} if args.get("stuck") else set()
    tests: list[Callable[[ReviewRow], bool]] = []
    if query:
        tests.append(lambda row: _matches(query, row))
    if state := args.get("state"):
        tests.append(lambda row: row.state.value == state)
    if department := args.get("department"):
        tests.append(lambda row: (row.department or NONE) == department)
    if manager := args.get("manager"):
        tests.append(lambda row: (row.manager.id if row.manager else NONE) == manager)
    if holder := args.get("holder"):
        tests.append(lambda row: row.held_by == holder)
    if args.get("overdue"):
        tests.append(lambda row: row.overdue)
    if args.get("stuck"):
        tests.append(lambda row: row.id in stuck_ids)
    if args.get("unseated"):
        unseated = progress.unseated
        tests.append(lambda row: row.id in unseated)
    return [row for row in progress.rows if all(test(row) for test in tests)]


def cycle_filter(rows: Sequence[ReviewRow]) -> CycleFilter:
    """What the list is filtered by, and what it could be."""
    args = request.args
    managers = _managers(rows)
    departments = sorted({row.department for row in rows if row.department})
    without = [(NONE, str(_("none")))]
    return CycleFilter(
        q=args.get("q", ""),
        state=args.get("state", ""),
        department=args.get("department", ""),
        manager=args.get("manager", ""),
        holder=args.get("holder", ""),
        overdue=bool(args.get("overdue")),
        unseated=bool(args.get("unseated")),
        states=tuple((state.value, state_word(state)) for state in State),
        departments=(*((one, one) for one in departments), *without),
        managers=(*sorted(managers.items(), key=lambda one: one[1]), *without),
        holders=tuple(
            (held.value, capacity_word(held))
            for held in (Capacity.EMPLOYEE, Capacity.MANAGER, Capacity.FACILITATOR, Capacity.ARBITER, Capacity.HR_ADMIN)
            if any(row.held_by is held for row in rows)
        ),
    )


def _managers(rows: Sequence[ReviewRow]) -> dict[str, str]:
    """The managers of a list by id, as they are called; two of one name with their ids."""
    return {key: words(one.name) for key, one in told_apart(row.manager for row in rows if row.manager).items()}


def list_address(cycle: Cycle, **query: str) -> str:
    """The list of a cycle's reviews, filtered."""
    values: dict[str, Any] = {"cycle_id": cycle.id, **query}
    return url_for("cycle.cycle", _anchor="reviews", **values)


def state_lines(cycle: Cycle, progress: CycleProgress) -> tuple[StateLine, ...]:
    """The reviews by state, in the order of the workflow."""
    lines = []
    for state in State:
        rows = [row for row in progress.rows if row.state is state]
        if rows:
            held_by = rows[0].held_by
            holder = opening(cycle) if rows[0].not_open else capacity_word(held_by) if held_by else ""
            overdue = sum(row.overdue for row in rows)
            where = list_address(cycle, state=state.value)
            lines.append(StateLine(state_word(state), holder, len(rows), overdue, where))
    return tuple(lines)


def group_lines(cycle: Cycle, rows: Sequence[ReviewRow], by: str) -> tuple[GroupLine, ...]:
    """The reviews by `department` or `manager`, the most overdue first."""
    groups: dict[str, list[ReviewRow]] = {}
    names: dict[str, str] = {NONE: str(_("none"))} | (_managers(rows) if by == "manager" else {})
    for row in rows:
        key = row.department if by == "department" else row.manager.id if row.manager else ""
        groups.setdefault(key or NONE, []).append(row)
    if set(groups) <= {NONE}:
        return ()
    lines = [
        GroupLine(
            name=names.get(key, key),
            count=len(own),
            employee=sum(row.held_by is Capacity.EMPLOYEE for row in own),
            manager=sum(row.held_by is Capacity.MANAGER for row in own),
            signed=sum(row.state in SIGNED for row in own),
            over=sum(row.state in _OVER for row in own),
            overdue=sum(row.overdue for row in own),
            address=list_address(cycle, **{by: key}),
        )
        for key, own in groups.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.overdue, -line.count, line.name))[:GROUPS])


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


def unseated_lines(progress: CycleProgress) -> tuple[StuckLine, ...]:
    """The first signed reviews that are in no open session, each with its two ways on."""
    waiting = sorted((row for row in progress.rows if row.id in progress.unseated), key=review_order)[:UNSEATED]
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
        for row in reviews_told_apart(waiting)
    )


def _matches(query: str, row: ReviewRow) -> bool:
    name = row.person.name
    return any(query in each.casefold() for each in (name.en, name.zh, row.person.id))
