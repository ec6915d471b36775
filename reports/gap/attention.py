"""Look here: what the committee's attention is asked for, in words, with how comparable people were rated."""

from graph.review.enums import Value
from reports.gap import rules
from reports.gap.judgement import Judgement
from reports.gap.models import AttentionNote
from reports.gap.rules import Flag, Judged
from reports.wording import Language, Phrase, joined, month_phrase, say, say_n, show, value_phrase

_ORDER = (Value.EXCEEDS, Value.MEETS, Value.DEVELOPING, Value.NOT_YET, Value.NOT_OBSERVED)


def look_here(judgement: Judgement) -> tuple[AttentionNote, ...]:
    """The lines of "look here": one a flagged rating, then the notes; none for readers who are not shown flags."""
    numbers = judgement.numbers
    flags = (_flag_line(judgement, judged, numbers.get(judged.expectation.id)) for judged in judgement.flagged)
    return (*flags, *notes(judgement))


def notes(judgement: Judgement) -> tuple[AttentionNote, ...]:
    """What deserves a look beside the flagged ratings: how many are met without evidence; new in the role."""
    if not judgement.flagging:
        return ()
    language, head = judgement.language, judgement.dossier.sheet.head
    lines = []
    bare = sum(Flag.NO_EVIDENCE in rules.flags(j) for j in judgement.current)
    if bare:
        text = say_n(
            language,
            "%(count)d required expectation is rated “meets” or above without evidence.",
            "%(count)d required expectations are rated “meets” or above without evidence.",
            bare,
        )
        lines.append(AttentionNote(text, (), "gaps"))
    if rules.new_in_role(head.level_since, head.cycle.manager_due) and head.level_since:
        since = month_phrase(head.level_since, language)
        lines.append(AttentionNote(say(language, "New at this level: since %(month)s.", month=since)))
    return tuple(lines)


def _flag_line(judgement: Judgement, judged: Judged, number: int | None) -> AttentionNote:
    language = judgement.language
    lead = say(language, "Row %(n)d", n=number) if number else show(language, judged.expectation.skill)
    reasons = joined(
        language, [flag_phrase(language, judged, f) for f in rules.flags(judged) if f is not Flag.NO_EVIDENCE]
    )
    others = comparable_phrase(judgement, judged)
    if others:
        text = say(language, "%(lead)s: %(reasons)s. %(others)s", lead=lead, reasons=reasons, others=others)
    else:
        text = say(language, "%(lead)s: %(reasons)s.", lead=lead, reasons=reasons)
    return AttentionNote(text, (number,) if number else ())


def flag_phrase(language: Language, judged: Judged, flag: Flag) -> Phrase:
    """One flag of one row in words."""
    if flag is Flag.TWO_APART:
        if judged.apart > 2:
            return say(language, "self and manager three steps apart")
        return say(language, "self and manager two steps apart")
    if flag is Flag.NO_EVIDENCE:
        return say(language, "no evidence is listed")
    last = value_phrase(judged.last_value, language)
    if judged.moved > 2:
        return say(language, "three steps from last cycle's “%(last)s”", last=last)
    return say(language, "two steps from last cycle's “%(last)s”", last=last)


def comparable_phrase(judgement: Judgement, judged: Judged) -> Phrase:
    """How people of the same level under other managers were rated; nothing where too few were."""
    comparable = judgement.dossier.comparables.get(judged.expectation.id)
    if comparable is None or not comparable.people:
        return Phrase()
    language = judgement.language
    counts = [
        say(language, "%(count)d\u00a0%(value)s", count=comparable.counts[value], value=value)
        for value in _ORDER
        if comparable.counts.get(value)
    ]
    people = say_n(language, "%(count)d person", "%(count)d people", comparable.people)
    managers = say_n(language, "%(count)d manager", "%(count)d managers", comparable.managers)
    return say(
        language,
        "Same level elsewhere (%(people)s, %(managers)s): %(counts)s.",
        people=people,
        managers=managers,
        counts=joined(language, counts),
    )
