"""The rules of the gap report: what counts as met, what hangs off the line, what deserves a look. Pure."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.report.models import NEW_IN_ROLE_DAYS
from graph.review.completeness import unlike
from graph.review.enums import Part, Party, Value
from graph.review.models import Adjustment, Expectation, LastRating, Rating
from graph.review.sheet import Sheet
from reports.plumb import steps_apart

ROWS_ON_BRIEF = 12
STRENGTHS_ON_BRIEF = 2


class Flag(StrEnum):
    """Why the committee should look at one expectation."""

    TWO_APART = "two_apart"
    TWO_FROM_LAST = "two_from_last"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True)
class Judged:
    """One expectation with what each side says of it. `value` is what stands: calibrated, else the manager's."""

    expectation: Expectation
    mine: Rating | None = None
    theirs: Rating | None = None
    adjustment: Adjustment | None = None
    last: LastRating | None = None

    @property
    def self_value(self) -> Value | None:
        return self.mine.value if self.mine else None

    @property
    def manager_value(self) -> Value | None:
        return self.theirs.value if self.theirs else None

    @property
    def calibrated(self) -> Value | None:
        return self.adjustment.value if self.adjustment else None

    @property
    def value(self) -> Value | None:
        return self.calibrated or self.manager_value

    @property
    def met(self) -> bool:
        return self.value is not None and self.value.met

    @property
    def last_value(self) -> Value | None:
        """What the last cycle ended with, where it was rated against the same text."""
        return self.last.final if self.last and self.last.like else None

    @property
    def apart(self) -> int:
        """Steps between self and manager, 0 where one is off the scale or missing."""
        return steps_apart(self.self_value, self.manager_value)

    @property
    def moved(self) -> int:
        """Steps between what stands and what the last cycle ended with."""
        return steps_apart(self.value, self.last_value)

    @property
    def differs(self) -> bool:
        """Whether both sides rated and not the same, on or off the scale."""
        return unlike(self.mine, self.theirs)

    @property
    def evidenced(self) -> bool:
        """Whether either side names a piece of evidence."""
        return any(rating and rating.evidence for rating in (self.mine, self.theirs))


@dataclass(frozen=True)
class Counts:
    """How many expectations there are, and how they stand; `total` is all of them, rated or not.

    `last_met` are those that the last cycle ended as met, of the `last_total` that it rated against the same text (0:
    all of them); None where there is none to compare with.
    """

    total: int
    met: int
    unmet: int
    not_observed: int
    not_rated: int
    last_met: int | None = None
    last_total: int = 0

    @property
    def on_scale(self) -> int:
        """How many are met or not; the others were not observed, or not rated."""
        return self.met + self.unmet


def judge(sheet: Sheet, part: Part) -> tuple[Judged, ...]:
    """Every expectation of one level with its ratings, in the framework's order.

    A target text that equals the current level's is not asked again: it keeps the current level's ratings.
    """
    current = {e.skill_key: e.id for e in sheet.expectations if e.part is Part.CURRENT}
    rows = []
    for e in sorted((e for e in sheet.expectations if e.part is part), key=lambda e: e.order):
        rated = current.get(e.skill_key, e.id) if e.unchanged else e.id
        rows.append(
            Judged(
                e,
                sheet.rating(Party.SENT, rated),
                sheet.rating(Party.MANAGER, rated),
                sheet.calibrated(rated),
                sheet.last.get(e.skill_key) if part is Part.CURRENT else None,
            )
        )
    return tuple(rows)


def count(judged: Iterable[Judged], *, required: bool) -> Counts:
    """The counts over the required, or the optional, expectations."""
    rows = [j for j in judged if j.expectation.required is required]
    met = sum(j.met for j in rows)
    not_observed = sum(j.value is Value.NOT_OBSERVED for j in rows)
    not_rated = sum(j.value is None for j in rows)
    last = [j.last_value for j in rows if j.last_value]
    unmet = len(rows) - met - not_observed - not_rated
    last_met = sum(value.met for value in last) if last else None
    return Counts(len(rows), met, unmet, not_observed, not_rated, last_met, len(last))


def flags(judged: Judged) -> tuple[Flag, ...]:
    """Why the committee should look at this row: two steps apart, two steps from last cycle, met without evidence."""
    raised = []
    if judged.apart >= 2:
        raised.append(Flag.TWO_APART)
    if judged.moved >= 2:
        raised.append(Flag.TWO_FROM_LAST)
    if judged.expectation.required and judged.met and not judged.evidenced:
        raised.append(Flag.NO_EVIDENCE)
    return tuple(raised)


def stands_out(judged: Judged) -> bool:
    """Whether the row itself is flagged; "without evidence" is counted over all rows instead."""
    return any(flag is not Flag.NO_EVIDENCE for flag in flags(judged))


def off_line(judged: Iterable[Judged], *, flagged_first: bool) -> tuple[Judged, ...]:
    """The rows that not both sides (and what stands) call met: all required ones, optional ones two steps apart.

    In the order flagged, required, steps apart, prerequisites first, framework. Without `flagged_first` (for readers
    who are not shown flags) the order does not tell which are flagged.
    """
    rows = [j for j in judged if not _both_met(j) and (j.expectation.required or j.apart >= 2)]
    depth = _depths(rows)
    return tuple(
        sorted(
            rows,
            key=lambda j: (
                flagged_first and not stands_out(j),
                not j.expectation.required,
                -j.apart,
                depth[j.expectation.skill_key],
                j.expectation.order,
            ),
        )
    )


def by_prerequisite(judged: Iterable[Judged]) -> list[Expectation]:
    """The rows' expectations, what others build on first, then in the framework's order."""
    rows = list(judged)
    depth = _depths(rows)
    return sorted((j.expectation for j in rows), key=lambda e: (depth[e.skill_key], e.order))


def strengths(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """Two met rows that carry most: what exceeds, required, evidenced, agreed by both, with words to show."""
    rows = [j for j in judged if j.met and _both_met(j)]
    rows.sort(
        key=lambda j: (
            j.value is not Value.EXCEEDS,
            not j.expectation.required,
            not j.evidenced,
            j.apart,
            words_of(j) is None,
            j.expectation.order,
        )
    )
    return tuple(rows[:STRENGTHS_ON_BRIEF])


def words_of(judged: Judged) -> tuple[Rating, str] | None:
    """What is said of a row on one line, and in whose rating: the manager's comment and reason, else one's own."""
    for rating in (judged.theirs, judged.mine):
        if rating and (said := _together(rating.comment, rating.reason)):
            return rating, said
    return None


def _together(comment: str, reason: str) -> str:
    """Both on one line, as sentences."""
    first, second = " ".join(comment.split()), " ".join(reason.split())
    if not first or not second:
        return first or second
    is_wide = first[-1] > "⺀"
    if unicodedata.category(first[-1]) == "Po":
        return f"{first}{'' if is_wide else ' '}{second}"
    return f"{first}{'。' if is_wide else '. '}{second}"


def evidence_of(judged: Judged) -> tuple[str, ...]:
    """The titles of the evidence that either side names, each once."""
    ratings = filter(None, (judged.mine, judged.theirs))
    return tuple(dict.fromkeys(piece.title for rating in ratings for piece in rating.evidence))


def new_in_role(level_since: date | None, rated_by: date) -> bool:
    """Whether the person had been at the level for less than half a year when the ratings were due."""
    return level_since is not None and 0 <= (rated_by - level_since).days < NEW_IN_ROLE_DAYS


def _both_met(judged: Judged) -> bool:
    """Whether what stands is met and the employee, where they rated, says so too."""
    return judged.met and (judged.self_value is None or judged.self_value.met)


def _depths(rows: Iterable[Judged]) -> Mapping[str, int]:
    """How many of the rows' skills stand below each one in its longest chain of prerequisites; rings are cut."""
    needs = {j.expectation.skill_key: j.expectation.requires for j in rows}
    known: dict[str, int] = {}

    def depth(key: str, above: frozenset[str]) -> int:
        if key not in known:
            below = [depth(k, above | {key}) + 1 for k in needs[key] if k in needs and k not in above | {key}]
            known[key] = max(below, default=0)
        return known[key]

    return {key: depth(key, frozenset()) for key in needs}
