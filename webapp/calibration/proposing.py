"""Sessions of equal size by role and level, in one go: proposed, changed by hand, then made, all or none."""

import secrets
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.calibration import setting_up
from graph.calibration.candidates import Candidate, Candidates, candidates, equal_parts
from graph.errors import Refused
from webapp import access, current
from webapp.calibration.composed import candidate_line, may_be_saved, seat_lines, wanted_session
from webapp.calibration.composing import Composition, apart, by_name, resolve, seat
from webapp.calibration.forms import PartForm, ProposalForm, lines_of
from webapp.calibration.obstacles import obstacles
from webapp.calibration.pages import PartLine, ProposePage
from webapp.forms import page_number
from webapp.i18n import error_naming, words
from webapp.page import render
from webapp.refusals import refusal

blueprint = Blueprint("calibration_proposing", __name__)

MOST = 50
"""So many sessions are proposed in one go."""


@blueprint.route("/calibration/propose", methods=["GET", "POST"])
@access.capacity("hr_admin")
def propose() -> str | Response:
    """Proposes sessions for the signed reviews of a cycle that are in none, and makes them."""
    form = ProposalForm()
    parts = _posted()
    for part in parts:
        seat(part, part._prefix)
    typed = {
        one for each in (form, *parts) for name in ("facilitators", "members") for one in lines_of(each[name].data)
    }
    cycle = form.cycle.data or request.args.get("cycle", "")
    known = apart(candidates(current.graph(), current.context(), cycle=cycle, typed=typed))
    form.cycle.data = known.cycle
    free = {one.id: one for one in known.reviews if one.signed and one.elsewhere is None and not _own(one)}
    if request.form.get("propose") and form.validate():
        found = _proposed(form, known, list(free.values()))
    else:
        found = _as_posted(parts, known, free)
    there = {one.elsewhere[0] for one in known.reviews if one.elsewhere}
    if request.form.get("save") and there & {part.new_id for part in parts}:
        return redirect(url_for("calibration.sessions"))  # sent twice
    if request.form.get("save") and (made := _make(found, known)):
        flash(ngettext("%(num)s session is set up.", "%(num)s sessions are set up.", made))
        return redirect(url_for("calibration.sessions"))
    return render(_page(form, known, found, free))


def _own(one: Candidate) -> bool:
    return one.person.id == current.context().actor


def _posted() -> list[PartForm]:
    count = min(page_number(request.form.get("parts")) or 0, MOST)
    return [PartForm(prefix=f"s{number}-", meta={"csrf": False}) for number in range(1, count + 1)]


def _proposed(form: ProposalForm, known: Candidates, free: list[Candidate]) -> list[Composition]:
    """The reviews in equal parts, each with the day and the committee that was entered for all."""
    found = []
    most = max(form.size.data or 1, -(-len(free) // MOST))
    for number, reviews in enumerate(equal_parts(free, most), 1):
        part = PartForm(formdata=None, prefix=f"s{number}-", meta={"csrf": False})
        part.id.data = f"cs-{secrets.token_hex(8)}"
        part.name_en.data, part.name_zh.data = f"Calibration {number}", f"校准会 {number}"
        part.meets_on.data, part.meets_at.data = form.meets_on.data, form.meets_at.data
        part.facilitators.data, part.members.data = form.facilitators.data, form.members.data
        found.append(_composition(part, known, reviews))
    return found


def _as_posted(parts: Sequence[PartForm], known: Candidates, free: dict[str, Candidate]) -> list[Composition]:
    """The sessions as they stand in the page, after what its button asked for."""
    at: dict[str, int] = {one: page_number(request.form.get(f"at-{one}")) or 0 for one in free}
    for number, part in enumerate(parts, 1):
        for one in request.form.get(f"{part._prefix}leave_out", "").split(","):
            at.pop(one, None)
        moved = [one for one in request.form.get(f"{part._prefix}move", "").split(",") if one in at]
        for one in moved:
            at[one] = -number
    found = [
        _composition(part, known, [free[one] for one, where in at.items() if where == number])
        for number, part in enumerate(parts, 1)
    ]
    for one, where in at.items():
        if where < 0 and (best := _best_for(free[one], found, -where)):
            best.chosen[one] = free[one]
    return found


def _best_for(one: Candidate, found: Sequence[Composition], apart_from: int) -> Composition | None:
    """The smallest other session in which nobody would sit over their own line; None where there is none."""
    able = [
        each for number, each in enumerate(found, 1)
        if number != apart_from and not any(each.people[person].conflicts_with(one) for person in each.seats)
    ]  # fmt: skip
    return min(able, key=lambda each: len(each.chosen), default=None)


def _composition(part: PartForm, known: Candidates, reviews: Sequence[Candidate]) -> Composition:
    found = Composition(part, known, {one.id: one for one in reviews}, (), prefix=part._prefix)
    resolve(found)
    return found


def _make(found: Sequence[Composition], known: Candidates) -> int:
    """Makes the sessions that have people; 0 where that is not possible yet, and the forms say why."""
    filled = [each for each in found if each.chosen]
    if not all([may_be_saved(each) for each in filled]) or not filled:
        return 0
    wanted = [wanted_session(each, each.form.new_id or f"cs-{secrets.token_hex(8)}") for each in filled]
    try:
        setting_up.set_up(current.graph(), current.context(), wanted, known.capacity)
    except Refused as refused:
        filled[0].form.form_errors.extend(refusal(refused.reasons))
        return 0
    return len(wanted)


def _page(
    form: ProposalForm, known: Candidates, found: Sequence[Composition], free: dict[str, Candidate]
) -> ProposePage:
    seated = {one for each in found for one in each.chosen}
    names = dict(known.cycles)
    lines = [
        PartLine(
            number=number,
            form=each.form,
            people=[candidate_line(one) for one in by_name(each.chosen.values())],
            seats=seat_lines(each),
            obstacles=obstacles(each) if each.chosen else (),
        )
        for number, each in enumerate(found, 1)
    ]
    return ProposePage(
        form=form,
        name=words(names[known.cycle]) if known.cycle in names else "",
        free=len(free),
        own=any(_own(one) and one.signed for one in known.reviews),
        parts=lines,
        left=[candidate_line(one) for one in by_name(free[one] for one in free if one not in seated)] if found else (),
        zone=current.settings().time_zone,
        wrong=_wrong(form, found),
        general=_general(found),
    )


def _wrong(form: ProposalForm, found: Sequence[Composition]) -> list[tuple[str, str]]:
    """Each error with the id of what it is about, those of a session after its number."""
    wrong = [(one.id, error_naming(one.label.text, str(said))) for one in form for said in one.errors]
    for number, each in enumerate(found, 1):
        where = str(_("Session %(number)s", number=number))
        for one in each.form:
            wrong += [(one.id, error_naming(where, error_naming(one.label.text, str(said)))) for said in one.errors]
    return wrong


def _general(found: Sequence[Composition]) -> list[str]:
    """What is wrong with a session as a whole, after its number."""
    return [
        error_naming(str(_("Session %(number)s", number=number)), str(said))
        for number, each in enumerate(found, 1)
        for said in each.form.form_errors
    ]
