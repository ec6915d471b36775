"""The steps of a session that are confirmed on a page of their own: voting opens, it starts, it is dissolved."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.calibration import service
from graph.calibration.changing import CHANGEABLE
from graph.calibration.models import Standing
from graph.calibration.table import SESSION_NAMES, SESSION_TABLE, SessionAction
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from webapp import access, current
from webapp.calibration.forms import MoveForm
from webapp.calibration.pages import MovePage
from webapp.calibration.ways import CONFIRMED, words_of
from webapp.i18n import words
from webapp.page import render
from webapp.refusals import put_on_form, rule_sentence

blueprint = Blueprint("calibration_moving", __name__)


@blueprint.route("/calibration/<session_id>/actions/<action>", methods=["GET", "POST"])
@access.signed_in
def confirm(session_id: str, action: str) -> str | Response:
    """Confirms one step of a session and takes it; what its state does not have is a 409 in words."""
    now = service.standing(current.graph(), current.context(), session_id)
    if action not in [one.value for one in CONFIRMED]:
        raise NotFound("action", action)
    wanted, form = SessionAction(action), MoveForm()
    if wanted is not SessionAction.DISSOLVE:
        del form.reason
    if form.validate_on_submit():
        reason = (form.reason.data or "") if "reason" in form else ""
        try:
            state = service.move(current.graph(), current.context(), session_id, wanted, reason)
        except Refused as refused:
            put_on_form(refused, form, {"reason": "reason"}, sentence_of=lambda one: _sentence(one, now))
        else:
            flash(_("Done. The session is now: %(state)s.", state=words(SESSION_NAMES[state])))
            return redirect(_back(now))
    _check(now, wanted)
    return render(_page(now, wanted, form))


def _check(now: Standing, wanted: SessionAction) -> None:
    """Raises Forbidden where the step is another's, Conflict where the state has none."""
    rows = [row for row in SESSION_TABLE if row.action is wanted]
    who = dict.fromkeys(each for row in rows for each in row.who)
    if not now.capacities & who.keys():
        raise Forbidden(wanted.value, ", ".join(who))
    if not any(now.state in row.states for row in rows):
        raise Conflict({"session": now.id, "state": now.state.value})


def _back(now: Standing) -> str:
    if now.seat:
        return url_for("calibration.session", session_id=now.id)
    return url_for("calibration.sessions", _anchor=now.id)


def _page(now: Standing, wanted: SessionAction, form: MoveForm) -> MovePage:
    name = words(now.name)
    headings = {
        SessionAction.OPEN_VOTES: _("Open the votes of “%(name)s”", name=name),
        SessionAction.START: _("Start “%(name)s”", name=name),
        SessionAction.DISSOLVE: _("Dissolve “%(name)s”", name=name),
    }
    blockers = tuple(dict.fromkeys(_sentence(one, now) for one in service.reasons_against(now, wanted)))
    change = url_for("calibration_setting_up.change", session_id=now.id) if now.state in CHANGEABLE else ""
    return MovePage(
        heading=str(headings[wanted]),
        button=words_of(wanted),
        state=SESSION_NAMES[now.state],
        follows=_follows(now, wanted),
        blockers=blockers,
        change=change if blockers else "",
        form=form,
        final=wanted is not SessionAction.OPEN_VOTES,
        back=_back(now),
    )


def _follows(now: Standing, wanted: SessionAction) -> tuple[str, ...]:
    """What comes of a step, a sentence each."""
    unsigned = now.covered - now.signed
    missing = ngettext(
        "%(num)s review is not signed off yet. It has to be, or come out, before the session can be locked.",
        "%(num)s reviews are not signed off yet. They have to be, or come out, before the session can be locked.",
        unsigned,
    )
    said: dict[SessionAction, tuple[str, ...]] = {
        SessionAction.OPEN_VOTES: (
            _("Its members are told so on their start pages."),
            _("People, members, day and name can still change until the session starts."),
        ),
        SessionAction.START: (
            _(
                "From now on people can only come out of it, with a reason. Members stay as they are; only HR can seat "
                "another facilitator."
            ),
            _("Members can change ratings, and managers can no longer recall what they signed."),
            missing if unsigned else "",
        ),
        SessionAction.DISSOLVE: (
            _("Its members can no longer open its reviews and packs."),
            _("What was changed and decided no longer counts: the managers’ ratings stand. It stays in the record."),
            _("Its reviews can be put into another session. This cannot be undone."),
        ),
    }
    return tuple(str(one) for one in said[wanted] if one)


def _sentence(reason: Reason, now: Standing) -> str:
    """What stands in the way, with people by their names."""
    if reason.rule != "seat_conflict" or len(reason.about) < 2:
        return rule_sentence(reason)
    member, review = reason.about
    one = next((each for each in now.conflicts if (each.member.id, each.review) == (member, review)), None)
    if one is None:
        return rule_sentence(reason)
    if one.member.id == one.person.id:
        return str(_("%(person)s would sit over their own review.", person=words(one.member.name)))
    said = _("%(person)s would sit over direct reports or their own manager: %(people)s.",
             person=words(one.member.name), people=words(one.person.name))  # fmt: skip
    return str(said)
