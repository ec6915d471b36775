"""Cycles for HR: is the cycle on its way, and what is nobody's."""

from dataclasses import replace

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from graph.bulk.foreseen import possible_acts
from graph.cycle import service
from graph.worklists.progress import cycle_progress
from webapp import access, current
from webapp.cycle import job_words
from webapp.cycle.accounts import without_account_note
from webapp.cycle.listing import cycle_filter, filtered, group_lines, holder_of, state_lines, stuck_line, unseated_lines
from webapp.cycle.messages import act_label, settings_of
from webapp.cycle.pages import CyclePage, CyclesPage, ReviewLine
from webapp.job_words import job_line
from webapp.name_order import review_order, reviews_told_apart
from webapp.page import render
from webapp.paging import Part, part_of
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
    period, progress = cycle_progress(current.graph(), current.context(), cycle_id)
    if period.state == "draft":
        return redirect(url_for("cycle_draft.draft", cycle_id=cycle_id))
    shown = sorted(filtered(progress), key=review_order)
    part = part_of(shown)
    stuck = sorted(progress.stuck, key=lambda one: review_order(one.review))
    named = reviews_told_apart([one.review for one in stuck[:STUCK]])
    return render(
        CyclePage(
            cycle=period,
            opening=opening(period),
            settings=settings_of(period, progress.names),
            stuck=tuple(stuck_line(replace(one, review=row)) for one, row in zip(stuck, named, strict=False)),
            stuck_more=max(0, len(stuck) - STUCK),
            stuck_address=url_for("cycle.cycle", cycle_id=cycle_id, stuck=1, _anchor="reviews"),
            states=state_lines(period, progress),
            departments=group_lines(period, progress.rows, "department"),
            managers=group_lines(period, progress.rows, "manager"),
            filter=cycle_filter(progress.rows),
            part=_in_words(part),
            acts=tuple((act, act_label(act)) for act in possible_acts(current.context(), period, shown)),
            jobs=tuple(job_line(one, job_words) for one in progress.jobs),
            reviews=len(progress.rows),
            overdue=sum(row.overdue for row in progress.rows),
            unseated=len(progress.unseated) if period.state == "open" else 0,
            unseated_people=unseated_lines(progress),
            without_account=without_account_note(progress.without_account, cycle_id),
        )
    )


def _in_words(part: Part) -> Part[ReviewLine]:  # type: ignore[type-arg]
    rows = reviews_told_apart(part.lines)
    lines = tuple(ReviewLine(row, state_word(row.state), holder_of(row), row.reminded_at) for row in rows)
    return replace(part, lines=lines)
