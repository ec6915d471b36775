"""Counts of expectations in words."""

from reports.gap.rules import Counts
from reports.wording import Language, Phrase, joined, say


def counts_phrase(language: Language, counts: Counts, *, required: bool = True) -> Phrase:
    """The counts in words, never 0 of 0: "31 of 34 met, 2 unmet, 1 not observed (last cycle 28)"."""
    if not counts.total:
        if required:
            return say(language, "nothing is required at this level")
        return say(language, "nothing is optional at this level")
    met = say(language, "%(met)d of %(total)d met", met=counts.met, total=counts.total)
    said = joined(language, [met, *not_met(language, counts)])
    if counts.last_met is None or not required:
        return said
    if counts.last_total in (0, counts.total):
        return say(language, "%(counts)s (last cycle %(last)d)", counts=said, last=counts.last_met)
    return say(
        language, "%(counts)s (last cycle %(last)d of %(total)d that can be compared)",
        counts=said, last=counts.last_met, total=counts.last_total,
    )  # fmt: skip


def not_met(language: Language, counts: Counts) -> list[Phrase]:
    """What is not met in words, each kind that there is: not met, not observed, not rated."""
    parts = []
    if counts.unmet:
        parts.append(say(language, "%(count)d not met", count=counts.unmet))
    if counts.not_observed:
        parts.append(say(language, "%(count)d not observed", count=counts.not_observed))
    if counts.not_rated:
        parts.append(say(language, "%(count)d not rated", count=counts.not_rated))
    return parts
