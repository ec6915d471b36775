"""Who can be in a cycle, who cannot and why, and the job that opens it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from graph.cycle.models import Cycle
from graph.cycle.names import NO_NAMES, CycleNames
from graph.jobs.models import Job
from graph.people.invitations import WithoutAccount
from graph.review.models import LevelRef, PersonRef
from graph.text import Text


class Why(StrEnum):
    """Why somebody is not in a cycle."""

    LEFT = "left"
    AWAY = "away"
    NO_LEVEL = "no_level"
    OTHER_FRAMEWORK = "other_framework"
    NOT_IN_VERSION = "not_in_version"
    NOTHING_EXPECTED = "nothing_expected"
    NO_MANAGER = "no_manager"
    MANAGER_LEFT = "manager_left"
    HAS_REVIEW = "has_review"
    CANCELLED = "cancelled"


TO_MEND = frozenset(
    {Why.NO_LEVEL, Why.OTHER_FRAMEWORK, Why.NOT_IN_VERSION, Why.NOTHING_EXPECTED, Why.NO_MANAGER, Why.MANAGER_LEFT}
)
"""What HR can put right before the cycle opens; the rest is as it should be."""


@dataclass(frozen=True)
class Candidate:
    """One review to be: who, at which level of which version, with which target ('' for none)."""

    person: PersonRef
    manager: PersonRef
    department: str
    level: LevelRef
    version: str
    target: str = ""


@dataclass(frozen=True)
class Excluded:
    """Somebody of the population without a (new) review, and why; `about` is a day, a review or a level."""

    person: PersonRef
    department: str
    why: Why
    about: str = ""
    level: LevelRef | None = None


@dataclass(frozen=True)
class Preview:
    """Who would get a review, and who would not; and those of the candidates and their managers who cannot sign in."""

    candidates: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    without_account: tuple[WithoutAccount, ...] = ()

    @property
    def several(self) -> tuple[PersonRef, ...]:
        """The people who would have more than one review, one a role."""
        seen: dict[str, list[PersonRef]] = {}
        for one in self.candidates:
            seen.setdefault(one.person.id, []).append(one.person)
        return tuple(people[0] for people in seen.values() if len(people) > 1)

    @property
    def to_mend(self) -> tuple[Excluded, ...]:
        """Those who are out for a reason that HR can put right."""
        return tuple(one for one in self.excluded if one.why in TO_MEND)


@dataclass(frozen=True)
class RoleChoice:
    """A role to choose: `key` is `framework/role`."""

    key: str
    name: Text
    levels: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class VersionChoice:
    """A published framework version to choose."""

    id: str
    framework: str
    number: int
    name: Text
    current: bool
    roles: tuple[RoleChoice, ...]


@dataclass(frozen=True)
class Choices:
    """What a cycle can be made of; `people` are the ids by what somebody can be named by in a list: their id, and in
    small letters id and mail address. `time_zone` is the organisation's, '' where it has none of its own."""

    versions: tuple[VersionChoice, ...]
    departments: tuple[str, ...]
    people: dict[str, str] = field(repr=False)
    time_zone: str = ""

    @property
    def levels(self) -> tuple[tuple[str, Text], ...]:
        """Every level by key, each once, the lowest first."""
        found = {key: name for version in self.versions for role in version.roles for key, name in role.levels}
        return tuple(found.items())


@dataclass(frozen=True)
class CycleStand:
    """A cycle as HR finds it before and while it is opened; `seq` and `head` are the end of its stream, `names`
    those of its settings, `opening` the job that opens it, or adds people to it."""

    cycle: Cycle
    opening: Job | None
    reviews: int
    seq: int
    head: str
    beat_at: datetime | None = None
    names: CycleNames = NO_NAMES

    @property
    def may_change(self) -> bool:
        """Whether it may be changed and deleted: a draft that nobody has begun to open."""
        return self.cycle.state == "draft" and self.seq == 0


@dataclass(frozen=True)
class Dates:
    """The days of a cycle, as they are proposed."""

    opens_on: date
    self_due: date
    manager_due: date
    share_on: date
    share_by: date
    closes_on: date
