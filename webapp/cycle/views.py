"""Cycles for HR: is the cycle on its way, and what is nobody's."""

from dataclasses import replace

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from graph.bulk.foreseen import possible_acts
from graph.cycle import service
from graph.worklists.cycle_page import cycle_overview
from webapp import access, current
from webapp.cycle import job_words
from webapp.cycle.accounts import without_account_note
from webapp.cycle.listing import (
    asked,
    cycle_filter,
    group_lines,
    holder_of,
    manager_names,
    state_lines,
    stuck_line,
    unseated_lines,
)
from webapp.cycle.messages import act_label, settings_of
from webapp.cycle.pages import CyclePage, CyclesPage, ReviewLine
from webapp.forms import asked_page
from webapp.job_words import job_line
from webapp.name_order import reviews_told_apart
from webapp.page import render
from webapp.paging import LINES, Part, part_at
from webapp.review.opening import opening
from webapp.workflow.messages import state_word

blueprint = Blueprint("cycle", __name__)

STUCK = 20


@blueprint.get("/cycles")
@access.capacity("hr_admin")
def cycles() -> str:
    """Every cycle."""
    return render(CyclesPage(service.cycles(current.graph(), current.context())))


@blueprint.get("/cycles/<cycle_id>")
@access.capacity("hr_admin")
def cycle(cycle_id: str) -> str | Response:
    """One cycle: what nobody may act on, progress by state and holder, the reviews; a draft has a page of its own."""
    period, found = cycle_overview(
        current.graph(), current.context(), cycle_id, asked(), page=asked_page(), size=LINES, named=STUCK
    )
    if period.state == "draft":
        return redirect(url_for("cycle_draft.draft", cycle_id=cycle_id))
    listed = found.listed
    named = reviews_told_apart([one.review for one in found.first_stuck])
    stuck = [replace(one, review=row) for one, row in zip(found.first_stuck, named, strict=True)]
    return render(
        CyclePage(
            cycle=period,
            opening=opening(period),
            settings=settings_of(period, found.names),
            stuck=tuple(map(stuck_line, stuck)),
            stuck_more=max(0, found.stuck - STUCK),
            stuck_address=url_for("cycle.cycle", cycle_id=cycle_id, stuck=1, _anchor="reviews"),
            states=state_lines(period, found.all),
            departments=group_lines(period, found.departments, "department"),
            managers=group_lines(period, found.managers, "manager", manager_names(found)),
            filter=cycle_filter(found),
            part=_in_words(part_at(listed.rows, listed.page, listed.count)),
            acts=tuple((act, act_label(act)) for act in possible_acts(current.context(), period, listed.states)),
            jobs=tuple(job_line(one, job_words) for one in found.jobs),
            reviews=sum(one.count for one in found.all),
            overdue=sum(one.count for one in found.all if one.overdue),
            unseated=found.unseated if period.state == "open" else 0,
            unseated_people=unseated_lines(found.first_unseated),
            without_account=without_account_note(found.first_without_account, cycle_id, found.without_account),
        )
    )


def _in_words(part: Part) -> Part[ReviewLine]:  # type: ignore[type-arg]
    rows = reviews_told_apart(part.lines)
    lines = tuple(ReviewLine(row, state_word(row.state), holder_of(row), row.reminded_at) for row in rows)
    return replace(part, lines=lines)
