"""The result as its employee reads it, and what they can do then."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.review.as_signed import as_signed
from graph.review.enums import OWN, Action, OtherAction, Part
from graph.review.sheet import Sheet
from graph.verification.verify import require_intact
from graph.workflow import statements, transitions
from graph.workflow.available_actions import ActionableReview, read_with_actions
from graph.workflow.days import challenge_ends
from graph.workflow.policy import Permission, decide, sees_recommendation
from reports.gap.rules import Judged, count, judge, off_line
from reports.wording import day_of
from webapp import access, current, i18n
from webapp.forms import StateForm, shown_number
from webapp.page import render
from webapp.refusals import put_on_form
from webapp.result import pages
from webapp.result.forms import FIELD_OF_RULE, ChallengeForm, StatementForm, TalkForm, result_forms
from webapp.review.cards import key_of
from webapp.review.progress_steps import progress_steps
from webapp.workflow.messages import blockers

blueprint = Blueprint("result", __name__)

_ACTS = (Action.ACKNOWLEDGE, Action.DECLINE, Action.CHALLENGE)


@blueprint.get("/reviews/<review_id>/result")
@access.signed_in_or_left
def result(review_id: str) -> str:
    """What was decided and why; before it is shared, when it will be."""
    return _result_page(review_id)


@blueprint.post("/reviews/<review_id>/acknowledge")
@access.signed_in
def acknowledge(review_id: str) -> Response:
    """Received, not agreed."""
    _perform(review_id, Action.ACKNOWLEDGE)
    flash(_("Acknowledged. This confirms that you received the result, not that you agree with it."))
    return redirect(url_for("result.result", review_id=review_id))


@blueprint.post("/reviews/<review_id>/decline")
@access.signed_in
def decline(review_id: str) -> Response:
    """The employee does not confirm having received it."""
    _perform(review_id, Action.DECLINE)
    flash(_("Declined. The result stands, and the record shows that you declined to acknowledge it."))
    return redirect(url_for("result.result", review_id=review_id))


@blueprint.post("/reviews/<review_id>/challenge")
@access.signed_in
def challenge(review_id: str) -> str | Response | tuple[str, int]:
    """Challenges named expectations with a reason; goes to the arbiter."""
    form = ChallengeForm()
    if not form.validate_on_submit():
        return _result_page(review_id, form), 422
    words = {"reason": form.reason.data or ""}
    command = form.command(expectations=tuple(form.expectation.data or ()), words=words)
    try:
        transitions.perform(current.graph(), current.context(), review_id, Action.CHALLENGE, command)
    except Refused as refused:
        put_on_form(refused, form, FIELD_OF_RULE)
        return _result_page(review_id, form), 422
    flash(_("Your challenge has been passed to the arbiter."))
    return redirect(url_for("result.result", review_id=review_id))


@blueprint.post("/reviews/<review_id>/talk")
@access.signed_in
def talk(review_id: str) -> str | Response | tuple[str, int]:
    """Asks to talk about the result."""
    return _add_words(
        review_id, OtherAction.ASK_TO_TALK, TalkForm(), _("Your request to talk has been passed to your manager.")
    )


@blueprint.post("/reviews/<review_id>/statement")
@access.signed_in
def statement(review_id: str) -> str | Response | tuple[str, int]:
    """Adds the employee's statement, which becomes part of the report."""
    return _add_words(
        review_id, OtherAction.STATEMENT, StatementForm(), _("Your statement has been added to the review.")
    )


def _perform(review_id: str, action: Action) -> None:
    transitions.perform(current.graph(), current.context(), review_id, action, StateForm().command())


def _add_words(
    review_id: str, action: OtherAction, form: TalkForm | StatementForm, thanks: str
) -> str | Response | tuple[str, int]:
    if not form.validate_on_submit():
        return _result_page(review_id, form), 422
    try:
        seq = shown_number(form.seq.data)
        statements.add_words(current.graph(), current.context(), review_id, action, form.text.data or "", seq)
    except Refused as refused:
        put_on_form(refused, form, FIELD_OF_RULE)
        return _result_page(review_id, form), 422
    flash(thanks)
    return redirect(url_for("result.result", review_id=review_id))


def _result_page(review_id: str, returned: StateForm | None = None) -> str:
    reading = read_with_actions(current.graph(), current.context(), review_id)
    sheet = reading.sheet
    head, own = sheet.head, bool(sheet.capacities & OWN)
    if not decide(Permission.READ_RESULT, sheet.capacities, head.state).allowed:
        if own:
            return render(pages.NotSharedPage(head, progress_steps(sheet)))
        raise NotFound("result", review_id)
    require_intact(current.graph(), review_id)
    then = as_signed(sheet)
    open_acts, against = _employee_acts(reading) if own else (frozenset(), ())
    return render(
        pages.ResultPage(
            head=then.head,
            progress_steps=progress_steps(sheet),
            own=own,
            sees_recommendation=sees_recommendation(
                sheet.capacities, head.state, decides=then.head.recommendation_decides
            ),
            decided=tuple(_decided(sheet, part) for part in Part if part is Part.CURRENT or head.target),
            sign_off=then.sign_off,
            decision=sheet.decision,
            calibrated=_calibrated(sheet),
            words=tuple(one for one in sheet.words if one.action in ("ask_to_talk", "uphold", "revise") and one.text),
            statement=sheet.statement,
            challenge_reason=sheet.last_words(Action.CHALLENGE, "reason"),
            challenge_ends=challenge_ends(head),
            open_acts=open_acts,
            blockers=against,
            others="" if own else url_for("actions.overview", review_id=review_id),
            report=url_for("report.files", review_id=review_id),
            forms=result_forms(sheet, returned),
        )
    )


def _calibrated(sheet: Sheet) -> str:
    """When a committee locked the review, and how many ratings it changed; '' where none did."""
    calibration = sheet.head.calibration
    if calibration is None or calibration.session is None:
        return ""
    on = i18n.day(day_of(calibration.at, sheet.head.cycle.time_zone))
    changed = sum(one.standing for one in sheet.adjustments)
    if not changed:
        return str(_("The committee calibrated this review on %(day)s and changed no rating.", day=on))
    return str(
        ngettext(
            "The committee calibrated this review on %(day)s and changed %(num)s rating.",
            "The committee calibrated this review on %(day)s and changed %(num)s ratings.",
            changed,
            day=on,
        )
    )


def _employee_acts(reading: ActionableReview) -> tuple[frozenset[str], tuple[str, ...]]:
    """What the employee may do now, and why they may not challenge where the state would let them."""
    sheet = reading.sheet
    rows = [one for one in reading.actions if one.row.action in _ACTS]
    opened = {one.row.action.value for one in rows if not one.blockers}
    for permission in (Permission.ASK_TO_TALK, Permission.WRITE_STATEMENT):
        if decide(permission, sheet.capacities, sheet.head.state).allowed:
            opened.add(permission.value)
    against = [reason for one in rows if one.row.action is Action.CHALLENGE for reason in one.blockers]
    return frozenset(opened), blockers(against, sheet.head)


def _decided(sheet: Sheet, part: Part) -> pages.Decided:
    judged = judge(sheet, part)
    off = off_line(judged, flagged_first=False)
    on = tuple(one for one in judged if one not in off)
    groups = (
        pages.ResultGroup(str(_("Not met or disputed")), _rows(sheet, off), open=True),
        pages.ResultGroup(str(_("Required and met, and optional")), _rows(sheet, on), open=part is Part.CURRENT),
    )
    return pages.Decided(
        level=(sheet.head.target if part is Part.TARGET and sheet.head.target else sheet.head.level).level,
        required=count(judged, required=True),
        optional=count(judged, required=False),
        groups=tuple(group for group in groups if group.rows),
        part=part,
    )


def _rows(sheet: Sheet, judged: tuple[Judged, ...]) -> tuple[pages.ResultRow, ...]:
    return tuple(
        pages.ResultRow(key_of(one.expectation), one, one.expectation.id in sheet.head.challenged) for one in judged
    )
