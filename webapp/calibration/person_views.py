"""What is done on a person's page in a session: the level decided, a rating changed, a change withdrawn."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Conflict, Forbidden, NotFound, Refused
from graph.review.enums import Action, Value
from graph.review.models import Adjustment
from graph.workflow import transitions
from graph.workflow.commands import Command
from graph.workflow.reading import conflict
from graph.workflow.table import rows
from reports.gap.rules import Judged
from reports.wording import value_label
from webapp import access, current
from webapp.calibration.pages import Adjusting, StandsNow
from webapp.calibration.person import OpenedPerson, adjusting_of, decided_now, opened_person, person_page
from webapp.calibration.person_forms import FIELD_OF_RULE, AdjustForm, DecideForm
from webapp.i18n import chosen_language, words
from webapp.page import render
from webapp.refusals import put_on_form
from webapp.review.cards import key_of
from webapp.workflow.messages import outcome_word

blueprint = Blueprint("calibration_person", __name__)

Answer = Response | tuple[str, int]
ATTEMPTS = 3


@blueprint.post("/calibration/<session_id>/people/<review_id>/decide")
@access.signed_in
def decide(session_id: str, review_id: str) -> Answer:
    """Decides on the level; the page again where something lacks (422), or somebody decided meanwhile (409)."""
    return _again(lambda: _decide(session_id, review_id))


@blueprint.post("/calibration/<session_id>/people/<review_id>/adjust")
@access.signed_in
def adjust(session_id: str, review_id: str) -> Answer:
    """Changes one rating; the page again where something lacks (422), or somebody changed it meanwhile (409)."""
    return _again(lambda: _change(session_id, review_id, withdraws=False))


@blueprint.post("/calibration/<session_id>/people/<review_id>/withdraw")
@access.signed_in
def withdraw(session_id: str, review_id: str) -> Answer:
    """Withdraws the change of one rating: the manager's stands again."""
    return _again(lambda: _change(session_id, review_id, withdraws=True))


def _again(act: Callable[[], Answer]) -> Answer:
    """Acts once more where the review moved at the same moment: what moved may be another thing than the form's."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return act()
        except Conflict:
            continue
    return act()


def _opened(session_id: str, review_id: str, action: Action) -> OpenedPerson:
    """The person, for somebody who may try an action. Raises Forbidden where it is another's, Conflict where the state
    has none."""
    opened = opened_person(session_id, review_id)
    if opened.against(action)[0]:
        return opened
    if others := {row.who.value for row in rows(opened.head.state, action)}:
        raise Forbidden(action.value, ", ".join(sorted(others)))
    raise conflict(opened.reading.actionable.full)


def _decide(session_id: str, review_id: str) -> Answer:
    opened = _opened(session_id, review_id, Action.DECIDE)
    form = DecideForm.for_review(opened.head, opened.sheet.decision, sent=True)
    if not form.validate():
        return render(person_page(opened, decide=form)), 422
    if _is_newer(form.was.data, form.revision.data, opened, _decision_id(opened)):
        return _answer_decided(opened, form)
    try:
        _perform(opened, Action.DECIDE, form.command())
    except Refused as refused:
        put_on_form(refused, form, FIELD_OF_RULE)
        return render(person_page(opened, decide=form)), 422
    return _decided(opened, form)


def _change(session_id: str, review_id: str, *, withdraws: bool) -> Answer:
    opened = _opened(session_id, review_id, Action.ADJUST)
    judged, form = _sent_form(opened)
    adjusting = adjusting_of(form, withdraws=withdraws)
    if not form.validate():
        return render(person_page(opened, adjusting=adjusting)), 422
    value = judged.manager_value if withdraws else Value(form.value.data)
    if value is None:
        raise NotFound("rating", judged.expectation.id)
    standing = judged.adjustment
    if _is_newer(form.was.data, form.revision.data, opened, standing.id if standing else ""):
        return _answer_changed(opened, judged, adjusting, value)
    if standing is None and withdraws:  # the manager’s rating stands as it is
        return _changed(opened, judged, value)
    if standing is None and value is judged.manager_value:
        form.value.errors = [str(_("This is the manager’s rating. Choose another one."))]
        return render(person_page(opened, adjusting=adjusting)), 422
    try:
        _perform(opened, Action.ADJUST, form.command(judged.expectation.id, value))
    except Refused as refused:
        put_on_form(refused, form, FIELD_OF_RULE)
        return render(person_page(opened, adjusting=adjusting)), 422
    return _changed(opened, judged, value)


def _sent_form(opened: OpenedPerson) -> tuple[Judged, AdjustForm]:
    """The rating that the form is about, and the form. Raises NotFound where there is none to change."""
    named = AdjustForm(expectation="").expectation.data or ""
    judged = opened.ratings.get(named)
    if judged is None:
        raise NotFound("rating", named)
    return judged, AdjustForm.for_rating(opened.head, judged, sent=True)


def _perform(opened: OpenedPerson, action: Action, command: Command) -> None:
    transitions.perform(
        current.graph(), current.context(), opened.head.id, action, command, opened.reading.actionable
    )  # fmt: skip


def _is_newer(was: str | None, revision: str | None, opened: OpenedPerson, standing: str) -> bool:
    """Whether something else stands than the form's page showed; a change of anything else is no matter."""
    return (was or "") != standing or (revision or "") != str(opened.head.revision)


def _decision_id(opened: OpenedPerson) -> str:
    return opened.sheet.decision.id if opened.sheet.decision else ""


def _answer_decided(opened: OpenedPerson, form: DecideForm) -> Answer:
    """What stands now beside what was typed; where it is the same from the same hand, it was sent twice."""
    standing = opened.sheet.decision
    if standing and standing.by.id == current.context().actor:
        stored = (standing.value, standing.later_on, standing.text)
        if stored == form.typed:
            return _decided(opened, form)
    form.was.data, form.revision.data = _decision_id(opened), str(opened.head.revision)
    now = decided_now(opened, standing) if standing else _nothing_stands()
    return render(person_page(opened, decide=form, meanwhile=now)), 409


def _answer_changed(opened: OpenedPerson, judged: Judged, adjusting: Adjusting, value: Value) -> Answer:
    form, standing = adjusting.form, judged.adjustment
    if _is_same(standing, judged, value, (form.reason.data or "").strip()):
        return _changed(opened, judged, value)
    form.was.data, form.revision.data = standing.id if standing else "", str(opened.head.revision)
    if standing:
        now = StandsNow(words(standing.by.name), _word(standing.value), standing.text)
    else:
        now = StandsNow("", _word(judged.manager_value), "")
    again = Adjusting(form, adjusting.withdraws, now)
    return render(person_page(opened, adjusting=again)), 409


def _is_same(standing: Adjustment | None, judged: Judged, value: Value, sentence: str) -> bool:
    """Whether what stands is what was sent, from the same hand: then it was sent twice."""
    if standing is None:
        return value is judged.manager_value
    own = standing.by.id == current.context().actor
    return own and (standing.value, standing.text) == (value, sentence)


def _word(value: Value | None) -> str:
    return value_label(value, chosen_language())


def _nothing_stands() -> StandsNow:
    return StandsNow("", str(_("nothing is decided")), "")


def _decided(opened: OpenedPerson, form: DecideForm) -> Answer:
    outcome, later, _sentence = form.typed
    assert outcome
    return _say(opened, "deciding", _("Decided: %(outcome)s.", outcome=outcome_word(outcome, later)))


def _changed(opened: OpenedPerson, judged: Judged, value: Value) -> Answer:
    said: Callable[..., str] = _
    skill = words(judged.expectation.skill)
    if value is judged.manager_value:
        done = said("%(skill)s: the manager’s rating stands again, “%(value)s”.", skill=skill, value=_word(value))
    else:
        done = said("%(skill)s: now rated “%(value)s”.", skill=skill, value=_word(value))
    return _say(opened, key_of(judged.expectation), done)


def _say(opened: OpenedPerson, place: str, done: str) -> Answer:
    """The page again, open where something was done, which says so there."""
    flash(done, f"at-{place}")
    session, review, anchor = opened.session.id, opened.head.id, f"said-{place}"
    return redirect(url_for("calibration.person", session_id=session, review_id=review, _anchor=anchor))
