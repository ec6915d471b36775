"""What the employee's pages of a review show."""

from dataclasses import dataclass
from datetime import date

from graph.review.lists import ReviewRow
from graph.review.records import Expectation, Head, Part, Said, SignOff, Value
from graph.text import Text
from reports.gap.rules import Counts, Judged
from webapp.review.cards import Group
from webapp.review.steps import Standing


@dataclass(frozen=True)
class Progress:
    """How far a form is: rated of asked, and how many ratings need evidence that is not there."""

    rated: int
    asked: int
    need_evidence: int


@dataclass(frozen=True)
class SelfReviewPage:
    """The self-review form. `all_groups`: every category is shown on a phone too, because something is wrong in one.

    `wrong` are pairs of an element's id and a sentence; `returned` is the manager's comment, where it was returned.
    `resume` is the key of the card at which the form opens, '' for its top.
    """

    head: Head
    standing: Standing
    groups: tuple[Group, ...]
    progress: Progress
    saved_at: str
    unrated: tuple[str, str]
    resume: str
    returned: str
    kept_in: str
    words: dict[str, object]
    all_groups: bool = False
    wrong: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, Text], ...] = ()
    overdue: bool = False

    @property
    def has_target(self) -> bool:
        """Whether a target level is asked, too."""
        return any(group.part is Part.TARGET for group in self.groups)


@dataclass(frozen=True)
class SentReviewPage:
    """The self-assessment read back: sent, or without being sent when somebody else went on."""

    head: Head
    standing: Standing
    groups: tuple[Group, ...]
    was_sent: bool
    may_withdraw: bool
    result_open: bool


@dataclass(frozen=True)
class LackLine:
    """One thing that lacks, with the address of the very field."""

    expectation: Expectation
    sentence: str
    address: str


@dataclass(frozen=True)
class CheckPage:
    """What stands between the form and submitting it."""

    head: Head
    progress: Progress
    lacking: tuple[LackLine, ...]
    counts: tuple[tuple[Value, int], ...]
    draft: int
    manager: Text
    blind: bool
    overdue: bool


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
class Typed:
    """What somebody typed into one of the forms under the result, and why it was refused."""

    form: str = ""
    text: str = ""
    named: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResultPage:
    """What was decided and why. `open_acts` are the employee's acts that are open now, `hindrances` say why
    challenging is not; `others` is the address where other capacities act."""

    head: Head
    standing: Standing
    own: bool
    decided: tuple[Decided, ...]
    sign_off: SignOff | None
    said: tuple[Said, ...]
    statement: str
    challenge_reason: str
    challenge_ends: date | None
    open_acts: frozenset[str]
    hindrances: tuple[str, ...]
    others: str
    report: str
    typed: Typed


@dataclass(frozen=True)
class NotSharedPage:
    """Before the result is shared."""

    head: Head
    standing: Standing


@dataclass(frozen=True)
class HistoryLine:
    """One event of the review's record."""

    at: str
    who: Text
    on_behalf_of: Text | None
    did: str
    revision: int
    new_revision: bool
    words: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True)
class HistoryPage:
    """Who did what when; `back` is the review's page, '' where the reader has only the record, and `has_result` says
    whether that page shows a result."""

    head: Head
    own: bool
    has_result: bool
    back: str
    lines: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class OwnReview:
    """One of the reader's reviews."""

    row: ReviewRow
    state: str
    address: str


@dataclass(frozen=True)
class OwnReviewsPage:
    """All of the reader's reviews, the newest first."""

    reviews: tuple[OwnReview, ...]
