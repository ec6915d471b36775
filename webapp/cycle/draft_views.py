"""Making a cycle: the draft, who would be in, opening it."""

import secrets
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.clock import LAST_YEAR
from graph.cycle import dates
from graph.cycle.models import Cycle
from graph.errors import Conflict, Reason, Refused
from graph.population import drafts, opening
from graph.population.models import TO_MEND, Choices, CycleStand, Excluded, Preview
from graph.population.preview import preview
from graph.signs_of_life import is_seen
from graph.text import Text
from webapp import access, current
from webapp.cycle.accounts import without_account_note
from webapp.cycle.draft_pages import DraftFormPage, DraftPage, OpeningLine, OutLine, WhyLine
from webapp.cycle.forms import FIELD_OF_RULE, CycleForm, cycle_form, cycle_of_form, pasted
from webapp.cycle.long_choices import lists_of
from webapp.cycle.messages import WHY_ORDER, opening_words, settings_of, way_out, why_line, why_words
from webapp.forms import page_number
from webapp.i18n import listed, words
from webapp.name_order import name_key
from webapp.page import render
from webapp.paging import Part, address, part_of
from webapp.refusals import put_on_form

blueprint = Blueprint("cycle_draft", __name__)


@blueprint.route("/cycles/new", methods=["GET", "POST"])
@access.capacity("hr_admin")
def new() -> str | Response:
    """Makes a draft cycle."""
    known = drafts.choices(current.graph(), current.context())
    start = dates.next_monday(current.context().today)
    form = cycle_form(known, None, dict(dates.proposed(start)), known.time_zone or current.settings().time_zone)
    return _form(form, known, None)


@blueprint.route("/cycles/<cycle_id>/change", methods=["GET", "POST"])
@access.capacity("hr_admin")
def change(cycle_id: str) -> str | Response:
    """Changes a draft cycle."""
    now = _draft(cycle_id)
    known = drafts.choices(current.graph(), current.context())
    return _form(cycle_form(known, now.cycle, {}, ""), known, now.cycle)


@blueprint.get("/cycles/<cycle_id>/draft")
@access.capacity("hr_admin")
def draft(cycle_id: str) -> str | Response:
    """A draft cycle: who would be in, who would not and why."""
    now = drafts.stand(current.graph(), current.context(), cycle_id)
    if now.cycle.state != "draft":
        return redirect(url_for("cycle.cycle", cycle_id=cycle_id))
    return render(_page(now, preview(current.graph(), current.context(), now.cycle)))


@blueprint.post("/cycles/<cycle_id>/open")
@access.capacity("hr_admin")
def open_cycle(cycle_id: str) -> Response:
    """Asks for a cycle to be opened."""
    now = drafts.stand(current.graph(), current.context(), cycle_id)
    if page_number(request.form.get("draft")) not in (None, now.cycle.draft):
        raise Conflict({"cycle": cycle_id})
    opening.ask(current.graph(), current.context(), now)
    return redirect(url_for("cycle_draft.draft", cycle_id=cycle_id, _anchor="opening"))


@blueprint.post("/cycles/<cycle_id>/cancel-opening")
@access.capacity("hr_admin")
def cancel_opening(cycle_id: str) -> Response:
    """Cancels an opening that is under way."""
    opening.cancel(current.graph(), current.context(), cycle_id)
    flash(_("The opening was cancelled."))
    return redirect(url_for("cycle_draft.draft", cycle_id=cycle_id))


@blueprint.post("/cycles/<cycle_id>/delete")
@access.capacity("hr_admin")
def delete(cycle_id: str) -> Response:
    """Deletes a draft cycle."""
    now = _draft(cycle_id)
    drafts.delete(current.graph(), current.context(), cycle_id, page_number(request.form.get("draft")) or 0)
    flash(_("The draft “%(name)s” was deleted.", name=words(now.cycle.name)))
    return redirect(url_for("cycle.cycles"))


def _draft(cycle_id: str) -> CycleStand:
    """A cycle that may be changed. Raises Conflict for one that somebody began to open."""
    now = drafts.stand(current.graph(), current.context(), cycle_id)
    if not now.may_change:
        raise Conflict({"cycle": cycle_id, "state": now.cycle.state})
    return now


def _form(form: CycleForm, known: Choices, cycle: Cycle | None) -> str | Response:
    if request.form.get("propose"):
        _propose(form)
    elif not request.form.get("look") and form.validate_on_submit():
        people, nobody = drafts.ids_of(pasted(form.people.data), known)
        managers, no_manager = drafts.ids_of(pasted(form.managers.data), known)
        _refuse_unknown(form, nobody, no_manager)
        wanted = cycle_of_form(form, cycle.id if cycle else f"cy-{secrets.token_hex(8)}", people, managers)
        if not form.people.errors and not form.managers.errors:
            try:
                drafts.save(current.graph(), current.context(), wanted, known)
            except Refused as refused:
                _put_on(refused, form)
            else:
                return redirect(url_for("cycle_draft.draft", cycle_id=wanted.id))
    heading = words(cycle.name) if cycle else str(_("New cycle"))
    back = url_for("cycle_draft.draft", cycle_id=cycle.id) if cycle else url_for("cycle.cycles")
    return render(DraftFormPage(form, lists_of(form, known), cycle.id if cycle else "", heading, back))


def _propose(form: CycleForm) -> None:
    """Fills in the days from the opening day, or from next Monday where that is none."""
    typed = form.opens_on.data
    start = typed if typed and typed.year <= LAST_YEAR else dates.next_monday(current.context().today)
    for name, day in dates.proposed(start, calibration=form.calibration.data != "no").items():
        form[name].data = day
        form[name].raw_data = None


def _refuse_unknown(form: CycleForm, nobody: tuple[str, ...], no_manager: tuple[str, ...]) -> None:
    if nobody and form.who.data == "list":
        form.people.errors = [_nobody(nobody)]
    if no_manager and form.who.data == "filter":
        form.managers.errors = [_nobody(no_manager)]
    if form.who.data == "list" and not pasted(form.people.data):
        form.people.errors = [_("Paste at least one ID or email address.")]


def _nobody(names: tuple[str, ...]) -> str:
    shown = listed(names[:20]) + ("…" if len(names) > 20 else "")
    said = ngettext(
        "Nobody has this ID or email address: %(names)s. Correct or remove it.",
        "Nobody has these IDs or email addresses: %(names)s. Correct or remove them.",
        len(names),
        names=shown,
    )
    return str(said)


def _put_on(refused: Refused, form: CycleForm) -> None:
    about_days = {"date_order", "date_past", "too_many_days"}
    for reason in refused.reasons:
        field = reason.about[0] if reason.rule in about_days else FIELD_OF_RULE.get(reason.rule, "")
        put_on_form(Refused((_said_so(reason),)), form, {reason.rule: field})


def _said_so(reason: Reason) -> Reason:
    return Reason(reason.rule, reason.about if reason.rule in ("date_order", "unknown_people") else ())


def _page(now: CycleStand, found: Preview) -> DraftPage:
    shows = "out" if request.args.get("list") == "out" else "in"
    why, query = request.args.get("why", ""), request.args.get("q", "").strip()
    outside = [
        one for one in found.excluded if why in ("", one.why.value) and _matches(query, one.person.name, one.person.id)
    ]
    within = [one for one in found.candidates if _matches(query, one.person.name, one.person.id)]
    within.sort(key=lambda one: (name_key(one.person.name), one.person.id))
    outside.sort(key=lambda one: (WHY_ORDER.index(one.why), name_key(one.person.name), one.person.id))
    roles: dict[str, list[str]] = {}
    for one in found.candidates:
        roles.setdefault(one.person.id, []).append(words(one.level.role))
    return DraftPage(
        cycle=now.cycle,
        settings=settings_of(now.cycle, now.names),
        opening=opening_line(now),
        may_change=now.may_change,
        reviews=now.reviews,
        new=len(found.candidates),
        out=len(found.excluded),
        without_account=without_account_note(found.without_account, now.cycle.id),
        several=tuple((words(person.name), listed(roles[person.id])) for person in found.several),
        shows=shows,
        query=query,
        whys=_whys(found.excluded, why),
        within=part_of(within if shows == "in" else ()),
        outside=_in_words(part_of(outside if shows == "out" else ()), now.cycle),
    )


def opening_line(now: CycleStand) -> OpeningLine | None:
    """The job that opens the cycle, in words; None where there never was one."""
    job = now.opening
    if job is None:
        return None
    seen = is_seen(now.beat_at, current.context())
    return OpeningLine(job.state.value, opening_words(job), job.done, job.of, job.unfinished, seen)


def _matches(query: str, name: Text, person: str) -> bool:
    typed = query.casefold()
    return not typed or any(typed in each.casefold() for each in (name.en, name.zh, person))


def _whys(excluded: tuple[Excluded, ...], chosen: str) -> tuple[WhyLine, ...]:
    counts: Mapping[str, int] = {why: sum(one.why is why for one in excluded) for why in WHY_ORDER}
    order = sorted(WHY_ORDER, key=lambda why: why not in TO_MEND)
    return tuple(
        WhyLine(why_words(why), counts[why], address(list="out", why=why.value, page=None), chosen == why.value)
        for why in order
        if counts[why]
    )


def _in_words(part: Part[Excluded], cycle: Cycle) -> Part[OutLine]:
    lines = tuple(out_line(one, cycle) for one in part.lines)
    return Part(lines, part.first, part.last, part.all, part.previous, part.next)


def out_line(one: Excluded, cycle: Cycle) -> OutLine:
    """Somebody without a review, in words."""
    remedy, where = way_out(one, cycle)
    return OutLine(words(one.person.name), one.person.id, one.department, why_line(one), remedy, where)
