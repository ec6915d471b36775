"""The pages of actions that are confirmed on a page of their own: what follows, the words they need, the button."""

from datetime import date, timedelta

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.calibration.table import SessionState
from graph.context import Context
from graph.errors import Conflict, Forbidden, GraphUnavailable, NotFound, PlumblineError, Refused
from graph.review.enums import Action, Capacity, Part, State
from graph.review.sheet import Sheet
from graph.workflow import transitions
from graph.workflow.actions import DECLARATIONS
from graph.workflow.available_actions import ActionableReview, AvailableAction, read_with_actions
from graph.workflow.reading import conflict
from graph.workflow.table import rows
from reports.errors import ReportError
from reports.gap.rules import judge
from webapp import access, current
from webapp.actions.forms import FIELD_OF_GUARD, ActionForm, action_form, command_of
from webapp.actions.pages import ActionsPage, ActPage, Calibrated
from webapp.errors.messages import HEADINGS
from webapp.i18n import day, words
from webapp.page import render
from webapp.refusals import put_on_form
from webapp.report import of_record
from webapp.report.pages import MissingRecordPage
from webapp.review.action_links import action_links, is_confirmed
from webapp.review.header import header_of, is_signed
from webapp.workflow.messages import action_label, blockers, state_word

blueprint = Blueprint("actions", __name__)

_PROPOSED_DAYS = 7
_FIELDS = ("confirm", "to", "comment", "reason", "note", "due")


@blueprint.get("/reviews/<review_id>/actions")
@access.signed_in
def overview(review_id: str) -> str:
    """Where a review stands, who holds it, and what the reader may do."""
    reading = read_with_actions(current.graph(), current.context(), review_id)
    sheet = reading.sheet
    links = action_links(reading.actions, sheet.head)
    return render(ActionsPage(header_of(sheet), links, is_signed(sheet.head), back_of(sheet)))


@blueprint.route("/reviews/<review_id>/actions/<action>", methods=["GET", "POST"])
@access.signed_in
def confirm(review_id: str, action: str) -> str | Response:
    """Confirms one action and takes it. A page for what the state does not have is a 409 in words."""
    if not is_confirmed(action):
        raise NotFound("action", action)
    wanted = Action(action)
    now = current.context()
    reading = read_with_actions(current.graph(), now, review_id)
    sheet = reading.sheet
    one = _available(reading, wanted)
    form = action_form(one.row, sheet, proposed_due(sheet, now))
    if form.validate_on_submit():
        try:
            done = transitions.perform(current.graph(), now, review_id, wanted, command_of(form, sheet), reading)
        except Refused as refused:
            put_on_form(refused, form, FIELD_OF_GUARD)
        else:
            flash(_("Done. The review's state is now: %(state)s.", state=state_word(done.state)))
            if wanted is Action.SEND_BACK:  # whose review its sender may not read any more
                return redirect(url_for("calibration.session", session_id=session_of(sheet)))
            missing_record = _keep_record(now, review_id) if done.state is State.CLOSED else None
            return render(missing_record) if missing_record else redirect(after(sheet, review_id, done.state))
    return render(_page(sheet, one, form))


def _keep_record(now: Context, review_id: str) -> MissingRecordPage | None:
    """Writes the PDF of record of a review that has just been closed; where that fails, the page that says so.

    Closed it is whatever happens here: no error may be answered as if the step had changed nothing.
    """
    try:
        of_record.keep(current.graph(), now, review_id, current.settings())
    except (PlumblineError, OSError) as error:
        current_app.logger.exception(
            "%s is closed, and its PDF of record was not written; `plumbline report record %s --as %s` writes it",
            review_id, review_id, now.actor,
        )  # fmt: skip
        return MissingRecordPage(review_id, _why(error), now.actor)
    return None


def _why(error: Exception) -> str:
    """Why a PDF was not written, without the addresses and folders of the server."""
    if isinstance(error, ReportError):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(HEADINGS[503 if isinstance(error, GraphUnavailable) else 409 if isinstance(error, Conflict) else 500])


def proposed_due(sheet: Sheet, now: Context) -> date:
    """The date first put into a new due date: the present one while it lies ahead, else in a week."""
    ahead = sheet.head.self_due
    return ahead if ahead > now.today else now.today + timedelta(days=_PROPOSED_DAYS)


def back_of(sheet: Sheet) -> str:
    """Where the reader came from: HR from the cycle, a manager from the team."""
    if Capacity.HR_ADMIN in sheet.capacities and Capacity.MANAGER not in sheet.capacities:
        return url_for("cycle.cycle", cycle_id=sheet.head.cycle.id)
    return url_for("team.team") if Capacity.MANAGER in sheet.capacities else "/"


def after(sheet: Sheet, review_id: str, state: State) -> str:
    """Where one goes on after an action."""
    if state is State.SHARED:
        return url_for("result.result", review_id=review_id)
    if Capacity.MANAGER in sheet.capacities:
        open_again = state in (State.MANAGER_DRAFT, State.SELF_DRAFT)
        return url_for("assessment.assess" if open_again else "sign_off.sign", review_id=review_id)
    return url_for("actions.overview", review_id=review_id)


def _available(reading: ActionableReview, wanted: Action) -> AvailableAction:
    """The row for `wanted`, one that can be taken before one that cannot.

    Raises Forbidden where it is another's, Conflict where the state has none.
    """
    sheet = reading.sheet
    own = [one for one in reading.actions if one.row.action is wanted]
    if not own:
        if others := {row.who.value for row in rows(sheet.head.state, wanted)}:
            raise Forbidden(wanted.value, ", ".join(sorted(others)))
        raise conflict(reading.full)
    return min(own, key=lambda one: len(one.blockers))


def _page(sheet: Sheet, one: AvailableAction, form: ActionForm) -> ActPage:
    declared, calibration = DECLARATIONS[one.row.action], sheet.head.cycle.calibration
    return ActPage(
        header=header_of(sheet),
        action=one.row.action.value,
        heading=words(declared.heading) % {"person": words(sheet.head.person.name)},
        follows=(*map(words, declared.follows(calibration=calibration)), *_of_cycle(sheet, one.row.action)),
        basis=_basis(sheet) if one.row.action is Action.PROCEED else "",
        form=form,
        fields=tuple(name for name in _FIELDS if name in form),
        calibration=calibration,
        calibrated=_calibrated(sheet) if one.row.action is Action.SHARE else None,
        button=action_label(one.row.action),
        final=declared.final,
        blockers=blockers(one.blockers, sheet.head),
        back=_back_to(sheet, one),
    )


def _calibrated(sheet: Sheet) -> Calibrated | None:
    """What the committee decided and changed; None where it did neither."""
    changes = tuple(
        one
        for part in Part
        if part is Part.CURRENT or sheet.head.target
        for one in judge(sheet, part)
        if one.adjustment and not (part is Part.TARGET and one.expectation.unchanged)
    )
    return Calibrated(sheet.decision, changes) if sheet.decision or changes else None


def session_of(sheet: Sheet) -> str:
    """The session in progress in which the reader sits over a review, '' for none."""
    return next((one.id for one in sheet.sessions if one.reader_is and one.state == SessionState.IN_SESSION), "")


def _back_to(sheet: Sheet, one: AvailableAction) -> str:
    if one.row.action is Action.SEND_BACK and (session := session_of(sheet)):
        return url_for("calibration.person", session_id=session, review_id=sheet.head.id)
    ends = "assessment.assess" if one.row.who is Capacity.MANAGER else "actions.overview"
    return url_for(ends, review_id=sheet.head.id)


def _of_cycle(sheet: Sheet, action: Action) -> tuple[str, ...]:
    """What an act does to a cycle that is closed."""
    if action is not Action.REOPEN or sheet.head.cycle.state != "closed":
        return ()
    return (str(_("The cycle is closed. It opens again with this review, so that the work can be sent.")),)


def _basis(sheet: Sheet) -> str:
    sent = sheet.head.sent_at
    if sent:
        return str(_("You will proceed with the self-assessment submitted on %(day)s.", day=day(sent)))
    return str(_("You will proceed without a self-assessment: none was submitted."))
