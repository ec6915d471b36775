"""What a page shows of a session that is put together, and whether it may be saved."""

from flask_babel import gettext as _

from graph.calibration.candidates import Candidate
from graph.calibration.setting_up import NewSession
from graph.text import Text
from webapp.calibration.composing import Composition
from webapp.calibration.obstacles import obstacles
from webapp.calibration.pages import CandidateLine, SeatLine
from webapp.i18n import words
from webapp.name_order import name_key


def may_be_saved(found: Composition) -> bool:
    """Whether the form is in order; else it says what is not."""
    form, ready = found.form, found.form.validate()
    for typed, name, _meant in found.unknown:
        said = _(
            "It is not clear yet who is meant by “%(typed)s”. Choose one of those offered, or enter an ID or email "
            "address.",
            typed=typed,
        )
        form[name].errors = [*form[name].errors, said]
        ready = False
    if any(one.blocks for one in obstacles(found)):
        form.form_errors.append(_("Something still stands in the way. It is listed above the button, with what helps."))
        ready = False
    if not found.chosen:
        form.form_errors.append(_("Choose at least one person first."))
        ready = False
    return bool(ready)


def wanted_session(found: Composition, session: str) -> NewSession:
    """The session that the form describes, once it is in order."""
    form = found.form
    name = Text(form.name_en.data or "", form.name_zh.data or "")
    day = form.meets_on.data
    assert day, "the field needs one"
    return NewSession(session, name, day, tuple(found.chosen), found.seats, form.meets_at.data or "")


def seat_lines(found: Composition) -> list[SeatLine]:
    """Who sits in it, and what was typed for nobody."""
    people = found.people
    order = sorted(found.seats.items(), key=lambda one: (one[1], name_key(people[one[0]].person.name)))
    lines = [SeatLine(words(people[person].person.name), person, role) for person, role in order]
    for typed, name, meant in found.unknown:
        offered = tuple((_("%(name)s (%(id)s)", name=words(one.name), id=one.id), f"{one.id}|{typed}") for one in meant)
        lines.append(SeatLine("", "", "facilitator" if name == "facilitators" else "member", offered, typed))
    return lines


def candidate_line(one: Candidate) -> CandidateLine:
    """A review as a line of a form."""
    about = _("%(role)s, %(level)s", role=words(one.level.role), level=words(one.level.level))
    if one.department:
        about = f"{about} · {one.department}"
    return CandidateLine(
        one.id, words(one.person.name), about, words(one.manager.name) if one.manager else "", one.signed
    )
