"""Words of the brief: the question first, the counts, the rows off the line, strengths, where to look."""

from graph.workflow.labels import RECOMMENDATIONS
from reports.gap import rules
from reports.gap.attention import look_here
from reports.gap.judgement import Judgement
from reports.gap.models import Brief, BriefRow, Mark, Strength
from reports.gap.question import question
from reports.gap.rules import Counts, Judged
from reports.wording import Language, Phrase, joined, say, say_n, show, value_phrase

LOOK_LINES = 6


def brief(judgement: Judgement) -> Brief:
    """The page that stands alone."""
    language, sheet = judgement.language, judgement.dossier.sheet
    signature = sheet.sign_off
    rows = tuple(_row(judgement, j, n) for n, j in enumerate(judgement.off[: rules.ROWS_ON_BRIEF], start=1))
    left = len(judgement.off) - len(rows)
    look = look_here(judgement)
    strong = rules.strengths(judgement.current)
    required_only = all(row.required for row in rows)
    return Brief(
        decide=say(language, "To decide") if judgement.flagging else say(language, "Summary"),
        question=question(judgement),
        recommendation=_recommendation(judgement),
        sentences=signature.sentences if signature else "",
        signer=show(language, signature.by.name) if signature else Phrase(),
        required=counts_phrase(language, rules.count(judgement.current, required=True)),
        optional=counts_phrase(language, rules.count(judgement.current, required=False), required=False),
        notes=_notes(judgement),
        rows_title=say(language, "Required: not met or disputed")
        if required_only
        else say(language, "Not met or disputed"),
        rows=rows,
        rows_empty=Phrase() if rows else say(language, "No required expectation is unmet or disputed."),
        more=say_n(language, "and %(count)d more", "and %(count)d more", left) if left else Phrase(),
        with_last=judgement.comparing,
        with_calibrated=any(row.calibrated for row in rows),
        strengths=tuple(_strength(language, j) for j in strong),
        strengths_empty=Phrase() if strong else say(language, "None: no expectation is rated as met by both sides."),
        look=look[:LOOK_LINES],
        look_more=_look_more(language, len(look) - LOOK_LINES),
        left_out=_left_out(judgement),
        pen=judgement.flagging,
    )


def _recommendation(judgement: Judgement) -> Phrase:
    """What the signer recommends; the employee reads it where it is the outcome, else nothing."""
    language, head, signature = judgement.language, judgement.dossier.sheet.head, judgement.dossier.sheet.sign_off
    if signature is None:
        return Phrase()
    if signature.recommendation is None:
        return say(language, "No recommendation was recorded.") if judgement.flagging else Phrase()
    said = show(language, RECOMMENDATIONS[signature.recommendation])
    if head.recommendation_decides and not judgement.flagging:
        return say(language, "Outcome: %(outcome)s", outcome=said)
    return say(language, "%(name)s recommends: %(recommendation)s", name=signature.by.name, recommendation=said)


def counts_phrase(language: Language, counts: Counts, *, required: bool = True) -> Phrase:
    """The counts in words, never 0 of 0: "31 of 34 met, 2 unmet, 1 not observed (last cycle 28)"."""
    if not counts.total:
        if required:
            return say(language, "nothing is required at this level")
        return say(language, "nothing is optional at this level")
    parts = [say(language, "%(met)d of %(total)d met", met=counts.met, total=counts.total)]
    if counts.unmet:
        parts.append(say(language, "%(count)d not met", count=counts.unmet))
    if counts.not_observed:
        parts.append(say(language, "%(count)d not observed", count=counts.not_observed))
    if counts.not_rated:
        parts.append(say(language, "%(count)d not rated", count=counts.not_rated))
    said = joined(language, parts)
    if counts.last_met is None or not required:
        return said
    if counts.last_total in (0, counts.total):
        return say(language, "%(counts)s (last cycle %(last)d)", counts=said, last=counts.last_met)
    return say(
        language, "%(counts)s (last cycle %(last)d of %(total)d that can be compared)",
        counts=said, last=counts.last_met, total=counts.last_total,
    )  # fmt: skip


def _notes(judgement: Judgement) -> tuple[Phrase, ...]:
    language, head = judgement.language, judgement.dossier.sheet.head
    notes = []
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
        line=rules.evidence_line(judged),
        flagged=judgement.flagging and rules.stands_out(judged),
    )


def _strength(language: Language, judged: Judged) -> Strength:
    line = rules.evidence_line(judged)
    return Strength(show(language, judged.expectation.skill), value_phrase(judged.value, language), line)


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
