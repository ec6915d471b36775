"""Words of the brief: the question first, the counts, the rows off the line, strengths, where to look."""

from graph.workflow.labels import RECOMMENDATIONS
from reports.gap import rules
from reports.gap.attention import look_here
from reports.gap.counts import counts_phrase
from reports.gap.judgement import Judgement
from reports.gap.models import Brief, BriefRow, Mark, Quote, Strength, Variant
from reports.gap.question import ask, question
from reports.gap.rows import gaps_title, next_first
from reports.gap.rules import Judged
from reports.wording import (
    Language,
    Phrase,
    day_of,
    day_phrase,
    joined,
    listed,
    outcome_phrase,
    say,
    say_n,
    show,
    value_phrase,
)

LOOK_LINES = 6


def brief(judgement: Judgement) -> Brief:
    """The page that stands alone."""
    language, sheet = judgement.language, judgement.dossier.sheet
    signature = sheet.sign_off
    rows = tuple(_row(judgement, j, n) for n, j in enumerate(judgement.off[: rules.ROWS_ON_BRIEF], start=1))
    left = len(judgement.off) - len(rows)
    look = look_here(judgement)
    asked = next_first(judgement) if judgement.variant is Variant.EMPLOYEE else ()
    strong = rules.strengths(judgement.current)
    return Brief(
        decide=say(language, "To decide") if judgement.deciding else say(language, "Summary"),
        question=question(judgement),
        ask=ask(judgement) if judgement.deciding else Phrase(),
        outcome=_outcome(judgement),
        outcome_sentence=judgement.outcome.text if judgement.outcome else "",
        sentences=signature.sentences if signature else "",
        signer=show(language, signature.by.name) if signature else Phrase(),
        required=counts_phrase(language, rules.count(judgement.current, required=True)),
        optional=counts_phrase(language, rules.count(judgement.current, required=False), required=False),
        notes=_notes(judgement),
        rows_title=_rows_title(judgement),
        rows=rows,
        rows_empty=Phrase() if rows else say(language, "No required expectation is unmet or disputed."),
        more=say_n(language, "and %(count)d more", "and %(count)d more", left) if left else Phrase(),
        with_last=judgement.comparing,
        with_calibrated=any(row.calibrated for row in rows),
        strengths=tuple(_strength(language, j) for j in strong),
        strengths_empty=Phrase() if strong else say(language, "None: no expectation is rated as met by both sides."),
        next_title=_next_title(judgement) if asked else Phrase(),
        next_first=asked,
        look=look[:LOOK_LINES],
        look_more=_look_more(language, len(look) - LOOK_LINES),
        left_out=_left_out(judgement),
        pen=judgement.deciding,
    )


def _next_title(judgement: Judgement) -> Phrase:
    language, levels = judgement.language, judgement.dossier.sheet.head.next_levels
    if not levels:
        return say(language, "What the next level asks first")
    level = listed(language, [show(language, one) for one in levels])
    return say(language, "What %(level)s asks first", level=level)


def _outcome(judgement: Judgement) -> Phrase:
    """What was decided: by a committee; without one, what the manager recommends."""
    language, sheet = judgement.language, judgement.dossier.sheet
    head, signature, decision = sheet.head, sheet.sign_off, judgement.outcome
    if decision:
        outcome = outcome_phrase(decision.value, decision.later_on, language)
        if judgement.final:
            return say(language, "Outcome: %(outcome)s", outcome=outcome)
        return say(language, "Decided so far: %(outcome)s", outcome=outcome)
    if judgement.final:
        return _calibrated(judgement)
    if signature is None or signature.recommendation is None or not head.recommendation_decides:
        return Phrase()
    return say(language, "Outcome: %(outcome)s", outcome=RECOMMENDATIONS[signature.recommendation])


def _calibrated(judgement: Judgement) -> Phrase:
    """When a committee locked the review, and how many ratings it changed; nothing where none did."""
    language, sheet = judgement.language, judgement.dossier.sheet
    if not judgement.final or sheet.head.calibration is None:
        return Phrase()
    on = day_phrase(day_of(sheet.head.calibration.at, sheet.head.cycle.time_zone), language)
    changed = sum(a.standing for a in sheet.adjustments)
    if not changed:
        return say(language, "Calibrated on %(day)s: no rating changed", day=on)
    return say_n(
        language,
        "Calibrated on %(day)s: %(count)d rating changed",
        "Calibrated on %(day)s: %(count)d ratings changed",
        changed,
        day=on,
    )


def _notes(judgement: Judgement) -> tuple[Phrase, ...]:
    language, head = judgement.language, judgement.dossier.sheet.head
    notes = []
    if judgement.outcome and judgement.final:
        notes.append(_calibrated(judgement))
    if head.proceeded_without:
        notes.append(say(language, "Without a self-assessment: none was submitted in time."))
    agreed = sum(bool(j.theirs and j.theirs.agreed) for j in judgement.current)
    if agreed:
        notes.append(
            say_n(
                language,
                "%(count)d rating was agreed in bulk, with the rest of its category.",
                "%(count)d ratings were agreed in bulk, with the rest of their category.",
                agreed,
            )
        )
    if head.not_calibrated:
        notes.append(say(language, "Not calibrated: %(reason)s", reason=head.not_calibrated))
    return tuple(notes)


def _row(judgement: Judgement, judged: Judged, number: int) -> BriefRow:
    language, e = judgement.language, judged.expectation
    return BriefRow(
        number=number,
        expectation=e.id,
        skill=show(language, e.skill),
        required=e.required,
        mark=Mark.of(judged.self_value, judged.manager_value, judged.calibrated, language),
        mine=value_phrase(judged.self_value, language),
        theirs=value_phrase(judged.manager_value, language),
        calibrated=value_phrase(judged.calibrated, language) if judged.calibrated else Phrase(),
        last=value_phrase(judged.last_value, language) if judged.last_value else Phrase(),
        line=_quote(language, judged),
        flagged=judgement.flagging and rules.stands_out(judged),
    )


def _strength(language: Language, judged: Judged) -> Strength:
    return Strength(
        show(language, judged.expectation.skill), value_phrase(judged.value, language), _quote(language, judged)
    )


def _quote(language: Language, judged: Judged) -> Quote:
    found = rules.words_of(judged)
    by = show(language, found[0].author.name) if found else Phrase()
    return Quote(found[1] if found else "", by, rules.evidence_of(judged))


def _rows_title(judgement: Judgement) -> Phrase:
    """What every row is: not met, or not met by one side alone."""
    language, off = judgement.language, judgement.off
    if not off:
        return say(language, "Required")
    if not all(j.expectation.required for j in off):
        return say(language, "Not met, or self rates it so; optional ones two steps apart")
    if all(not j.met for j in off):
        return gaps_title(language, off)
    return say(language, "Required: not met, or self rates it so")


def _look_more(language: Language, left: int) -> Phrase:
    return say_n(language, "and %(count)d more line", "and %(count)d more lines", left) if left > 0 else Phrase()


def _left_out(judgement: Judgement) -> Phrase:
    language = judgement.language
    required = [j for j in judgement.current if j.expectation.required and j not in judgement.off]
    optional = sum(not j.expectation.required and j not in judgement.off for j in judgement.current)
    same = sum(j.self_value is j.manager_value for j in required)
    parts = [say(language, "%(count)d required and met, both sides agree on %(same)d", count=len(required), same=same)]
    if optional:
        parts.append(say(language, "%(count)d optional", count=optional))
    if not judgement.comparing:
        parts.append(say(language, "no last cycle to compare with"))
    return say(language, "Not listed: %(what)s; all are in the gap table", what=joined(language, parts))
