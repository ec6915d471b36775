"""The employee's own review: the form, the check before sending, sending and taking back."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Forbidden, Refused
from graph.review.enums import RESULT_VISIBLE, Action, Capacity, Party, State
from graph.review.sheet import Sheet
from graph.workflow import reading, transitions
from graph.workflow.policy import Permission, decide
from graph.worklists.tasks import task_list
from webapp import access, current, i18n
from webapp.forms import StateForm
from webapp.page import render
from webapp.refusals import refusal_in_one
from webapp.review import form_saving
from webapp.review.forms import CardsForm
from webapp.review.opening import is_waiting, opening
from webapp.review.pages import not_open_page
from webapp.self_review import pages
from webapp.self_review.pages import check_page, form_page, sent_page
from webapp.workflow.messages import state_word

blueprint = Blueprint("self_review", __name__)

_WRITING = frozenset({State.ASSIGNED, State.SELF_DRAFT})


@blueprint.get("/reviews")
@access.signed_in_or_left
def own_reviews() -> str:
    """The reader's reviews, past ones too; of who has left those with a result."""
    rows = task_list(current.graph(), current.context()).own
    if access.confirm().left:
        rows = tuple(row for row in rows if row.state in RESULT_VISIBLE)
    return render(
        pages.OwnReviewsPage(
            tuple(
                pages.OwnReview(
                    row,
                    opening(row.cycle) if row.not_open else state_word(row.state),
                    url_for("result.result" if row.state in RESULT_VISIBLE else "self_review.review", review_id=row.id),
                )
                for row in rows
            )
        )
    )


@blueprint.get("/reviews/<review_id>")
@access.signed_in
def review(review_id: str) -> str | Response:
    """The self-review form while it is open, and what was sent afterwards. Others are led to their own page of it."""
    sheet = reading.sheet(current.graph(), current.context(), review_id)
    if Capacity.EMPLOYEE not in sheet.capacities:
        return redirect(_page_of_others(sheet))
    if sheet.head.state not in _WRITING:
        return render(sent_page(sheet, request.args.get("category", "")))
    if is_waiting(sheet.head):
        return render(not_open_page(sheet, _("Your self-assessment"), Party.SELF))
    return render(form_page(sheet, request.args.get("category", "")))


@blueprint.post("/reviews/<review_id>")
@access.signed_in
def save(review_id: str) -> str | Response | tuple[str, int]:
    """Saves the whole form, and goes where the pressed button leads. Whatever is wrong comes back filled in."""
    sheet = _own(review_id)
    submitted = form_saving.read_form(sheet, request.form)
    buttons = CardsForm()
    here = buttons.category.data or ""
    if not all([form.validate() for form in submitted.forms.values()]):  # each one, so that each says what is wrong
        return render(form_page(sheet, here, submitted)), 422
    submitted = form_saving.save_form(current.graph(), current.context(), sheet, submitted, buttons.take.data or "")
    if submitted.clashes:
        return render(form_page(_own(review_id), here, submitted)), 409
    return redirect(_onward(review_id, here, buttons.then.data or ""))


@blueprint.get("/reviews/<review_id>/check")
@access.signed_in
def check(review_id: str) -> str | Response:
    """What still lacks, and the button that sends."""
    sheet = _own(review_id)
    if sheet.head.state not in _WRITING or is_waiting(sheet.head):
        return redirect(url_for("self_review.review", review_id=review_id))
    return render(check_page(sheet))


@blueprint.post("/reviews/<review_id>/submit")
@access.signed_in
def submit(review_id: str) -> Response:
    """Sends the self-assessment as the check page showed it."""
    try:
        transitions.perform(current.graph(), current.context(), review_id, Action.SUBMIT, StateForm().command())
    except Refused as refused:
        flash(refusal_in_one(refused.reasons), "caution")
        return redirect(url_for("self_review.check", review_id=review_id))
    flash(_("Your self-assessment has been submitted."))
    return redirect(url_for("self_review.review", review_id=review_id))


@blueprint.post("/reviews/<review_id>/withdraw")
@access.signed_in
def withdraw(review_id: str) -> Response:
    """Takes the self-assessment back to change it."""
    transitions.perform(current.graph(), current.context(), review_id, Action.WITHDRAW, StateForm().command())
    flash(
        _(
            "Withdrawn. You can edit your self-assessment again. What you submitted is kept, and "
            "counts if you submit nothing newer in time."
        )
    )
    return redirect(url_for("self_review.review", review_id=review_id))


def _own(review_id: str) -> Sheet:
    """The reader's own review. Raises Forbidden where it is somebody else's that they may read."""
    sheet = reading.sheet(current.graph(), current.context(), review_id)
    if Capacity.EMPLOYEE not in sheet.capacities:
        raise Forbidden("self_review", Capacity.EMPLOYEE.value)
    return sheet


def _onward(review_id: str, here: str, then: str) -> str:
    """Where a pressed button leads: to the check page, to a category, or back to the same place."""
    if then == "check":
        return url_for("self_review.check", review_id=review_id)
    kind, _colon, key = then.partition(":")
    wanted = key if kind == "category" else here
    flash(_("Saved %(time)s", time=i18n.clock_time(current.context().now)))
    return url_for(
        "self_review.review", review_id=review_id, category=wanted or None, _anchor=key if kind == "card" else None
    )


def _page_of_others(sheet: Sheet) -> str:
    """The page of a review that its reader has: assess, result, the brief of their session, else what can be done."""
    review_id = sheet.head.id
    if Capacity.MANAGER in sheet.capacities:
        return url_for("assessment.assess", review_id=review_id)
    if decide(Permission.READ_RESULT, sheet.capacities, sheet.head.state).allowed:
        return url_for("result.result", review_id=review_id)
    seat = next((session for session in sheet.sessions if session.reader_is), None)
    if seat:
        return url_for("calibration.person", session_id=seat.id, review_id=review_id)
    return url_for("actions.overview", review_id=review_id)
