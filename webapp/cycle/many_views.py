"""HR's acts on many reviews: each confirmed on a page that says what follows, and reported one by one."""

import secrets
from collections.abc import Collection, Mapping, Sequence

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.bulk import acts, notes
from graph.bulk.foreseen import foreseen
from graph.bulk.models import Outcome
from graph.bulk.notes import SELF_OPEN
from graph.cycle.models import Cycle
from graph.errors import NotFound, PlumblineError, Reason
from graph.review.enums import Action, State
from graph.workflow.actions import DECLARATIONS
from graph.workflow.commands import Command
from graph.worklists.models import ReviewRow
from graph.worklists.progress import CycleProgress, cycle_progress
from webapp import access, current
from webapp.cycle.job import FEW, ask
from webapp.cycle.job_words import done_for, heading
from webapp.cycle.listing import filtered, list_address
from webapp.cycle.many_forms import FIELDS, ManyForm
from webapp.cycle.pages import (
    ManyPage,
    OutcomePage,
    RefusedLine,
)
from webapp.cycle.reminders import holder, holders, mail_to_come, put_mail
from webapp.i18n import day, sentences, words
from webapp.name_order import review_order, reviews_told_apart
from webapp.page import render
from webapp.refusals import refusal
from webapp.report import of_record

blueprint = Blueprint("cycle_many", __name__)

NAMED = 30


@blueprint.post("/cycles/<cycle_id>/many")
@access.capacity("hr_admin")
def many(cycle_id: str) -> str | Response:
    """One act on the reviews of the boxes, on all that the filter leaves, or on those that a page before named."""
    form = ManyForm()
    if form.act.data not in FIELDS:
        raise NotFound("action", form.act.data or "")
    named = (form.ids.data or "").split()
    is_confirmed = bool(request.form.get("confirmed"))
    if is_confirmed and len(named) > FEW[form.act.data] and form.validate() and _said_enough(form):
        return redirect(url_for("jobs.job", job_id=_asked(cycle_id, form, named)))
    cycle, progress = cycle_progress(current.graph(), current.context(), cycle_id)
    rows = _chosen(form, progress)
    if not rows:
        flash(_("Choose at least one review first."), "caution")
        return redirect(list_address(cycle, **request.args.to_dict()))
    if not is_confirmed or not form.validate() or not _said_enough(form):
        return render(_to_confirm(cycle, form, rows, progress))
    if len(rows) > FEW[form.act.data]:
        return redirect(url_for("jobs.job", job_id=_asked(cycle_id, form, [row.id for row in rows])))
    return render(_outcome(cycle, form, rows, _take(cycle, form, [row.id for row in rows])))


def _chosen(form: ManyForm, progress: CycleProgress) -> list[ReviewRow]:
    if form.ids.data:
        ids = set(form.ids.data.split())
    elif request.form.get("scope") == "all":
        ids = {row.id for row in filtered(progress)}
    else:
        ids = set(form.review.data or ())
    rows = sorted((row for row in progress.rows if row.id in ids), key=review_order)
    return list(reviews_told_apart(rows))


def _to_confirm(cycle: Cycle, form: ManyForm, rows: Sequence[ReviewRow], progress: CycleProgress) -> ManyPage:
    """Says on how many the act can be taken, and on which of those that were chosen it cannot."""
    act = form.act.data or ""
    against = foreseen(current.context(), cycle, progress, act, [row.id for row in rows])
    able = [row for row in rows if row.id not in against]
    form.ids.data = " ".join(row.id for row in able)
    form.key.data = form.key.data or secrets.token_urlsafe(16)
    people = holders(able) if act == "remind" else tuple(row.person for row in able)
    return ManyPage(
        cycle=cycle,
        heading=heading(act, len(able)),
        button=_button(act, len(able)),
        follows=_seen(len(people)) if act == "remind" else _follows(act, cycle),
        named_title=_("Who is reminded") if act == "remind" else _("Whose reviews"),
        named=tuple(words(one.name) for one in people[:NAMED]),
        named_more=max(0, len(people) - NAMED),
        mail=mail_to_come([one.id for one in people]) if act == "remind" else None,
        count=len(able),
        refused=_refused(rows, against),
        form=form,
        fields=FIELDS[act],
        now=_present_dates(progress, {row.id for row in able}) if act == "extend" else {},
    )


def _present_dates(progress: CycleProgress, ids: Collection[str]) -> dict[str, str]:
    """The due dates as they are, by the field of a new one."""
    reviews = [row["review"] for row in progress.listed if row["review"]["id"] in ids]
    own = [review for review in reviews if State(review["state"]) in SELF_OPEN]
    dates = {"self_due": {one["self_due"] for one in own}, "manager_due": {one["manager_due"] for one in reviews}}
    return {name: _between(days) for name, days in dates.items()}


def _between(days: Collection[str]) -> str:
    if not days:
        return str(_("Nobody waits for it any more."))
    first, last = day(min(days)), day(max(days))
    return str(
        _("Now: %(day)s.", day=first) if first == last else _("Now: %(first)s to %(last)s.", first=first, last=last)
    )


def _refused(rows: Sequence[ReviewRow], against: Mapping[str, tuple[Reason, ...]]) -> tuple[RefusedLine, ...]:
    return tuple(
        RefusedLine(
            words(row.person.name),
            url_for("actions.overview", review_id=row.id),
            refusal([_naming_holder(row, one) for one in against[row.id]]),
        )
        for row in rows
        if row.id in against
    )


def _naming_holder(row: ReviewRow, reason: Reason) -> Reason:
    """A reason about whoever holds the review, with their name in place of their id."""
    who = holder(row) if reason.rule in ("holder_left", "holder_without_account") else None
    return Reason(reason.rule, (words(who.name),)) if who else reason


def _seen(count: int) -> tuple[str, ...]:
    return (
        str(
            ngettext(
                "%(num)s person sees the reminder on their start page until they act.",
                "%(num)s people see the reminder on their start page until they act.",
                count,
            )
        ),
    )


def _button(act: str, count: int) -> str:
    """What the button says; of what is done to reviews, how many they are."""
    return {"remind": str(_("Remind")), "extend": str(_("Extend"))}.get(act) or heading(act, count)


def _follows(act: str, cycle: Cycle) -> tuple[str, ...]:
    if act == "extend":
        return (
            _("A date moves only to a later day. Where the new day is not later, the review stays as it is."),
            _("Whoever holds one of them sees the new date on their start page."),
        )
    return tuple(map(words, DECLARATIONS[Action(act)].follows(calibration=cycle.calibration)))


def _said_enough(form: ManyForm) -> bool:
    fields = FIELDS[form.act.data or ""]
    if "reason" in fields and not (form.reason.data or "").strip():
        form.reason.errors = [_("Enter a reason.")]
        return False
    if "self_due" in fields and not (form.self_due.data or form.manager_due.data):
        form.self_due.errors = [_("Enter at least one new date.")]
        return False
    return True


def _asked(cycle: str, form: ManyForm, ids: Sequence[str]) -> str:
    """Asks for an act on more reviews than a request takes; the id of the job."""
    act = form.act.data or ""
    return ask(
        cycle, act, ids, form.key.data or secrets.token_urlsafe(16),
        reason=(form.reason.data or "") if FIELDS[act] else "", self_due=form.self_due.data,
        manager_due=form.manager_due.data,
    )  # fmt: skip


def _take(cycle: Cycle, form: ManyForm, ids: Sequence[str]) -> Outcome:
    graph, context, act = current.graph(), current.context(), form.act.data or ""
    if act == "remind":
        return notes.remind(graph, context, cycle.id, ids)
    if act == "extend":
        return notes.extend(graph, context, cycle.id, ids, form.self_due.data, form.manager_due.data)
    command = Command(words={"reason": form.reason.data or ""} if FIELDS[act] else {})
    return acts.perform_many(
        graph, context, Action(act), ids, command,
        after=_keep_record if act == "close" else lambda _review: None,
    )  # fmt: skip


def _keep_record(review: str) -> None:
    """Writes the PDF of record of a review that has just been closed; closed it is, whatever happens here."""
    try:
        of_record.keep(current.graph(), current.context(), review, current.settings())
    except (PlumblineError, OSError):
        current_app.logger.exception("%s is closed, and its PDF of record was not written", review)
        flash(_("The PDF of record of review %(review)s was not written. The log says why.", review=review), "caution")


def _outcome(cycle: Cycle, form: ManyForm, rows: Sequence[ReviewRow], outcome: Outcome) -> OutcomePage:
    act = form.act.data or ""
    done, mail = done_for(act, len(outcome.done), len(outcome.told or {})), put_mail(outcome.told or {})
    said = sentences((done, mail.by_mail)) if mail else done
    return OutcomePage(cycle, heading(act, len(rows)), said, mail, _refused(rows, outcome.refused))
