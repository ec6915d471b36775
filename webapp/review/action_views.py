"""The pages of actions that are confirmed on a page of their own: what follows, the words they need, the button."""

from datetime import date, timedelta

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.act import Act
from graph.errors import Conflict, Forbidden, GraphUnavailable, NotFound, PlumblineError, Refused
from graph.review import possible, service
from graph.review.possible import Possible
from graph.review.records import Sheet
from graph.review.states import Action, Capacity, State, rows
from reports.errors import ReportError
from webapp import access, current
from webapp.errors.words import HEADINGS
from webapp.i18n import day
from webapp.page import render
from webapp.report import of_record
from webapp.report.pages import UnkeptPage
from webapp.review.action_forms import ActionForm, action_form, command_of, put_on_form
from webapp.review.action_pages import ActionsPage, ActPage
from webapp.review.action_words import ACTION_WORDS
from webapp.review.offers import heading, offers
from webapp.review.place import is_signed, place_of
from webapp.workflow.words import hindrances, state_word

blueprint = Blueprint("actions", __name__)

_PROPOSED_DAYS = 7
_FIELDS = ("confirm", "to", "comment", "reason", "note", "due")


@blueprint.get("/reviews/<review_id>/actions")
@access.signed_in
def overview(review_id: str) -> str:
    """Where a review stands, who holds it, and what the reader may do."""
    sheet, open_rows = possible.sheet_and_rows(current.graph(), current.act(), review_id)
    return render(ActionsPage(place_of(sheet), offers(open_rows, sheet.head), is_signed(sheet.head), back_of(sheet)))


@blueprint.route("/reviews/<review_id>/actions/<action>", methods=["GET", "POST"])
@access.signed_in
def act(review_id: str, action: str) -> str | Response:
    """Confirms one action and takes it. A page for what the state does not have is a 409 in words."""
    if action not in {one.value for one in ACTION_WORDS}:
        raise NotFound("action", action)
    wanted = Action(action)
    now = current.act()
    sheet, open_rows = possible.sheet_and_rows(current.graph(), now, review_id)
    one = _row(sheet, open_rows, wanted)
    form = action_form(one.row, sheet, proposed_due(sheet, now))
    if form.validate_on_submit():
        try:
            done = service.perform(current.graph(), now, review_id, wanted, command_of(form, sheet))
        except Refused as refused:
            put_on_form(refused, form)
        else:
            flash(_("Done. The review's state is now: %(state)s.", state=state_word(done.state)))
            unkept = _keep_record(now, review_id) if done.state is State.CLOSED else None
            return render(unkept) if unkept else redirect(after(sheet, review_id, done.state))
    return render(_page(sheet, one, form))


def _keep_record(now: Act, review_id: str) -> UnkeptPage | None:
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
        return UnkeptPage(review_id, _why(error), now.actor)
    return None


def _why(error: Exception) -> str:
    """Why a PDF was not written, without the addresses and folders of the server."""
    if isinstance(error, ReportError):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(HEADINGS[503 if isinstance(error, GraphUnavailable) else 409 if isinstance(error, Conflict) else 500])


def proposed_due(sheet: Sheet, now: Act) -> date:
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
    if Capacity.MANAGER in sheet.capacities:
        open_again = state in (State.MANAGER_DRAFT, State.SELF_DRAFT)
        return url_for("manager.assess" if open_again else "manager.sign", review_id=review_id)
    return url_for("actions.overview", review_id=review_id)


def _row(sheet: Sheet, open_rows: tuple[Possible, ...], wanted: Action) -> Possible:
    """The row for `wanted`, one that can be taken before one that cannot.

    Raises Forbidden where it is another's, Conflict where the state has none.
    """
    own = [one for one in open_rows if one.row.action is wanted]
    if not own:
        if others := {row.who.value for row in rows(sheet.head.state, wanted)}:
            raise Forbidden(wanted.value, ", ".join(sorted(others)))
        raise Conflict({"review": sheet.head.id, "state": sheet.head.state.value,
                        "may": [row.action.value for row in sheet.may]})  # fmt: skip
    return min(own, key=lambda one: len(one.against))


def _page(sheet: Sheet, one: Possible, form: ActionForm) -> ActPage:
    said = ACTION_WORDS[one.row.action]
    return ActPage(
        place=place_of(sheet),
        heading=heading(one.row.action, sheet.head),
        follows=tuple(str(sentence) for sentence in said.follows),
        basis=_basis(sheet) if one.row.action is Action.PROCEED else "",
        form=form,
        fields=tuple(name for name in _FIELDS if name in form),
        button=str(said.button),
        final=said.final,
        hindrances=hindrances(one.against, sheet.head),
        back=url_for("manager.assess", review_id=sheet.head.id)
        if one.row.who is Capacity.MANAGER
        else url_for("actions.overview", review_id=sheet.head.id),
    )


def _basis(sheet: Sheet) -> str:
    sent = sheet.head.sent_at
    if sent:
        return str(_("You proceed with the self-assessment submitted on %(day)s.", day=day(sent)))
    return str(_("You proceed without a self-assessment: none was submitted."))
