"""One person in a session: what the page shows, and what the reader may do there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from wtforms import Form as AnyForm

from graph.calibration.models import Session, SessionReview
from graph.calibration.vote_models import VoteValue
from graph.errors import NotFound
from graph.report.person_in_session import PersonInSession, read_person
from graph.review.enums import Action, Capacity, Part, State
from graph.review.models import Decision, Expectation, Head
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.labels import ADJUSTMENT_REASONS
from reports.gap import Variant, records_of
from reports.gap.attention import comparable_phrase, flag_phrase
from reports.gap.judgement import Judgement
from reports.gap.model import judgement_of
from reports.gap.rules import Judged, judge, stands_out
from webapp import current, i18n
from webapp.calibration.live import live_of
from webapp.calibration.meeting_notes import notes_part
from webapp.calibration.pages import Adjusting, Deciding, PersonPage, RatingLine, StandsNow
from webapp.calibration.people_in_order import in_order, people_told_apart
from webapp.calibration.person_forms import AdjustForm, DecideForm
from webapp.calibration.votes_cast import votes_cast
from webapp.i18n import error_naming, listed, words
from webapp.review.cards import key_of
from webapp.workflow.messages import blockers, outcome_label, recommendation_label


@dataclass(frozen=True)
class OpenedPerson:
    """A person of a session as the reader finds them: `ready` are all that are signed off, in the session's order."""

    session: Session
    ready: tuple[SessionReview, ...]
    at: int
    reading: PersonInSession

    @property
    def sheet(self) -> Sheet:
        """The review as the reader may see it."""
        return self.reading.actionable.sheet

    @property
    def review(self) -> SessionReview:
        """The person in the session's list."""
        return self.ready[self.at]

    @property
    def head(self) -> Head:
        """Where the review stands."""
        return self.sheet.head

    @cached_property
    def ratings(self) -> Mapping[str, Judged]:
        """What the manager rated, by expectation, required ones first as the brief has them."""
        return {
            one.expectation.id: one
            for part in Part
            for one in judge(self.sheet, part)
            if one.theirs and not one.expectation.unchanged
        }

    def against(self, action: Action) -> tuple[bool, tuple[str, ...]]:
        """Whether the reader has a row for an action here, and what stands in its way."""
        rows = [one for one in self.reading.actionable.actions if one.row.action is action]
        if not rows:
            return False, ()
        return True, blockers(min((one.blockers for one in rows), key=len), self.head)


def opened_person(session_id: str, review_id: str, *, alone: bool = False) -> OpenedPerson:
    """Reads a person of a session; `alone` without the ratings of others, and so not in the session's order. Raises
    NotFound where the session does not cover the review, or it is not signed."""
    reading = read_person(current.graph(), current.context(), session_id, review_id, alone=alone)
    opened = people_told_apart(reading.session)
    ready = tuple(in_order(opened))
    at = next((n for n, one in enumerate(ready) if one.review.id == review_id), None)
    if at is None:
        raise NotFound("review", review_id)
    return OpenedPerson(opened, ready, at, reading)


def person_page(
    opened: OpenedPerson, decide: DecideForm | None = None, adjusting: Adjusting | None = None,
    meanwhile: StandsNow | None = None,
) -> PersonPage:  # fmt: skip
    """The page, with the form that was sent and came back; `meanwhile` is what stands where somebody was faster to
    decide."""
    language = i18n.chosen_language()
    judgement = judgement_of(opened.reading.dossier, Variant.COMMITTEE, i18n.report_language())
    lines = _lines(opened, judgement, adjusting)
    shown = [line for line in lines if line.number or line.asked or line.judged.adjustment or stands_out(line.judged)]
    may_adjust, adjust_blockers = opened.against(Action.ADJUST)
    sends_back, send_back_blockers = opened.against(Action.SEND_BACK)
    form = decide or (adjusting.form if adjusting else None)
    return PersonPage(
        session=opened.session,
        live=live_of(opened.session, opened.head.id),
        report=records_of(opened.reading.dossier, Variant.COMMITTEE, i18n.report_language()),
        votes=votes_cast(opened.session, opened.review, _required(opened.sheet)) if opened.session.has_votes else None,
        notes=notes_part(opened.session, opened.review) if opened.session.has_votes else None,
        deciding=_deciding(opened, decide, meanwhile),
        rows=shown,
        others=[line for line in lines if line not in shown],
        adjust_blockers=adjust_blockers if may_adjust else _no_seat(opened),
        send_back=url_for("actions.confirm", review_id=opened.head.id, action=Action.SEND_BACK.value)
        if sends_back and not send_back_blockers else "",
        send_back_blockers=send_back_blockers,
        wrong=(*_wrong(form), *_overtaken(lines, meanwhile)),
        general=tuple(str(one) for one in form.form_errors) if form else (),
        number=opened.at + 1,
        of=len(opened.ready),
        before=opened.ready[opened.at - 1] if opened.at else None,
        after=opened.ready[opened.at + 1] if opened.at + 1 < len(opened.ready) else None,
        language=language,
    )  # fmt: skip


def decided_now(opened: OpenedPerson, standing: Decision) -> StandsNow:
    """What was decided meanwhile, in words."""
    return StandsNow(words(standing.by.name), outcome_label(standing.value, standing.later_on), standing.text)


def _deciding(opened: OpenedPerson, form: DecideForm | None, meanwhile: StandsNow | None) -> Deciding:
    sign_off, standing = opened.sheet.sign_off, opened.sheet.decision
    recommended = sign_off.recommendation if sign_off else None
    may, against = opened.against(Action.DECIDE)
    if may and not against and form is None:
        form = DecideForm.for_review(opened.head, standing)
    return Deciding(
        recommended=recommendation_label(recommended) if recommended else "",
        form=form,
        blockers=against if may else (),
        again=standing is not None,
        meanwhile=meanwhile,
    )


def _no_seat(opened: OpenedPerson) -> tuple[str, ...]:
    """Why somebody without a row for adjusting changes no rating; nothing where nobody can any more."""
    if opened.head.state is not State.SIGNED_OFF or Capacity.MEMBER in opened.sheet.capacities:
        return ()
    return (str(_("Committee members change ratings. You sit in this session as a facilitator.")),)


def _lines(opened: OpenedPerson, judgement: Judgement, adjusting: Adjusting | None) -> list[RatingLine]:
    may, against = opened.against(Action.ADJUST)
    asked = _questioned(opened)
    numbers, open_to_change = judgement.numbers, may and not against
    by_number = sorted(
        opened.ratings.values(), key=lambda one: numbers.get(one.expectation.id, len(opened.ratings) + 1)
    )
    return [
        _line(
            opened, judgement, one, asked.get(one.expectation.id, ""),
            adjusting or (_asked_for(opened, one) if open_to_change else None), open_to_change=open_to_change,
        )
        for one in by_number
    ]  # fmt: skip


def _line(
    opened: OpenedPerson, judgement: Judgement, one: Judged, asked: str, adjusting: Adjusting | None, *,
    open_to_change: bool,
) -> RatingLine:  # fmt: skip
    e, language = one.expectation, judgement.language
    flags = judgement.flags(one) if e.part is Part.CURRENT else ()
    open_here = adjusting if adjusting and adjusting.form.expectation.data == e.id else None
    adjust = _form_at(opened, e, "adjust") if open_to_change and not open_here else ""
    withdraw = _form_at(opened, e, "withdraw") if adjust and one.adjustment else ""
    return RatingLine(
        key=key_of(e),
        number=judgement.numbers.get(e.id, 0),
        judged=one,
        flags=tuple(flag_phrase(language, one, flag).to(language) for flag in flags),
        asked=asked,
        comparable=comparable_phrase(judgement, one).to(language) if stands_out(one) else "",
        reason=reason_of(one),
        adjust=adjust,
        withdraw=withdraw,
        adjusting=open_here,
    )


def _form_at(opened: OpenedPerson, expectation: Expectation, form: str) -> str:
    """The address that opens a form over a rating."""
    key = key_of(expectation)
    named: dict[str, Any] = {form: key}
    return url_for(
        "calibration.person", session_id=opened.session.id, review_id=opened.head.id, _anchor=key, **named
    )  # fmt: skip


def reason_of(judged: Judged) -> str:
    """Why the committee changed a rating, in words; '' where it did not."""
    if judged.adjustment is None:
        return ""
    code = judged.adjustment.reason_code
    return words(ADJUSTMENT_REASONS[code]) if code in ADJUSTMENT_REASONS else code.replace("_", " ")


def _asked_for(opened: OpenedPerson, judged: Judged) -> Adjusting | None:
    """The form that the address opens over this rating."""
    key = key_of(judged.expectation)
    withdraws = request.args.get("withdraw") == key and judged.adjustment is not None
    if not withdraws and request.args.get("adjust") != key:
        return None
    return adjusting_of(AdjustForm.for_rating(opened.head, judged), withdraws=withdraws)


def adjusting_of(form: AdjustForm, *, withdraws: bool, meanwhile: StandsNow | None = None) -> Adjusting:
    """An open form over a rating; where it withdraws a change, the sentence is a new one, and there is no value."""
    if withdraws:
        del form.value
        if not form.is_submitted():
            form.reason.data, form.reason_code.data = "", None
    return Adjusting(form, withdraws, meanwhile)


def _questioned(opened: OpenedPerson) -> Mapping[str, str]:
    """Who questions which rating, as the votes say."""
    names = {member.person.id: words(member.person.name) for member in opened.session.members}
    by: dict[str, list[str]] = {}
    for vote in opened.review.votes:
        if vote.expectation and vote.value is VoteValue.QUESTION:
            by.setdefault(vote.expectation, []).append(names.get(vote.by, vote.by))
    return {expectation: listed(who) for expectation, who in by.items()}


def _required(sheet: Sheet) -> dict[str, Text]:
    return {e.id: e.skill for e in sheet.to_rate(Part.CURRENT) if e.required}


def _overtaken(lines: Iterable[RatingLine], meanwhile: StandsNow | None) -> Iterable[tuple[str, str]]:
    """That somebody was faster, and where both versions stand: far down on a phone."""
    if meanwhile:
        said = str(_("Somebody decided while you were writing, so your decision was not recorded."))
        yield "deciding", error_naming(str(_("Decide on the level")), said)
    for line in lines:
        if line.adjusting and line.adjusting.meanwhile:
            said = str(_("Somebody changed this rating while you were writing, so your change was not recorded."))
            yield line.key, error_naming(words(line.judged.expectation.skill), said)


def _wrong(form: AnyForm | None) -> tuple[tuple[str, str], ...]:
    fields: Iterable[object] = form or ()
    return tuple(
        (field.id, error_naming(str(field.label.text), str(error)))  # type: ignore[attr-defined]
        for field in fields
        if field.type != "CSRFTokenField"  # type: ignore[attr-defined]
        for error in field.errors  # type: ignore[attr-defined]
    )
