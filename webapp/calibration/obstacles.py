"""What stands in the way of a session while it is put together, each with what helps by a click."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.calibration.candidates import Candidate, Seat
from graph.calibration.models import FACILITATORS
from graph.review.models import PersonRef
from webapp import current
from webapp.calibration.composing import Composition, by_name
from webapp.calibration.pages import Obstacle, Remedy
from webapp.i18n import listed, words

_NAMED = 6
"""So many people a sentence names, and so many are offered."""


def obstacles(found: Composition) -> tuple[Obstacle, ...]:
    """What stands in the way of the session, each with what helps by a click; what blocks it first."""
    chosen = by_name(found.chosen.values())
    every = (
        *_of_own(chosen),
        *(one for person in sorted(found.seats) for one in _of_seat(found.people[person], chosen)),
        *_of_others(chosen),
        *_of_facilitators(found),
        *_of_signatures(chosen),
    )
    return tuple(replace(one, remedies=_of(found.prefix, one.remedies)) for one in every)


def _of(prefix: str, remedies: Sequence[Remedy]) -> tuple[Remedy, ...]:
    return tuple(replace(one, name=prefix + one.name) for one in remedies)


def _of_own(chosen: Sequence[Candidate]) -> list[Obstacle]:
    actor = current.context().actor
    own = [one for one in chosen if one.person.id == actor]
    said = _("Your own review is in it. Somebody else has to set up or change its session.")
    return [Obstacle(str(said), (_leave_out(own),), blocks=True)] if own else []


def _of_seat(seat: Seat, chosen: Sequence[Candidate]) -> list[Obstacle]:
    name, found = words(seat.person.name), []
    drop = Remedy(str(_("Leave %(person)s out of the committee", person=name)), "drop", seat.person.id)
    if seat.left and not seat.role:
        found.append(Obstacle(str(_("%(person)s has left.", person=name)), (drop,), blocks=True))
    own = [one for one in chosen if one.person.id == seat.person.id]
    near = [one for one in chosen if one.person.id in seat.near]
    if own:
        said = _("%(person)s would sit over their own review.", person=name)
        found.append(Obstacle(str(said), (drop, _move(own)), blocks=True))
    if near:
        said = _("%(person)s would sit over direct reports or their own manager: %(people)s.",
                 person=name, people=_names(near))  # fmt: skip
        found.append(Obstacle(str(said), (drop, _move(near)), blocks=True))
    return found


def _of_others(chosen: Sequence[Candidate]) -> list[Obstacle]:
    found = []
    elsewhere: dict[str, list[Candidate]] = {}
    for one in chosen:
        if one.elsewhere:
            elsewhere.setdefault(words(one.elsewhere[1]), []).append(one)
    for session, reviews in elsewhere.items():
        said = _("In another open session, “%(session)s”: %(people)s.", session=session, people=_names(reviews))
        found.append(Obstacle(str(said), (_leave_out(reviews),), blocks=True))
    past = [one for one in chosen if not one.able and not one.here]
    if past:
        said = _("Can no longer be calibrated: %(people)s.", people=_names(past))
        found.append(Obstacle(str(said), (_leave_out(past),), blocks=True))
    return found


def _of_facilitators(found: Composition) -> list[Obstacle]:
    count = sum(role == "facilitator" for role in found.seats.values())
    if count >= FACILITATORS:
        return []
    said = (
        _("Only one facilitator is named. Voting opens once there are two.")
        if count
        else _("No facilitator is named. Name one to set it up; voting opens once there are two.")
    )
    remedies = [
        Remedy(str(_("Make %(person)s a facilitator", person=words(one.name))), "as_facilitator", one.id)
        for one in _free(found)[:_NAMED]
    ]
    return [Obstacle(str(said), tuple(remedies), blocks=not count)]


def _free(found: Composition) -> list[PersonRef]:
    """Who can be made a facilitator: those with the capacity and the members, but for those who may not sit here."""
    seats = found.people
    able = {one.id: one for one in found.known.facilitators if found.seats.get(one.id) != "facilitator"}
    able |= {key: seats[key].person for key, role in found.seats.items() if role == "member"}
    barred = {one.person.id for one in found.chosen.values()}
    barred |= {key for key in able if key in seats and any(map(seats[key].conflicts_with, found.chosen.values()))}
    return [one for key, one in able.items() if key not in barred]


def _of_signatures(chosen: Sequence[Candidate]) -> list[Obstacle]:
    if not chosen or any(one.signed for one in chosen):
        return []
    said = _("None of these reviews is signed off yet. The session can start once one is.")
    return [Obstacle(str(said), (Remedy(str(_("Show who is signed off")), "show_signed", "1"),), blocks=False)]


def _names(reviews: Sequence[Candidate]) -> str:
    named = listed([words(one.person.name) for one in reviews[:_NAMED]])
    more = len(reviews) - _NAMED
    return (
        named
        if more <= 0
        else str(ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=named))
    )


def _leave_out(reviews: Sequence[Candidate]) -> Remedy:
    ids = ",".join(one.id for one in reviews)
    if len(reviews) == 1:
        return Remedy(str(_("Leave %(person)s out", person=words(reviews[0].person.name))), "leave_out", ids)
    return Remedy(str(ngettext("Leave this %(num)s out", "Leave these %(num)s out", len(reviews))), "leave_out", ids)


def _move(reviews: Sequence[Candidate]) -> Remedy:
    ids = ",".join(one.id for one in reviews)
    if len(reviews) == 1:
        name = words(reviews[0].person.name)
        return Remedy(str(_("Move %(person)s to another session", person=name)), "move", ids)
    said = ngettext("Move this %(num)s to another session", "Move these %(num)s to another session", len(reviews))
    return Remedy(str(said), "move", ids)
