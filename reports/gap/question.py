"""The question of the brief, the decision first: is the level right, ready for the next one, or confirm it."""

from collections.abc import Sequence

from graph.review.enums import Recommendation
from graph.workflow.labels import RECOMMENDATIONS
from reports.gap import rules
from reports.gap.counts import not_met
from reports.gap.judgement import Judgement
from reports.gap.rules import Counts
from reports.wording import Language, Phrase, cut_phrase, joined, listed, plain, say, say_n, show

NAME = 40
"""Characters of a skill's name: the brief is one page."""
NAMES = 3
"""How many flagged ratings without a number the question names; of more it names one fewer, and says how many are left.

Each of them stands in "look here" or, past the lines of that, in the gap table.
"""


def question(judgement: Judgement) -> Phrase:
    """What the committee decides. Other readers are told how many are met; a committee whose level is settled also what
    the manager recommended."""
    language = judgement.language
    if not judgement.deciding:
        counted = _with_target(judgement, _met(judgement))
        if not judgement.flagging or judgement.decision.recommendation is None:
            return counted
        return say(language, "%(counts)s %(recommends)s", counts=counted, recommends=_recommends(judgement))
    asked = _asked(judgement)
    flagged = _flagged_phrase(judgement)
    if not flagged:
        return asked
    return say(language, "%(question)s Look at %(flagged)s.", question=asked, flagged=flagged)


def ask(judgement: Judgement) -> Phrase:
    """The question alone, for the line that a pen answers with yes, no or later."""
    language, head, decision = judgement.language, judgement.dossier.sheet.head, judgement.decision
    level = show(language, head.level.level)
    if decision.recommendation is Recommendation.NEXT and head.next_levels:
        return say(language, "Ready for %(level)s?", level=_next(judgement))
    if decision.in_question:
        return say(language, "Is %(level)s right?", level=level)
    if head.target:
        return say(language, "Confirm %(level)s, not yet %(target)s?", level=level, target=head.target.level)
    return say(language, "Confirm %(level)s?", level=level)


def _next(judgement: Judgement) -> Phrase:
    language = judgement.language
    return listed(language, [show(language, name) for name in judgement.dossier.sheet.head.next_levels])


def _asked(judgement: Judgement) -> Phrase:
    """The question with its counts and what the manager recommends of it."""
    language, decision = judgement.language, judgement.decision
    counts = rules.count(judgement.current, required=True)
    asked, level = ask(judgement), show(language, judgement.dossier.sheet.head.level.level)
    if decision.recommendation is not Recommendation.NEXT and decision.in_question and counts.total:
        return say(
            language,
            "%(met)d of %(total)d required met at %(level)s: is %(level)s right? %(recommends)s",
            met=counts.met,
            total=counts.total,
            level=level,
            recommends=_recommends(judgement),
        )
    facts = _facts(judgement, counts)
    name = _signer(judgement)
    if decision.recommendation is None:
        return say(language, "%(question)s %(facts)s; no recommendation was recorded.", question=asked, facts=facts)
    if decision.recommendation is Recommendation.BELOW:  # nothing is required that could be counted
        return say(language, "%(question)s %(facts)s. %(recommends)s", question=asked, facts=facts,
                   recommends=_recommends(judgement))  # fmt: skip
    return say(language, "%(question)s %(facts)s; %(name)s recommends it.", question=asked, facts=facts, name=name)


def _signer(judgement: Judgement) -> Phrase:
    signature = judgement.dossier.sheet.sign_off
    return show(judgement.language, signature.by.name) if signature else Phrase()


def _recommends(judgement: Judgement) -> Phrase:
    language, recommendation = judgement.language, judgement.decision.recommendation
    if recommendation is None:
        return say(language, "No recommendation was recorded.")
    said = RECOMMENDATIONS[recommendation]
    return say(language, "%(name)s recommends: %(recommendation)s.", name=_signer(judgement), recommendation=said)


def _facts(judgement: Judgement, counts: Counts) -> Phrase:
    """How many required expectations are met: at the level, and at the one that is asked about."""
    language, head = judgement.language, judgement.dossier.sheet.head
    own = (counts, show(language, head.level.level))
    if head.target:
        asked = (rules.count(judgement.target, required=True), show(language, head.target.level))
        ready = judgement.decision.recommendation is Recommendation.NEXT
        first, second = (asked, own) if ready else (own, asked)
        return joined(language, [_at(language, *first), _also_at(language, *second)])
    if judgement.decision.recommendation is Recommendation.NEXT or not counts.total:
        return _at(language, *own)
    met = say(language, "%(met)d of %(total)d required met", met=counts.met, total=counts.total)
    parts = [met, *not_met(language, counts)]
    if counts.met == counts.total and not judgement.off:
        parts.append(say(language, "nothing disputed"))
    return joined(language, parts)


def _at(language: Language, counts: Counts, level: Phrase) -> Phrase:
    if not counts.total:
        return say(language, "Nothing is required at %(level)s", level=level)
    return say(
        language, "%(met)d of %(total)d required met at %(level)s", met=counts.met, total=counts.total, level=level
    )


def _also_at(language: Language, counts: Counts, level: Phrase) -> Phrase:
    """The same of a second level."""
    if not counts.total:
        return say(language, "nothing is required at %(level)s", level=level)
    return say(language, "%(met)d of %(total)d at %(level)s", met=counts.met, total=counts.total, level=level)


def _flagged_phrase(judgement: Judgement) -> Phrase:
    """Every flagged rating: by its number on the brief, else by its skill; nothing if there is none."""
    language, numbers = judgement.language, judgement.numbers
    numbered = [numbers[j.expectation.id] for j in judgement.flagged if j.expectation.id in numbers]
    rows = say_n(
        language, "row %(numbers)s", "rows %(numbers)s", len(numbered), numbers=numbers_phrase(language, numbered)
    )
    others = [j for j in judgement.flagged if j.expectation.id not in numbers]
    if not others:
        return rows if numbered else Phrase()
    few = others if len(others) <= NAMES else others[: NAMES - 1]
    names = [say(language, "“%(skill)s”", skill=cut_phrase(show(language, j.expectation.skill), NAME)) for j in few]
    left = len(others) - len(few)
    if left:
        named = say(language, "%(names)s and %(count)d more", names=listed(language, names), count=left)
    else:
        named = _all_of(language, names)
    return say(language, "%(rows)s and %(names)s", rows=rows, names=named) if numbered else named


def numbers_phrase(language: Language, numbers: Sequence[int]) -> Phrase:
    """Row numbers in words: "1", "1 and 3", "1, 2 and 5"; four or more in a row as "1 to 5"."""
    if len(numbers) > 3 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return say(language, "%(first)d to %(last)d", first=numbers[0], last=numbers[-1])
    return _all_of(language, [plain(language, str(n)) for n in numbers])


def _all_of(language: Language, things: Sequence[Phrase]) -> Phrase:
    """Things in a row with the word for "and" before the last."""
    if len(things) < 2:
        return things[0] if things else Phrase()
    return say(language, "%(first)s and %(last)s", first=listed(language, things[:-1]), last=things[-1])


def _met(judgement: Judgement) -> Phrase:
    language = judgement.language
    counts = rules.count(judgement.current, required=True)
    if counts.total and counts.not_observed == counts.total:
        return say(language, "None of the required expectations could be observed.")
    if counts.total:
        return say(language, "%(met)d of %(total)d required met.", met=counts.met, total=counts.total)
    return say(language, "Nothing is required at this level.")


def _with_target(judgement: Judgement, first: Phrase) -> Phrase:
    language, target = judgement.language, judgement.dossier.sheet.head.target
    if target is None:
        return first
    counts = rules.count(judgement.target, required=True)
    if counts.total and counts.not_observed == counts.total:
        ready = say(
            language, "Ready for %(level)s? None of its required expectations could be observed.", level=target.level
        )
    elif not counts.on_scale:
        ready = say(
            language, "Ready for %(level)s? None of its required expectations is rated here.", level=target.level
        )
    else:
        ready = say_n(
            language,
            "Ready for %(level)s? %(met)d of its %(count)d required expectation is met.",
            "Ready for %(level)s? %(met)d of its %(count)d required expectations are met.",
            counts.total,
            level=target.level,
            met=counts.met,
        )
    return say(language, "%(first)s %(second)s", first=first, second=ready)
