"""HR's acts on a cycle as a whole: later dates, more people, closing it; and whom HR appoints for one review."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.bulk import acts, notes
from graph.cycle.models import Cycle
from graph.errors import Forbidden, NotFound, Reason, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.population import drafts, opening
from graph.population.models import Why
from graph.population.preview import preview
from graph.workflow import arbiter, reading
from graph.worklists.models import ReviewRow
from graph.worklists.progress import cycle_progress
from webapp import access, current
from webapp.cycle.accounts import without_account_note
from webapp.cycle.draft_views import opening_line, out_line
from webapp.cycle.forms import pasted
from webapp.cycle.job import FEW, ask
from webapp.cycle.listing import holder_of, list_address
from webapp.cycle.many_forms import AppointForm, ExtendCycleForm, NewcomersForm
from webapp.cycle.messages import WHY_ORDER
from webapp.cycle.pages import AppointPage, ClosePage, ExtendPage, HolderLine, NewcomersPage
from webapp.i18n import day, listed, words
from webapp.name_order import name_key
from webapp.page import render
from webapp.paging import part_of
from webapp.refusals import put_on_form

blueprint = Blueprint("cycle_whole", __name__)


@blueprint.route("/cycles/<cycle_id>/extend", methods=["GET", "POST"])
@access.capacity("hr_admin")
def extend(cycle_id: str) -> str | Response:
    """Moves days of a cycle to later ones."""
    found = notes.read(current.graph(), current.context(), cycle_id)
    form = ExtendCycleForm.of(found.cycle)
    if form.validate_on_submit():
        try:
            days = form.changed(found.cycle)
            living = notes.extend_cycle(current.graph(), current.context(), cycle_id, days)
        except Refused as refused:
            for reason in refused.reasons:
                put_on_form(Refused((reason,)), form, {reason.rule: (reason.about or ("self_due",))[0]})
        else:
            return _extend_reviews(found.cycle, living, days.get("self_due"), days.get("manager_due"))
    affected = ngettext(
        "Whoever holds one of %(num)s review in it sees the new date on their start page.",
        "Whoever holds one of the %(num)s reviews in it sees the new dates on their start page.",
        len(found.rows),
    )
    now = {name: str(_("Now: %(day)s.", day=day(getattr(found.cycle, name)))) for name in notes.MOVABLE}
    return render(ExtendPage(found.cycle, form, str(affected), now))


def _extend_reviews(cycle: Cycle, reviews: Sequence[str], self_due: date | None, manager_due: date | None) -> Response:
    """Moves the due dates of reviews whose cycle was extended, of many by a job."""
    if len(reviews) > FEW["extend"]:
        key = secrets.token_urlsafe(16)
        job = ask(cycle.id, "extend", reviews, key, self_due=self_due, manager_due=manager_due)
        return redirect(url_for("jobs.job", job_id=job))
    done = 0
    if reviews:
        done = len(notes.extend(current.graph(), current.context(), cycle.id, reviews, self_due, manager_due).done)
    said = ngettext(
        "Extended. %(num)s review has new due dates; its holder is told.",
        "Extended. %(num)s reviews have new due dates; their holders are told.",
        done,
    )
    flash(said)
    return redirect(url_for("cycle.cycle", cycle_id=cycle.id))


@blueprint.route("/cycles/<cycle_id>/close", methods=["GET", "POST"])
@access.capacity("hr_admin")
def close(cycle_id: str) -> str | Response:
    """Closes a cycle, or says by holder what is in the way."""
    if request.method == "POST":
        try:
            acts.close_cycle(current.graph(), current.context(), cycle_id)
        except Refused:
            flash(_("Not every review is finished any more."), "caution")
        else:
            flash(_("The cycle is closed."))
            return redirect(url_for("cycle.cycle", cycle_id=cycle_id))
    cycle, progress = cycle_progress(current.graph(), current.context(), cycle_id)
    living = [row for row in progress.rows if row.state.value not in ("closed", "cancelled")]
    holders: dict[str, list[ReviewRow]] = {}
    for row in living:
        holders.setdefault(holder_of(row) or str(_("nobody")), []).append(row)
    lines = tuple(
        HolderLine(name, len(rows), _reviews_at(cycle, rows))
        for name, rows in sorted(holders.items(), key=lambda one: (-len(one[1]), one[0]))
    )
    return render(ClosePage(cycle, lines, len(living)))


@blueprint.route("/cycles/<cycle_id>/newcomers", methods=["GET", "POST"])
@access.capacity("hr_admin")
def newcomers(cycle_id: str) -> str | Response:
    """Adds people to an open cycle: a review for whoever can be in and has none."""
    now = drafts.stand(current.graph(), current.context(), cycle_id)
    found = preview(current.graph(), current.context(), now.cycle)
    form = NewcomersForm()
    by_name = sorted(found.candidates, key=lambda one: (name_key(one.person.name), one.person.id))
    form.person.choices = [
        (one.person.id, _("%(name)s (%(id)s)", name=words(one.person.name), id=one.person.id)) for one in by_name
    ]
    if form.validate_on_submit():
        named = pasted(form.people.data)
        known = drafts.choices(current.graph(), current.context()) if named else None
        ids, unknown = drafts.ids_of(named, known) if known else ((), ())
        wanted = tuple(dict.fromkeys((*(form.person.data or ()), *ids)))
        if unknown:
            form.people.errors = [_("Nobody has these IDs or email addresses: %(names)s.", names=listed(unknown[:20]))]
        elif not wanted:
            form.form_errors.append(_("Choose at least one person first."))
        elif blocked := _cannot(now.cycle, ids):
            form.people.errors = blocked
        else:
            opening.ask(current.graph(), current.context(), now, wanted)
            flash(ngettext("%(num)s person is being added.", "%(num)s people are being added.", len(wanted)))
            return redirect(url_for("cycle_whole.newcomers", cycle_id=cycle_id))
    outside = [one for one in found.excluded if one.why is not Why.HAS_REVIEW]
    outside.sort(key=lambda one: (WHY_ORDER.index(one.why), name_key(one.person.name), one.person.id))
    part = part_of(outside)
    lines = tuple(out_line(one, now.cycle) for one in part.lines)
    return render(
        NewcomersPage(
            cycle=now.cycle,
            opening=opening_line(now),
            form=form,
            outside=replace(part, lines=lines),  # type: ignore[arg-type]
            without_account=without_account_note(found.without_account, cycle_id),
        )
    )


@blueprint.route("/reviews/<review_id>/appoint/<what>", methods=["GET", "POST"])
@access.capacity("hr_admin")
def appoint(review_id: str, what: str) -> str | Response:
    """Appoints the arbiter of a challenge, or who reviews in the manager's place from today on."""
    if what not in ("arbiter", "reviewer"):
        raise NotFound("action", what)
    sheet = reading.sheet(current.graph(), current.context(), review_id)
    form = AppointForm()
    if what == "reviewer":
        del form.reason
    if form.validate_on_submit():
        known = drafts.choices(current.graph(), current.context())
        ids, unknown = drafts.ids_of([(form.person.data or "").strip()], known)
        try:
            if unknown:
                raise Refused((Reason("unknown_person"),))
            if what == "arbiter":
                arbiter.appoint(current.graph(), current.context(), review_id, ids[0], form.reason.data or "")
            else:
                _appoint_reviewer(sheet.head.person.id, ids[0])
        except Refused as refused:
            put_on_form(refused, form, {}, other="person")
        else:
            flash(_("Appointed."))
            return redirect(url_for("cycle.cycle", cycle_id=sheet.head.cycle.id))
    name = words(sheet.head.person.name)
    follows: tuple[str, ...]
    if what == "arbiter":
        heading = _("Appoint an arbiter for %(person)s’s challenge", person=name)
        follows = (
            _("They decide the challenge. It cannot be anybody who wrote, signed, adjusted, decided or locked here."),
        )
    else:
        heading = _("Appoint a reviewer for %(person)s", person=name)
        follows = (
            _("From today on they act in the manager’s place, until another line is recorded."),
            _("What the manager has written stays theirs, and is marked so."),
        )
    back = url_for("cycle.cycle", cycle_id=sheet.head.cycle.id)
    return render(AppointPage(heading, follows, form, _("Appoint"), back))


def _appoint_reviewer(person: str, reviewer: str) -> None:
    context = current.context()
    if context.actor in (person, reviewer):
        raise Forbidden("appoint_reviewer", "another hr_admin")
    if reviewer == person:
        raise Refused((Reason("arbiter_involved", (reviewer,)),))
    placement = Placement(person, context.today, manager=reviewer, kind="appointed")
    people.place(current.graph(), context, [placement], relied_on=f"HAS_CAPACITY/{context.actor}>hr_admin")


def _reviews_at(cycle: Cycle, rows: Sequence[ReviewRow]) -> str:
    """The list of what one holder has."""
    held = rows[0].held_by
    if held is not None and held.value == "manager" and rows[0].manager:
        return url_for(
            "cycle.cycle", cycle_id=cycle.id, manager=rows[0].manager.id, holder="manager", _anchor="reviews"
        )
    if held is not None and held.value == "employee":
        return list_address(cycle, q=rows[0].person.id)
    where = {"holder": held.value} if held else {"state": rows[0].state.value}
    return list_address(cycle, **where)


def _cannot(cycle: Cycle, ids: Sequence[str]) -> list[str]:
    """Why some of the people who were named cannot be added."""
    if not ids:
        return []
    found = preview(current.graph(), current.context(), cycle, ids)
    able = {one.person.id for one in found.candidates}
    return [
        _("%(name)s: %(why)s.", name=words(one.person.name), why=out_line(one, cycle).why)
        for one in found.excluded
        if one.person.id not in able
    ]
