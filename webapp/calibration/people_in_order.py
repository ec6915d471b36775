"""The people of a session as its pages list them: told apart by their names, by name, by what needs time."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from graph.calibration.models import Session, SessionReview
from graph.calibration.outcome import SessionOutcome
from graph.text import Text
from reports.gap.decision import LevelDecision
from webapp.calibration.agenda import AgendaLine, agenda
from webapp.i18n import words
from webapp.name_order import name_key, reviews_told_apart, told_apart


def people_told_apart(opened: Session) -> Session:
    """The session with people of one name told apart, its members in the order of their names."""
    rows = reviews_told_apart([one.review for one in opened.reviews], (member.person for member in opened.members))
    reviews = tuple(replace(one, review=row) for one, row in zip(opened.reviews, rows, strict=True))
    seen = [person for row in rows for person in (row.person, row.manager) if person]
    known = told_apart((*seen, *(member.person for member in opened.members)))
    members = [replace(member, person=known[member.person.id]) for member in opened.members]
    return replace(opened, reviews=reviews, members=tuple(sorted(members, key=lambda one: name_key(one.person.name))))


def outcome_told_apart(now: SessionOutcome, shown: Callable[[Text], str] = words) -> SessionOutcome:
    """What a session decides, with people who are `shown` by one name told apart."""
    managers = (one.manager for one in now.people if one.manager)
    seen = (*(one.person for one in now.people), *(one.person for one in now.taken_out), *managers)
    known = told_apart(seen, shown)
    people = tuple(
        replace(one, person=known[one.person.id], manager=known[one.manager.id] if one.manager else None)
        for one in now.people
    )
    return replace(
        now, people=people, taken_out=tuple(replace(one, person=known[one.person.id]) for one in now.taken_out)
    )


def by_name(reviews: Iterable[SessionReview]) -> list[SessionReview]:
    """Reviews by the names of their people."""
    return sorted(reviews, key=lambda one: (name_key(one.review.person.name), one.review.person.id))


def in_order(opened: Session) -> list[SessionReview]:
    """Those signed off, in the order of `agenda_lines`."""
    return [line.review for line in agenda_lines(opened)]


def agenda_lines(opened: Session, *, with_votes: bool = True) -> tuple[AgendaLine, ...]:
    """Those signed off: by what needs time, as in a pack, once votes are shown by what is disputed; then by name.

    Without `with_votes` the order does not tell of the votes either.
    """
    signed = by_name(review for review in opened.reviews if review.signed)
    signed.sort(key=lambda one: level_decision(one).by_time)
    lines = agenda(signed).lines
    if opened.has_votes and with_votes:
        return lines
    place = {one.review.id: at for at, one in enumerate(signed)}
    return tuple(sorted(lines, key=lambda line: place[line.review.review.id]))


def level_decision(one: SessionReview) -> LevelDecision:
    """What is to be decided about one person's level."""
    return LevelDecision(one.recommendation, one.required)
