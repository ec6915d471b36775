"""The gap table, the differences, the comments, the evidence and the next level, in words."""

from collections.abc import Iterable, Sequence

from graph.review.enums import Part
from graph.review.models import Adjustment, Evidence, Expectation, Rating
from graph.workflow.labels import ADJUSTMENT_REASONS
from reports.gap import rules
from reports.gap.attention import flag_phrase
from reports.gap.counts import counts_phrase, not_met
from reports.gap.judgement import Judgement
from reports.gap.models import Change, Comment, Discussion, Group, Mark, NextLevel, NextRow, Proof, Row, Variant
from reports.gap.rules import Judged
from reports.wording import Language, Phrase, _, day_of, day_phrase, listed, plain, say, show, value_phrase

_FROM_THE_LINE = {
    -2: _("two steps below"),
    -1: _("one step below"),
    0: _("as expected"),
    1: _("above expectation"),
}
FIRST_OF_NEXT = 3
"""How much of the next level the employee's brief says first."""
_APART = {1: _("one step apart"), 2: _("two steps apart"), 3: _("three steps apart")}


def reason_phrase(code: str, language: Language) -> Phrase:
    """Why a committee changed a rating, by the code of its reason; a code of an earlier version as it is."""
    reason = ADJUSTMENT_REASONS.get(code)
    return show(language, reason) if reason else plain(language, code.replace("_", " "))


def gap_phrase(judged: Judged, language: Language) -> Phrase:
    """How far what stands is from the line, and how far the two sides are apart."""
    value = judged.value
    if value is None:
        return say(language, "not rated")
    if value.step is None:
        return say(language, "not observed")
    line = say(language, _FROM_THE_LINE[value.step])
    if not judged.apart:
        return line
    return say(language, "%(line)s, %(apart)s", line=line, apart=say(language, _APART[judged.apart]))


def groups(judgement: Judgement, judged: Iterable[Judged]) -> tuple[Group, ...]:
    """The rows as groups, required gaps first; groups without rows are left out."""
    language = judgement.language
    parts: dict[str, list[Judged]] = {"gaps": [], "met": [], "optional": []}
    numbers = judgement.numbers
    for one in sorted(judged, key=lambda j: numbers.get(j.expectation.id, len(numbers) + 1)):
        kind = "optional" if not one.expectation.required else "met" if one.met else "gaps"
        parts[kind].append(one)
    titles = {
        "gaps": gaps_title(language, parts["gaps"]),
        "met": say(language, "Required: %(count)d met", count=len(parts["met"])),
        "optional": say(language, "Optional: %(count)d", count=len(parts["optional"])),
    }
    return tuple(
        Group(titles[kind], tuple(_row(judgement, one) for one in rows)) for kind, rows in parts.items() if rows
    )


def gaps_title(language: Language, gaps: Sequence[Judged]) -> Phrase:
    """What all required gaps are, and how many: what nobody could observe, or nobody rated, is not called unmet."""
    counts = rules.count(gaps, required=True)
    return say(language, "Required: %(kinds)s", kinds=listed(language, not_met(language, counts)))


def blank_groups(judgement: Judgement, judged: Iterable[Judged]) -> tuple[Group, ...]:
    """The rows to prepare on paper, by category, without ratings; unchanged target texts are not asked again."""
    to_rate = [one for one in judged if not one.expectation.unchanged]
    titles = {one.expectation.category_key: show(judgement.language, one.expectation.category) for one in to_rate}
    return tuple(
        Group(title, tuple(_row(judgement, one) for one in to_rate if one.expectation.category_key == key))
        for key, title in titles.items()
    )


def _row(judgement: Judgement, judged: Judged) -> Row:
    language, e = judgement.language, judged.expectation
    adjustments = [a for a in judgement.dossier.sheet.adjustments if a.expectation == e.id]
    return Row(
        expectation=e.id,
        number=judgement.numbers.get(e.id, 0),
        skill=show(language, e.skill),
        category=show(language, e.category),
        required=say(language, "required") if e.required else say(language, "optional"),
        is_required=e.required,
        mark=Mark.of(judged.self_value, judged.manager_value, judged.calibrated, language),
        mine=value_phrase(judged.self_value, language),
        theirs=value_phrase(judged.manager_value, language),
        calibrated=value_phrase(judged.calibrated, language) if judged.calibrated else Phrase(),
        last=value_phrase(judged.last_value, language) if judged.last_value else Phrase(),
        gap=gap_phrase(judged, language),
        text=show(language, e.text) or say(language, "The framework gives no text for this expectation."),
        notes=_row_notes(judgement, judged),
        changes=tuple(_change(judgement, judged, a) for a in sorted(adjustments, key=lambda a: a.at)),
    )


def _row_notes(judgement: Judgement, judged: Judged) -> tuple[Phrase, ...]:
    language = judgement.language
    notes = [flag_phrase(language, judged, flag) for flag in judgement.flags(judged)]
    sheet = judgement.dossier.sheet
    former = sheet.other_author(judged.theirs)
    if judged.theirs and former:
        on = day_phrase(day_of(judged.theirs.saved_at, sheet.head.cycle.time_zone), language)
        notes.append(say(language, "rated by %(name)s, %(day)s", name=former.name, day=on))
    if judged.theirs and judged.theirs.agreed:
        notes.append(say(language, "agreed in bulk with its category"))
    if judged.expectation.unchanged and judgement.variant is not Variant.BLANK:
        notes.append(say(language, "the same text as at the current level, not asked again"))
    return tuple(notes)


def _change(judgement: Judgement, judged: Judged, adjustment: Adjustment) -> Change:
    language, zone = judgement.language, judgement.dossier.sheet.head.cycle.time_zone
    text = say(
        language,
        "Calibrated from “%(before)s” to “%(after)s” on %(day)s, %(by)s: %(reason)s.",
        before=value_phrase(judged.manager_value, language),
        after=value_phrase(adjustment.value, language),
        day=day_phrase(day_of(adjustment.at, zone), language),
        by=say(language, "calibration committee")
        if judgement.variant is Variant.EMPLOYEE
        else show(language, adjustment.by.name),
        reason=reason_phrase(adjustment.reason_code, language),
    )
    if not adjustment.standing:
        text = say(language, "%(change)s This adjustment no longer applies.", change=text)
    return Change(text, adjustment.text, adjustment.standing)


def discussions(judgement: Judgement, judged: Iterable[Judged]) -> tuple[Discussion, ...]:
    """What both sides wrote on each of these rows, side by side; rows that agree without a word are left out."""
    language = judgement.language
    discussions = []
    for one in judged:
        mine, theirs = _comment(one.mine, language), _comment(one.theirs, language)
        if one.differs or any(side and (side.text or side.reason) for side in (mine, theirs)):
            mark = Mark.of(one.self_value, one.manager_value, one.calibrated, language)
            skill = show(language, one.expectation.skill)
            discussions.append(Discussion(skill, _towards(judgement, one), mark, mine, theirs))
    return tuple(discussions)


def _towards(judgement: Judgement, judged: Judged) -> Phrase:
    """The target level, where the row belongs to that."""
    target = judgement.dossier.sheet.head.target
    if judged.expectation.part is Part.TARGET and target:
        return say(judgement.language, "(for %(level)s)", level=target.level)
    return Phrase()


def _comment(rating: Rating | None, language: Language) -> Comment | None:
    if rating is None:
        return None
    return Comment(value_phrase(rating.value, language), rating.comment.strip(), rating.reason.strip())


def proofs(judgement: Judgement) -> tuple[Proof, ...]:
    """Every piece of evidence that a rating in the report names, oldest first, with the skills that it serves."""
    language, zone = judgement.language, judgement.dossier.sheet.head.cycle.time_zone
    pieces: dict[str, Evidence] = {}
    serves: dict[str, dict[str, Phrase]] = {}
    for judged in (*judgement.current, *(t for t in judgement.target if not t.expectation.unchanged)):
        for rating in (judged.mine, judged.theirs):
            for piece in rating.evidence if rating else ():
                pieces[piece.id] = piece
                serves.setdefault(piece.id, {})[judged.expectation.skill_key] = show(language, judged.expectation.skill)
    ordered = sorted(pieces.values(), key=lambda p: (p.added_at, p.id))
    return tuple(
        Proof(
            p.title, p.url, p.note.strip(), day_phrase(day_of(p.added_at, zone), language), tuple(serves[p.id].values())
        )
        for p in ordered
    )


def next_level(judgement: Judgement) -> NextLevel:
    """The target level with its ratings; without a target, the texts of the level above that differ."""
    language, sheet = judgement.language, judgement.dossier.sheet
    target = sheet.head.target
    if target is not None:
        return _target_level(judgement)
    above = [e for e in sheet.expectations if e.part is Part.CURRENT and e.next_level]
    other = [e for e in above if _grows(e)]
    level = above[0].next_level if above else None
    title = (
        say(language, "Expected at %(level)s", level=level) if level else say(language, "What the next level expects")
    )
    if not above:
        note = say(language, "There is no level above this one.")
    elif not other:
        note = say(language, "The next level expects the same of every skill in this report.")
    else:
        note = say(
            language,
            "No target level was chosen, so nothing is rated here. Not listed because the text stays the same: %(n)d.",
            n=len(above) - len(other),
        )
    texts = tuple(
        NextRow(
            show(language, e.skill),
            say(language, "required") if e.next_required else say(language, "optional"),
            e.next_required,
            show(language, e.next_text),
        )
        for e in sorted(other, key=lambda e: e.order)
    )
    return NextLevel(title, (), (), texts, note)


def _target_level(judgement: Judgement) -> NextLevel:
    language, target = judgement.language, judgement.dossier.sheet.head.target
    counts = rules.count(judgement.target, required=True)
    optional = rules.count(judgement.target, required=False)
    lines = [say(language, "Required: %(counts)s", counts=counts_phrase(language, counts))]
    if optional.total:
        lines.append(say(language, "Optional: %(counts)s", counts=counts_phrase(language, optional, required=False)))
    assert target is not None
    return NextLevel(
        title=say(language, "Expected at %(level)s", level=target.level),
        counts=tuple(lines),
        groups=groups(judgement, judgement.target),
        texts=(),
        note=say(language, "The target level is listed separately; nothing here counts towards the current one."),
    )


def next_first(judgement: Judgement) -> tuple[NextRow, ...]:
    """What the next level asks first: of a target what is required and not met, else the required texts that differ;
    what other skills build on comes before them."""
    language = judgement.language
    if judgement.dossier.sheet.head.target:
        rows = [j for j in judgement.target if j.expectation.required and not j.met]
        asked = [(e.skill, e.text) for e in rules.by_prerequisite(rows)]
    else:
        rows = [j for j in judgement.current if j.expectation.next_required and _grows(j.expectation)]
        asked = [(e.skill, e.next_text) for e in rules.by_prerequisite(rows)]
    required = say(language, "required")
    return tuple(
        NextRow(show(language, skill), required, True, show(language, text)) for skill, text in asked[:FIRST_OF_NEXT]
    )


def _grows(e: Expectation) -> bool:
    return bool(e.next_text) and e.next_text != e.text
