"""What the committee reads."""

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, url_for

from graph.calibration import service
from graph.calibration.models import Session, SessionReview
from graph.calibration.table import SESSION_NAMES, SessionState
from graph.errors import NotFound
from graph.report.dossier import read_dossier
from graph.review.enums import Part
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.policy import Permission
from reports.gap import Variant, records_of
from reports.gap.decision import LevelDecision
from webapp import access, current, i18n
from webapp.calibration.agenda import agenda
from webapp.calibration.meeting_notes import notes_part
from webapp.calibration.pages import PersonPage, SessionLine, SessionPage, SessionsPage
from webapp.calibration.votes_cast import votes_cast
from webapp.calibration.ways import ways_of
from webapp.name_order import name_key, reviews_told_apart, told_apart
from webapp.pack.views import packs_of
from webapp.page import render

blueprint = Blueprint("calibration", __name__)


@blueprint.get("/calibration")
@access.signed_in
def sessions() -> str:
    """The sessions in which the reader sits; to HR all."""
    found, who = service.sessions(current.graph(), current.context()), current.person()
    capacities = set(who.capacities) if who else set()
    hr = "hr_admin" in capacities
    lines = [
        SessionLine(
            row=one,
            state=SESSION_NAMES[SessionState(one.state)],
            address=url_for("calibration.session", session_id=one.id) if one.reader_is else "",
            ways=() if one.reader_is else ways_of(one.id, SessionState(one.state), "hr_admin" if hr else ""),
        )
        for one in found.sessions
    ]
    return render(SessionsPage(lines, found.unseated, hr or "facilitator" in capacities, hr))


@blueprint.get("/calibration/<session_id>")
@access.signed_in
def session(session_id: str) -> str:
    """Whose reviews are signed off, and whose are missing."""
    opened = _told_apart(service.session(current.graph(), current.context(), session_id))
    missing = _by_name(review for review in opened.reviews if not review.signed)
    ready = [(one, _decision(one)) for one in _in_order(opened)]
    ways = ways_of(opened.id, opened.state, opened.reader_is)
    return render(SessionPage(opened, SESSION_NAMES[opened.state], ready, missing, packs_of(opened), ways))


@blueprint.get("/calibration/<session_id>/people/<review_id>")
@access.signed_in
def person(session_id: str, review_id: str) -> str:
    """One person's brief; 404 where the session does not cover the review or it is not signed off."""
    context = current.context()
    opened = _told_apart(service.session(current.graph(), context, session_id, review_id))
    ready = _in_order(opened)
    at = next((n for n, one in enumerate(ready) if one.review.id == review_id), None)
    if at is None:
        raise NotFound("review", review_id)
    record = read_dossier(current.graph(), context, review_id, Permission.READ_COMMITTEE_REPORT)
    language = i18n.chosen_language()
    report = records_of(record, Variant.COMMITTEE, "zh" if language == "zh" else "en")
    return render(
        PersonPage(
            session=opened,
            report=report,
            votes=votes_cast(opened, ready[at], _required(record.sheet)) if opened.has_votes else None,
            notes=notes_part(opened, ready[at]) if opened.has_votes else None,
            number=at + 1,
            of=len(ready),
            before=ready[at - 1] if at else None,
            after=ready[at + 1] if at + 1 < len(ready) else None,
            language=language,
        )
    )


def _told_apart(opened: Session) -> Session:
    """The session with people of one name told apart, its members in the order of their names."""
    rows = reviews_told_apart([one.review for one in opened.reviews], (member.person for member in opened.members))
    reviews = tuple(replace(one, review=row) for one, row in zip(opened.reviews, rows, strict=True))
    seen = [person for row in rows for person in (row.person, row.manager) if person]
    known = told_apart((*seen, *(member.person for member in opened.members)))
    members = [replace(member, person=known[member.person.id]) for member in opened.members]
    return replace(opened, reviews=reviews, members=tuple(sorted(members, key=lambda one: name_key(one.person.name))))


def _by_name(reviews: Iterable[SessionReview]) -> list[SessionReview]:
    return sorted(reviews, key=lambda one: (name_key(one.review.person.name), one.review.person.id))


def _in_order(opened: Session) -> list[SessionReview]:
    """Those signed off: by what needs time, as in a pack, once votes are shown by what is disputed; then by name."""
    signed = _by_name(review for review in opened.reviews if review.signed)
    signed.sort(key=lambda one: _decision(one).by_time)
    return [line.review for line in agenda(signed).lines] if opened.has_votes else signed


def _required(sheet: Sheet) -> dict[str, Text]:
    return {e.id: e.skill for e in sheet.to_rate(Part.CURRENT) if e.required}


def _decision(one: SessionReview) -> LevelDecision:
    return LevelDecision(one.recommendation, one.required)
