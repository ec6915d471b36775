"""What the page of a result shows."""

from dataclasses import dataclass
from datetime import date

from graph.review.enums import Part
from graph.review.models import Decision, Head, RecordedWords, SignOff
from graph.text import Text
from reports.gap.rules import Counts, Judged
from webapp.result.forms import ResultForms
from webapp.review.progress_steps import ProgressSteps


@dataclass(frozen=True)
class ResultRow:
    """One expectation with what both sides and the committee said; `key` is unique on the page."""

    key: str
    judged: Judged
    challenged: bool


@dataclass(frozen=True)
class ResultGroup:
    """Rows under one heading: the required ones off the line first, then the rest by category."""

    heading: str
    rows: tuple[ResultRow, ...]
    open: bool


@dataclass(frozen=True)
class Decided:
    """How one level came out: counts over its required and its optional expectations."""

    level: Text
    required: Counts
    optional: Counts
    groups: tuple[ResultGroup, ...]
    part: Part


@dataclass(frozen=True)
class ResultPage:
    """What was decided and why. `decision` is the committee's on the level; `calibrated` says when it became final, and
    what was changed; `open_acts` are the employee's acts that are open now, `blockers` say why challenging is not;
    `others` is the address where other capacities act.
    """

    head: Head
    progress_steps: ProgressSteps
    own: bool
    sees_recommendation: bool
    decided: tuple[Decided, ...]
    sign_off: SignOff | None
    decision: Decision | None
    calibrated: str
    words: tuple[RecordedWords, ...]
    statement: str
    challenge_reason: str
    challenge_ends: date | None
    open_acts: frozenset[str]
    blockers: tuple[str, ...]
    others: str
    report: str
    forms: ResultForms


@dataclass(frozen=True)
class NotSharedPage:
    """Before the result is shared."""

    head: Head
    progress_steps: ProgressSteps
