"""A cycle: its dates and its settings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from graph.clock import day_in
from graph.text import Text


class Visibility(StrEnum):
    """When the manager sees what the employee sent: at once, or after the manager's own ratings are complete."""

    AT_ONCE = "at_once"
    AFTER_OWN = "after_own"


class EvidenceRule(StrEnum):
    """On which self-ratings the cycle insists on evidence."""

    NONE = "none"
    EXCEEDS_REQUIRED = "exceeds_required"
    MET_REQUIRED = "met_required"


class AskedFor(StrEnum):
    """What must be rated before submitting and signing: the required expectations of the person's own level, or all,
    optional ones and those of a target level, too."""

    REQUIRED = "required"
    ALL = "all"


@dataclass(frozen=True)
class Population:
    """Who is reviewed in a cycle: whoever is in one of each of what is not empty; everybody where all is empty.

    `departments` by name, `managers` by id (whoever reports to them, directly or further down), `roles` as
    `framework/role`, `levels` by key, `people` by id.
    """

    departments: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cycle:
    """One review cycle. A date ends at 23:59 in `time_zone`; `grace_days` follow the self-assessment's due date.

    `versions` are the framework versions that its reviews are pinned to; with `next_level` a review also goes towards
    the level after the person's own. `draft` counts the changes of the cycle before it was opened.
    """

    id: str
    name: Text
    state: str
    time_zone: str
    opens_on: date
    self_due: date
    grace_days: int
    manager_due: date
    share_on: date
    share_by: date
    closes_on: date
    challenge_days: int
    visibility: Visibility
    calibration: bool
    evidence_rule: EvidenceRule
    asked_for: AskedFor = AskedFor.REQUIRED
    versions: tuple[str, ...] = ()
    next_level: bool = False
    population: Population = Population()
    draft: int = 0

    @property
    def blind(self) -> bool:
        """Whether the manager rates before seeing the self-assessment."""
        return self.visibility is Visibility.AFTER_OWN

    def has_begun(self, now: datetime) -> bool:
        """Whether HR opened it and its opening day has come where it is."""
        return self.state != "draft" and day_in(self.time_zone, now) >= self.opens_on

    def is_open(self, now: datetime) -> bool:
        """Whether employees may write: begun, and not closed."""
        return self.state == "open" and self.has_begun(now)

    def grace_ends(self, self_due: date) -> date:
        """The last day on which the employee is waited for."""
        return self_due + timedelta(days=self.grace_days)


@dataclass(frozen=True)
class CycleRow:
    """A cycle in HR's list, with how many reviews it has, and, where that was asked, how many of them nobody can
    move."""

    cycle: Cycle
    reviews: int
    stuck: int = 0


DATES = ("opens_on", "self_due", "manager_due", "share_on", "share_by", "closes_on")
"""The days of a cycle, in the order in which they come."""
