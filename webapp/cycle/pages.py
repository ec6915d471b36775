"""What the pages of cycles show to HR."""

from dataclasses import dataclass
from datetime import datetime

from graph.cycle.models import Cycle, CycleRow
from graph.worklists.models import ReviewRow
from webapp.cycle.accounts import WithoutAccountNote
from webapp.cycle.draft_pages import OpeningLine, OutLine
from webapp.cycle.many_forms import AppointForm, ExtendCycleForm, ManyForm, NewcomersForm
from webapp.cycle.reminders import MailNote
from webapp.job_words import JobLine
from webapp.paging import Part


@dataclass(frozen=True)
class CyclesPage:
    """Every cycle, the newest first."""

    rows: tuple[CycleRow, ...]


@dataclass(frozen=True)
class StuckLine:
    """A review that nobody can move, why, and what helps: labels with their addresses."""

    row: ReviewRow
    why: str
    remedies: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StateLine:
    """How many reviews are in a state, who holds those, and how many of them are overdue; `address` lists them."""

    state: str
    holder: str
    count: int
    overdue: int
    address: str


@dataclass(frozen=True)
class GroupLine:
    """How far the reviews of one department or manager are; `address` lists them."""

    name: str
    count: int
    employee: int
    manager: int
    signed: int
    over: int
    overdue: int
    address: str


@dataclass(frozen=True)
class ReviewLine:
    """One review of the cycle with who holds it."""

    row: ReviewRow
    state: str
    holder: str
    reminded_at: datetime | None


@dataclass(frozen=True)
class CycleFilter:
    """What the list is filtered by, as in the address; `options` are values with labels by field."""

    q: str
    state: str
    department: str
    manager: str
    holder: str
    overdue: bool
    unseated: bool
    states: tuple[tuple[str, str], ...]
    departments: tuple[tuple[str, str], ...]
    managers: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str], ...]

    @property
    def active(self) -> bool:
        """Whether anything is filtered out."""
        named = self.q or self.state or self.department or self.manager or self.holder
        return bool(named or self.overdue or self.unseated)


@dataclass(frozen=True)
class CyclePage:
    """One cycle: first what nobody can move, then the progress, then the reviews. `opening` says when it opens,
    '' once it is open; `acts` are those that reviews of the list are in a state for, with the words of their
    buttons, `jobs` the last ones that were taken on many reviews; `unseated` counts the signed reviews that are in no
    calibration session, `unseated_people` are the first of them."""

    cycle: Cycle
    opening: str
    settings: tuple[tuple[str, str], ...]
    stuck: tuple[StuckLine, ...]
    stuck_more: int
    stuck_address: str
    states: tuple[StateLine, ...]
    departments: tuple[GroupLine, ...]
    managers: tuple[GroupLine, ...]
    filter: CycleFilter
    part: Part[ReviewLine]
    acts: tuple[tuple[str, str], ...]
    jobs: tuple[JobLine, ...]
    reviews: int
    overdue: int
    unseated: int
    unseated_people: tuple[StuckLine, ...]
    without_account: WithoutAccountNote


@dataclass(frozen=True)
class ManyPage:
    """One act on several reviews, to be confirmed. `count` is on how many it can be taken, `named` are the first people
    it is about, or who are reminded of them, and `mail` who of those gets one; `refused` are those that were
    chosen and on which it cannot. `now` says of a field what it is about to change."""

    cycle: Cycle
    heading: str
    button: str
    follows: tuple[str, ...]
    named_title: str
    named: tuple[str, ...]
    named_more: int
    mail: MailNote | None
    count: int
    refused: "tuple[RefusedLine, ...]"
    form: ManyForm
    fields: tuple[str, ...]
    now: dict[str, str]


@dataclass(frozen=True)
class RefusedLine:
    """A review on which an act was not taken, and why."""

    name: str
    address: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class OutcomePage:
    """How an act on several reviews went."""

    cycle: Cycle
    heading: str
    done: str
    mail: MailNote | None
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True)
class ExtendPage:
    """Moving days of a whole cycle; `affected` says who is told, `now` each day as it is."""

    cycle: Cycle
    form: ExtendCycleForm
    affected: str
    now: dict[str, str]


@dataclass(frozen=True)
class HolderLine:
    """Who holds how many of the reviews that are in the way of closing; `address` lists them."""

    holder: str
    count: int
    address: str


@dataclass(frozen=True)
class ClosePage:
    """Closing a cycle, or what is in the way by holder."""

    cycle: Cycle
    living: tuple[HolderLine, ...]
    count: int


@dataclass(frozen=True)
class NewcomersPage:
    """Adding people to an open cycle: those of its population without a review, and others by id."""

    cycle: Cycle
    opening: OpeningLine | None
    form: NewcomersForm
    outside: Part[OutLine]
    without_account: WithoutAccountNote


@dataclass(frozen=True)
class AppointPage:
    """Appointing somebody for one review; `follows` is what comes of it."""

    heading: str
    follows: tuple[str, ...]
    form: AppointForm
    button: str
    back: str
