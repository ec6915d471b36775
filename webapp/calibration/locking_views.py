"""What a session makes final: two facilitators confirm it, and it is locked; its outcome as a page and as files."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as AnyResponse

from graph.calibration import locking
from graph.calibration.outcome import SessionOutcome, log_download, log_reading, outcome
from graph.calibration.table import SESSION_NAMES, SessionState
from graph.errors import Conflict, Forbidden, Refused
from graph.review.enums import State
from graph.spreadsheets.writing import xlsx_file
from reports.file_names import outcome_name
from reports.outcome.paper import counts, outcome_pdf
from reports.outcome.tables import outcome_tables
from reports.wording import Language
from webapp import access, current, i18n
from webapp.calibration.forms import LockForm
from webapp.calibration.live import Live
from webapp.calibration.outcome_pages import ConfirmationLine, Hindrance, LockPage, OutcomePage
from webapp.calibration.people_in_order import outcome_told_apart
from webapp.i18n import words
from webapp.page import render

blueprint = Blueprint("calibration_locking", __name__)

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.route("/calibration/<session_id>/lock", methods=["GET", "POST"])
@access.signed_in
def lock(session_id: str) -> str | AnyResponse | tuple[str, int]:
    """Exactly what becomes final, with what keeps it from that; the second facilitator who confirms it locks it."""
    form = LockForm()
    if form.validate_on_submit():
        try:
            done = locking.confirm(current.graph(), current.context(), session_id, form.covers.data or "")
        except Conflict:
            now = _to_lock(session_id)
            if now.state is SessionState.LOCKED:  # sent twice, or another was the second
                return redirect(url_for("calibration_locking.result", session_id=session_id))
            return render(_page(now, moved=True)), 409
        except Refused:  # the page says what stands in the way
            return render(_page(_to_lock(session_id), moved=False)), 422
        if done is locking.Confirmed.LOCKED:
            flash(_("Done. The session is now: %(state)s.", state=words(SESSION_NAMES[SessionState.LOCKED])))
            return redirect(url_for("calibration_locking.result", session_id=session_id))
        return redirect(url_for("calibration_locking.lock", session_id=session_id))
    now = _to_lock(session_id)
    if now.state is SessionState.LOCKED:
        return redirect(url_for("calibration_locking.result", session_id=session_id))
    return render(_page(now, moved=False))


@blueprint.get("/calibration/<session_id>/outcome")
@access.signed_in
def result(session_id: str) -> str:
    """Who was decided how, what was changed and why, and what is left; before the lock as it stands."""
    now = outcome(current.graph(), current.context(), session_id)
    log_reading(current.graph(), current.context(), now)
    now = outcome_told_apart(now)
    return render(
        OutcomePage(
            outcome=now,
            state=words(SESSION_NAMES[now.state]),
            counts=_counts(now),
            changed=sum(len(one.changes) for one in now.people),
            left=_left(now),
            locked_at=now.locked_at,
            may_open=bool(now.reader_is),
        )
    )


@blueprint.get("/calibration/<session_id>/outcome.<any(pdf, xlsx):form>")
@access.signed_in
def download(session_id: str, form: str) -> Response:
    """The outcome as a file; that it was taken, and whose reviews were read by it, is recorded."""
    context, language = current.context(), _language()
    now = outcome(current.graph(), context, session_id)
    if form == "pdf":
        apart = outcome_told_apart(now, lambda name: name.to(language).value)
        content = outcome_pdf(apart, language, context.now, current.settings().time_zone)
    else:
        content = xlsx_file(outcome_tables(now, language, current.settings().time_zone))
    log_download(current.graph(), context, now, form)
    headers = Headers()
    headers.set("Content-Disposition", "attachment", filename=outcome_name(now.name, now.meets_on, language, form))
    return Response(content, headers=headers, content_type=_TYPES[form])


def _language() -> Language:
    asked = request.args.get("language") or i18n.chosen_language()
    return "zh" if asked == "zh" else "en"


def _to_lock(session_id: str) -> SessionOutcome:
    """The session of the lock page, whose reading is logged. Raises Forbidden for who is no facilitator of it, Conflict
    before its start."""
    now = outcome(current.graph(), current.context(), session_id)
    if now.reader_is != "facilitator":
        raise Forbidden("lock", "facilitator")
    if now.state not in (SessionState.IN_SESSION, SessionState.LOCKED):
        raise Conflict({"session": now.id, "state": now.state.value})
    log_reading(current.graph(), current.context(), now)
    return outcome_told_apart(now)


def _page(now: SessionOutcome, *, moved: bool) -> LockPage:
    confirmation = _confirmation(now)
    first = now.first
    return LockPage(
        outcome=now,
        live=Live(now.id, now.changes, now.seq, now.members, frozenset(), shows_here=False),
        form=LockForm(formdata=None, covers=now.covers),
        hindrances=_hindrances(now),
        confirmation=confirmation,
        second=first is not None and first.covers == now.covers and not confirmation.own,
        moved=moved,
        counts=_counts(now),
        changed=sum(len(one.changes) for one in now.people),
        undiscussed=[one for one in now.people if not one.discussed],
    )


def _counts(now: SessionOutcome) -> str:
    return str(counts(now, i18n.report_language()))


def _confirmation(now: SessionOutcome) -> ConfirmationLine:
    first = now.first
    if first is None:
        said = _("Nobody has confirmed yet. Two facilitators confirm, each on their own page.")
        return ConfirmationLine(str(said), own=False)
    at, name = i18n.clock_time(first.at), words(first.by.name)
    own = first.by.id == current.context().actor
    if first.covers != now.covers:
        said = _("%(name)s confirmed at %(time)s; something was recorded since, so that two confirm anew.",
                 name=name, time=at)  # fmt: skip
        return ConfirmationLine(str(said), own=False)
    if own:
        said = _("You confirmed at %(time)s. It is locked once another facilitator confirms on their page.", time=at)
    else:
        said = _("%(name)s confirmed at %(time)s. Your confirmation locks the session.", name=name, time=at)
    return ConfirmationLine(str(said), own)


def _hindrances(now: SessionOutcome) -> list[Hindrance]:
    """What keeps the session from being locked, each with its way out."""
    rules = {reason.rule for reason in locking.reasons_against(current.context(), now)}
    found = []
    if "session_all_signed" in rules:
        found.append(
            Hindrance(
                str(_("Not signed off yet:")) if now.unsigned else str(_("Nobody is in this session.")),
                str(_("Wait until their managers have signed off, or take them out.")),
                [(one, "") for one in now.unsigned],
                (str(_("Take people out")), url_for("calibration_setting_up.take_out", session_id=now.id, unsigned=1)),
            )
        )
    if "undecided" in rules:
        people = [
            (one, url_for("calibration.person", session_id=now.id, review_id=one.review)) for one in now.undecided
        ]
        found.append(Hindrance(str(_("Not decided yet:")), str(_("Decide on each of them on their page.")), people))
    if "second_facilitator" in rules:
        dissolve = url_for("calibration_moving.confirm", session_id=now.id, action="dissolve")
        found.append(
            Hindrance(
                str(_("No other facilitator is there to confirm: the others have left.")),
                str(
                    _(
                        "Ask an HR admin to seat another facilitator in this session: what was decided and changed "
                        "stays. Or dissolve it, and it no longer counts."
                    )
                ),
                (),
                (str(_("Dissolve the session")), dissolve),
            )
        )
    return found


def _left(now: SessionOutcome) -> list[str]:
    """What is still to be done about what was decided, a sentence each."""
    waiting = [one for one in now.people if one.state is State.CALIBRATED]
    notes = [one for one in waiting if one.changes]
    later = sorted({one.decision.later_on for one in now.people if one.decision and one.decision.later_on})
    revised = [one for one in now.people if one.revised]
    said = [
        ngettext("%(num)s result is not shared with its employee yet.",
                 "%(num)s results are not shared with their employees yet.", len(waiting)) if waiting else "",
        ngettext("For %(num)s of them the manager writes a note about what was changed.",
                 "For %(num)s of them the managers write a note about what was changed.", len(notes)) if notes else "",
        _("To be decided later: by %(days)s.", days=i18n.listed(i18n.day(one) for one in later)) if later else "",
        ngettext("%(num)s review was revised after the lock.", "%(num)s reviews were revised after the lock.",
                 len(revised)) if revised else "",
    ]  # fmt: skip
    return [str(one) for one in said if one] if now.state is SessionState.LOCKED else []
