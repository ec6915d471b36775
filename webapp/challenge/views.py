"""The arbiter's page: uphold what was decided, or order a revision."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Forbidden, NotFound, Refused
from graph.review.enums import Action, Capacity, Party, State
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from graph.workflow import transitions
from graph.workflow.available_actions import read_with_actions
from graph.workflow.reading import conflict
from graph.workflow.reading import sheet as read_sheet
from webapp import access, current
from webapp.challenge.forms import RevisionForm, UpholdForm, revision_form
from webapp.challenge.pages import ChallengedRow, DecidePage
from webapp.i18n import error_naming, words
from webapp.page import render
from webapp.review.cards import key_of
from webapp.review.header import header_of

blueprint = Blueprint("challenge", __name__)


@blueprint.get("/reviews/<review_id>/challenge")
@access.signed_in
def decide(review_id: str) -> str | Response:
    """The challenge, what it is about, and the two ways to end it."""
    sheet = read_sheet(current.graph(), current.context(), review_id)
    if Capacity.ARBITER not in sheet.capacities or sheet.head.state is not State.CHALLENGED:
        return redirect(url_for("self_review.review", review_id=review_id))
    return render(
        _page(
            sheet, UpholdForm.of(sheet.head, formdata=None), revision_form(sheet.head, _challenged(sheet), posted=False)
        )
    )


@blueprint.post("/reviews/<review_id>/challenge/<outcome>")
@access.signed_in
def end(review_id: str, outcome: str) -> str | Response | tuple[str, int]:
    """Upholds (`uphold`) or orders a revision (`revise`), with the reasons that were typed."""
    if outcome not in (Action.UPHOLD, Action.REVISE):
        raise NotFound("outcome", outcome)
    context = current.context()
    reading = read_with_actions(current.graph(), context, review_id)
    sheet = reading.sheet
    if Capacity.ARBITER not in sheet.capacities:
        raise Forbidden(outcome, "arbiter") if sheet.head.state is State.CHALLENGED else conflict(reading.full)
    head, upholds = sheet.head, outcome == Action.UPHOLD
    uphold = UpholdForm() if upholds else UpholdForm.of(head, formdata=None)
    revision = revision_form(head, _challenged(sheet), posted=not upholds)
    form = uphold if upholds else revision
    if not form.validate():
        return render(_page(sheet, uphold, revision)), 422
    command = uphold.uphold() if upholds else revision.revise()
    try:
        transitions.perform(current.graph(), context, review_id, Action(outcome), command, reading)
    except Refused as refused:
        form.refuse(refused)
        return render(_page(sheet, uphold, revision)), 422
    flash(_("Result upheld. The employee and the manager can read your reason.") if upholds
          else _("Revision ordered. The manager will write a new revision based on your reasons."))  # fmt: skip
    return redirect("/")


def _challenged(sheet: Sheet) -> tuple[Expectation, ...]:
    return tuple(e for e in sheet.expectations if e.id in sheet.head.challenged)


def _page(sheet: Sheet, uphold: UpholdForm, revision: RevisionForm) -> DecidePage:
    return DecidePage(
        header=header_of(sheet),
        reason=sheet.last_words("challenge", "reason"),
        rows=tuple(
            ChallengedRow(
                key=key_of(e),
                expectation=e,
                sent=sheet.rating(Party.SENT, e.id),
                mine=sheet.rating(Party.MANAGER, e.id),
                adjustment=sheet.calibrated(e.id),
                form=revision.reasons[e.id],
            )
            for e in _challenged(sheet)
        ),
        uphold=uphold,
        revision=revision.state,
        wrong=_errors(sheet, uphold, revision),
    )


def _errors(sheet: Sheet, uphold: UpholdForm, revision: RevisionForm) -> tuple[tuple[str, str], ...]:
    """Pairs of a field's id and its sentence, which names the field or the skill that it is about."""
    fields = [(uphold.reason, uphold.reason.label.text)]
    fields += [(revision.reasons[e.id].why, words(e.skill)) for e in _challenged(sheet)]
    wrong = [(field.id, error_naming(label, str(error))) for field, label in fields for error in field.errors]
    return (*wrong, *(("revise", str(error)) for error in revision.state.form_errors))
