"""Builds the gap report's records, which page and PDF share, from a dossier."""

from datetime import UTC, date, datetime, time

from graph.report.models import Dossier
from graph.review.enums import Part
from reports.errors import NotSigned
from reports.gap import record, rows, rules
from reports.gap.brief import brief
from reports.gap.judgement import Judgement
from reports.gap.models import GapReport, NextLevel, Variant
from reports.text import clean, each_text
from reports.wording import Language, Phrase, say, zoned_moment_phrase


def build(
    dossier: Dossier,
    variant: Variant = Variant.COMMITTEE,
    language: Language = "en",
    as_of: datetime | None = None,
    time_zone: str = "",
    meets_on: date | None = None,
    position: tuple[int, int] | None = None,
) -> GapReport:
    """What the gap report of `dossier` says to one kind of reader, in 'en', 'zh' or 'both'.

    `as_of` is the moment shown on each page, by the clocks of `time_zone`; by default the newest event in the record,
    so that the same content gives the same report, and the cycle's zone. `meets_on` is the day of the committee that
    it is for, by default of the session in which the review stands. `position` is the report's in a paper of several,
    as 14 of 60; alone it has none, since others' signing would change it. Texts are cleaned of control characters and
    bidirectional marks. Raises NotSigned unless `blank`.
    """
    dossier = each_text(dossier, clean)
    sheet = dossier.sheet
    if variant is not Variant.BLANK and sheet.sign_off is None:
        raise NotSigned(sheet.head.id)
    judgement = judgement_of(dossier, variant, language)
    moment = as_of or _newest(dossier)
    as_of_phrase = zoned_moment_phrase(moment, language, time_zone or sheet.head.cycle.time_zone)
    confidential = record.confidential(judgement, as_of_phrase, meets_on)
    of_several = record.position_phrase(position, language) if position else Phrase()
    return _report(judgement, moment, confidential, of_several)


def judgement_of(dossier: Dossier, variant: Variant, language: Language) -> Judgement:
    """The dossier as the rules judge it for one kind of reader."""
    current = rules.judge(dossier.sheet, Part.CURRENT)
    off = rules.off_line(current, flagged_first=variant is Variant.COMMITTEE)
    target = rules.judge(dossier.sheet, Part.TARGET)
    return Judgement(dossier, variant, language, current, target, () if variant is Variant.BLANK else off)


def _report(judgement: Judgement, moment: datetime, confidential: tuple[Phrase, ...], position: Phrase) -> GapReport:
    """The report's records. A blank form has the expectations alone, whatever the review says by now."""
    sheet, blank = judgement.dossier.sheet, judgement.variant is Variant.BLANK
    return GapReport(
        review=sheet.head.id,
        variant=judgement.variant,
        language=judgement.language,
        title=record.title(judgement),
        confidential=confidential,
        position=position,
        created=sheet.sign_off.at if sheet.sign_off else moment,
        as_of=moment,
        revision=sheet.head.revision,
        brief=None if blank else brief(judgement),
        groups=rows.blank_groups(judgement, judgement.current) if blank else rows.groups(judgement, judgement.current),
        differences=() if blank else rows.discussions(judgement, [j for j in _asked(judgement) if j.differs]),
        comments=() if blank else rows.discussions(judgement, [j for j in _asked(judgement) if not j.differs]),
        evidence=() if blank else rows.proofs(judgement),
        next_level=_blank_next(judgement) if blank else rows.next_level(judgement),
        statement="" if blank else sheet.statement.strip(),
        share_note="" if blank else sheet.head.share_note.strip(),
        record=() if blank else record.entries(judgement),
        time_zone=sheet.head.cycle.time_zone,
        seal=record.seal(judgement),
    )


def _asked(judgement: Judgement) -> tuple[rules.Judged, ...]:
    return (*judgement.current, *(j for j in judgement.target if not j.expectation.unchanged))


def _blank_next(judgement: Judgement) -> NextLevel:
    language, target = judgement.language, judgement.dossier.sheet.head.target
    if target is None:
        return NextLevel(Phrase(), (), (), (), Phrase())
    title = say(language, "Expected at %(level)s", level=target.level)
    same = sum(j.expectation.unchanged for j in judgement.target)
    note = say(language, "Not asked again because the text is the same as at the current level: %(n)d.", n=same)
    return NextLevel(title, (), rows.blank_groups(judgement, judgement.target), (), note)


def _newest(dossier: Dossier) -> datetime:
    """The newest moment of the record; for a review without one, the opening of its cycle."""
    sheet = dossier.sheet
    moments = [event.at for event in dossier.history] + ([sheet.sign_off.at] if sheet.sign_off else [])
    return max(moments, default=datetime.combine(sheet.head.cycle.opens_on, time(), UTC))
