"""The question of the brief, said first: how many ratings to confirm, which of them to look at, ready for what."""

from collections.abc import Sequence

from reports.gap import rules
from reports.gap.attention import notes
from reports.gap.judgement import Judgement
from reports.wording import Language, Phrase, cut_phrase, listed, plain, say, say_n, show

NAME = 40
"""Characters of a skill's name: the brief is one page."""
NAMES = 3
"""How many flagged ratings without a number the question names; of more it names one fewer, and says how many are left.

Each of them stands in "look here" or, past the lines of that, in the gap table.
"""


def question(judgement: Judgement) -> Phrase:
    """What the committee decides; other readers are told how many are met."""
    return _with_target(judgement, _to_confirm(judgement) if judgement.flagging else _met(judgement))


def _to_confirm(judgement: Judgement) -> Phrase:
    language = judgement.language
    rated = sum(j.manager_value is not None for j in judgement.current)
    if not rated:
        return say(language, "No rating to confirm: nothing is expected at this level.")
    confirm = say_n(language, "Confirm %(count)d rating", "Confirm %(count)d ratings", rated)
    if flagged := _flagged_phrase(judgement):
        return say(language, "%(confirm)s; look at %(flagged)s.", confirm=confirm, flagged=flagged)
    if beside := len(notes(judgement)):
        noted = say_n(language, "%(count)d note", "%(count)d notes", beside)
        return say(
            language, "%(confirm)s; none is flagged, %(notes)s under “Needs attention”.", confirm=confirm, notes=noted
        )
    return say(language, "%(confirm)s; none is flagged.", confirm=confirm)


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
