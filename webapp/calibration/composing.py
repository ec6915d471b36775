"""Putting a session together: who is chosen by filters and by hand, and who sits over them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from flask import request
from flask_babel import gettext as _

from graph.calibration.candidates import Candidate, Candidates, Seat, StoredSession, candidates
from graph.people.search import email_key, plain
from graph.review.models import PersonRef
from webapp import current
from webapp.calibration.forms import PartForm, SessionForm, lines_of
from webapp.cycle.forms import pasted
from webapp.i18n import listed, words
from webapp.name_order import name_key, told_apart

NONE = "-"
"""The value of a filter for what has no department, or no manager."""


@dataclass
class Composition:
    """A session as it stands in the form. `seats` maps a person's id to their role, `unknown` what was typed for nobody
    (or for several) to those who may be meant, by the field where it stands. `prefix` stands before the names of its
    fields and buttons where a page has several."""

    form: SessionForm | PartForm
    known: Candidates
    chosen: dict[str, Candidate]
    moved: tuple[str, ...]
    seats: dict[str, str] = field(default_factory=dict)
    unknown: tuple[tuple[str, str, tuple[PersonRef, ...]], ...] = ()
    prefix: str = ""

    @property
    def people(self) -> Mapping[str, Seat]:
        """Whoever is known of those named, by id."""
        return {one.person.id: one for one in self.known.seats}


def compose_session(form: SessionForm, session: str = "") -> Composition:
    """The session of the form after what its button asked for: people added, left out, moved, seated, unseated."""
    seat(form)
    if request.form.get("show_signed"):
        form.signed.data = "yes"
    chosen, moved = request.form.getlist("review"), request.form.getlist("moved")
    if request.method == "GET":
        chosen = request.args.getlist("review")
    typed = {*lines_of(form.facilitators.data), *lines_of(form.members.data)}
    cycle = form.cycle.data or request.args.get("cycle", "")
    known = apart(
        candidates(
            current.graph(), current.context(), session=session, cycle=cycle, chosen=(*chosen, *moved), typed=typed
        )
    )
    if request.method == "GET" and known.session:
        chosen = sorted(known.session.reviews)
        _fill_in(form, known.session)
    _offer(form, known)
    by_id = {one.id: one for one in known.reviews}
    out = {*_ids("leave_out"), *_ids("move")}
    found = Composition(
        form, known,
        {one: by_id[one] for one in chosen if one in by_id and one not in out},
        tuple(dict.fromkeys(one for one in (*moved, *_ids("move")) if one in by_id and one not in _ids("back"))),
    )  # fmt: skip
    _add(found, form)
    found.moved = tuple(one for one in found.moved if one not in found.chosen)
    resolve(found)
    return found


def _fill_in(form: SessionForm, session: StoredSession) -> None:
    form.seq.data = str(session.seq)
    form.name_en.data, form.name_zh.data, form.meets_on.data = session.name.en, session.name.zh, session.meets_on
    form.meets_at.data = session.meets_at
    for name, role in (("members", "member"), ("facilitators", "facilitator")):
        form[name].data = "\n".join(sorted(person for person, seat in session.seats.items() if seat == role))


def _ids(button: str) -> tuple[str, ...]:
    return tuple(one for one in request.form.get(button, "").split(",") if one)


def seat(form: SessionForm | PartForm, prefix: str = "") -> None:
    """Writes whom a button seats into the field of their role, in place of what was typed, and out of the other."""
    for button, into, other in (
        ("as_facilitator", "facilitators", "members"),
        ("as_member", "members", "facilitators"),
    ):
        person, _bar, instead = request.form.get(prefix + button, "").partition("|")
        if person:
            form[other].data = "\n".join(one for one in lines_of(form[other].data) if one != person)
            lines = [one for one in lines_of(form[into].data) if one != instead]
            form[into].data = "\n".join(dict.fromkeys((*lines, person)))


def _add(found: Composition, form: SessionForm) -> None:
    if request.form.get("add_all"):
        found.chosen |= {one.id: one for one in matching(found, form) if one.elsewhere is None}
    for one in _ids("back"):
        found.chosen |= {each.id: each for each in found.known.reviews if each.id == one}
    if request.form.get("add_people"):
        _add_pasted(found, form)


def _add_pasted(found: Composition, form: SessionForm) -> None:
    """Adds those whose ids or email addresses were pasted; of who is not in the cycle the field says so."""
    nobody: list[str] = []
    for typed in pasted(form.people.data):
        key = email_key(typed)
        hits = [one for one in found.known.reviews if typed == one.person.id or (one.mail and one.mail == key)]
        found.chosen |= {one.id: one for one in hits}
        nobody += [] if hits else [typed]
    form.people.data = "\n".join(nobody)
    if nobody:
        form.people.errors = [
            _("In this cycle nobody who can still be calibrated has: %(names)s. Correct or remove it.",
              names=listed(nobody[:20]))
        ]  # fmt: skip


def resolve(found: Composition) -> None:
    """Whom the lines of both fields mean; one who is dropped by a button goes out of them."""
    dropped = request.form.get(found.prefix + "drop", "")
    unknown = []
    for name, role in (("members", "member"), ("facilitators", "facilitator")):
        kept = []
        for typed in lines_of(found.form[name].data):
            seat = found.known.seat_of(typed)
            if seat and seat.person.id == dropped:
                continue
            kept.append(typed)
            if seat:
                found.seats[seat.person.id] = role
            else:
                unknown.append((typed, name, found.known.found.get(plain(typed), ())))
        found.form[name].data = "\n".join(kept)
    found.unknown = tuple(unknown)


def _offer(form: SessionForm, known: Candidates) -> None:
    """Fills the lists of the filters with what there is."""
    every, rows = ("", str(_("all"))), known.reviews
    form.cycle.choices = [(key, words(name)) for key, name in known.cycles]
    form.cycle.data = known.cycle
    form.role.choices = [every, *_sorted({one.level.role_slug: words(one.level.role) for one in rows})]
    levels = {level_key(one): (one.level.rank, words(one.level.level)) for one in rows}
    form.level.choices = [
        every,
        *((key, said) for key, (_rank, said) in sorted(levels.items(), key=lambda one: one[1])),
    ]
    form.department.choices = [every, *_sorted({one.department or NONE: one.department or _("none") for one in rows})]
    managers = {one.manager.id if one.manager else NONE: one.manager for one in rows}
    form.manager.choices = [
        every, *_sorted({key: words(who.name) if who else _("none") for key, who in managers.items()})
    ]  # fmt: skip
    form.signed.choices = [every, ("yes", str(_("signed off"))), ("no", str(_("not signed off yet")))]


def _sorted(options: Mapping[str, object]) -> list[tuple[str, str]]:
    return sorted(((key, str(said)) for key, said in options.items()), key=lambda one: (one[0] == NONE, one[1]))


def level_key(one: Candidate) -> str:
    """By what levels of several roles are the same one to a filter: their name."""
    return one.level.level.en or one.level.level.zh


def matching(found: Composition, form: SessionForm) -> list[Candidate]:
    """The reviews that the filters ask for and that are neither chosen nor for another session, by name."""
    query = (form.find.data or "").casefold()
    asks: list[Callable[[Candidate], bool]] = [
        lambda one: one.able,
        lambda one: one.id not in {*found.chosen, *found.moved},
    ]
    if query:
        asks.append(
            lambda one: any(
                query in each.casefold() for each in (one.person.name.en, one.person.name.zh, one.person.id)
            )
        )
    values: dict[str, Callable[[Candidate], str]] = {
        "role": lambda one: one.level.role_slug,
        "level": level_key,
        "department": lambda one: one.department or NONE,
        "manager": lambda one: one.manager.id if one.manager else NONE,
        "signed": lambda one: "yes" if one.signed else "no",
    }
    for name, value in values.items():
        if asked := form[name].data:
            asks.append(lambda one, value=value, asked=asked: value(one) == asked)  # type: ignore[misc]
    return by_name(one for one in found.known.reviews if all(ask(one) for ask in asks))


def by_name(reviews: Iterable[Candidate]) -> list[Candidate]:
    """The reviews in the order of their people's names."""
    return sorted(reviews, key=lambda one: (name_key(one.person.name), one.person.id))


def apart(known: Candidates) -> Candidates:
    """The same, with people of one name told apart."""
    people = [*(one.person for one in known.reviews), *(one.person for one in known.seats), *known.facilitators]
    named = told_apart((*people, *(one.manager for one in known.reviews if one.manager)))
    return replace(
        known,
        reviews=tuple(
            replace(one, person=named[one.person.id], manager=named[one.manager.id] if one.manager else None)
            for one in known.reviews
        ),
        seats=tuple(replace(one, person=named[one.person.id]) for one in known.seats),
        facilitators=tuple(named[one.id] for one in known.facilitators),
    )
