"""What the outcome of a session is called, in the words of reports."""

from graph.calibration.outcome import PersonOutcome, RatingChange
from graph.review.models import Decision
from graph.workflow.labels import RECOMMENDATIONS
from reports.gap.rows import reason_phrase
from reports.wording import Language, Phrase, outcome_phrase, say, show, value_phrase


def standard_sentence() -> str:
    """The sentence that is proposed where levels are confirmed together: in both languages, so that each of those who
    read it reads their own."""
    return "\n".join(one.value for one in say("both", "The committee confirmed your level.").parts)


def decision_phrase(decision: Decision | None, language: Language) -> Phrase:
    """The decision on a level, with its day where it is put off."""
    if decision is None:
        return say(language, "not decided")
    return outcome_phrase(decision.value, decision.later_on, language)


def recommendation_phrase(one: PersonOutcome, language: Language) -> Phrase:
    """What the manager recommended."""
    return show(language, RECOMMENDATIONS[one.recommendation]) if one.recommendation else say(language, "none recorded")


def change_phrase(change: RatingChange, language: Language) -> Phrase:
    """From which value to which, and for which reason."""
    return say(
        language,
        "from “%(before)s” to “%(after)s”: %(reason)s",
        before=value_phrase(change.before, language),
        after=value_phrase(change.value, language),
        reason=reason_phrase(change.reason_code, language),
    )
