"""The arbiter's page: uphold what was decided, or order a revision."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.review.enums import Action, Capacity, Party, State
from graph.review.models import Expectation, Sheet
from graph.workflow import reading, transitions
from graph.workflow.commands import Command
from webapp import access, current
from webapp.challenge.pages import ChallengedRow, DecidePage
from webapp.forms import shown_number
from webapp.page import render
from webapp.refusals import refusal_in_one
from webapp.review.cards import key_of
from webapp.review.header import header_of

blueprint = Blueprint("challenge", __name__)


@dataclass(frozen=True)
class Typed:
    """What was typed into the two forms, and what is missing: pairs of a field's id and a sentence."""

    reason: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()


@blueprint.get("/reviews/<review_id>/challenge")
@access.signed_in
def decide(review_id: str) -> str | Response:
    """The challenge, what it is about, and the two ways to end it."""
    sheet = reading.sheet(current.graph(), current.context(), review_id)
    if Capacity.ARBITER not in sheet.capacities or sheet.head.state is not State.CHALLENGED:
        return redirect(url_for("self_review.review", review_id=review_id))
    return render(_page(sheet, Typed()))


@blueprint.post("/reviews/<review_id>/challenge/<outcome>")
@access.signed_in
def end(review_id: str, outcome: str) -> str | Response | tuple[str, int]:
    """Upholds (`uphold`) or orders a revision (`revise`), with the reasons that were typed."""
    if outcome not in (Action.UPHOLD, Action.REVISE):
        raise NotFound("outcome", outcome)
    action = Action(outcome)
    now = current.context()
    sheet = reading.sheet(current.graph(), now, review_id)
    words = {f"reason:{e.id}": request.form.get(f"{key_of(e)}-why", "") for e in _named(sheet)}
    upheld = {"reason": request.form.get("reason", "")}
    command = Command(
        seq=request.form.get("seq", type=shown_number),
        revision=request.form.get("revision", type=shown_number),
        words=words if action is Action.REVISE else upheld,
    )
    try:
        transitions.perform(current.graph(), now, review_id, action, command)
    except Refused as refused:
        return render(_page(sheet, _typed(sheet, action, refused))), 422
    flash(_("Result upheld. The employee and the manager can read your reason.") if action is Action.UPHOLD
          else _("Revision ordered. The manager will write a new revision based on your reasons."))  # fmt: skip
    return redirect("/")


def _typed(sheet: Sheet, action: Action, refused: Refused) -> Typed:
    sentence = refusal_in_one(refused.reasons)
    reasons = tuple((key_of(e), request.form.get(f"{key_of(e)}-why", "")) for e in _named(sheet))
    if action is Action.UPHOLD:
        return Typed(request.form.get("reason", ""), reasons, (("reason", sentence),))
    empty = tuple((f"{key}-why", sentence) for key, text in reasons if not text.strip())
    return Typed("", reasons, empty or (("revise", sentence),))


def _named(sheet: Sheet) -> tuple[Expectation, ...]:
    return tuple(e for e in sheet.expectations if e.id in sheet.head.challenged)


def _page(sheet: Sheet, typed: Typed) -> DecidePage:
    reasons = dict(typed.reasons)
    return DecidePage(
        place=header_of(sheet),
        reason=sheet.last_said("challenge", "reason"),
        rows=tuple(
            ChallengedRow(
                key=key_of(e),
                expectation=e,
                sent=sheet.rating(Party.SENT, e.id),
                mine=sheet.rating(Party.MANAGER, e.id),
                adjustment=sheet.calibrated(e.id),
                typed=reasons.get(key_of(e), ""),
            )
            for e in _named(sheet)
        ),
        seq=sheet.head.seq,
        revision=sheet.head.revision,
        upheld=typed.reason,
        wrong=typed.wrong,
    )
