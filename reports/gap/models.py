"""What a gap report says, as frozen records: the page on screen and the PDF are drawn from the same ones."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.review.enums import Value
from reports.plumb import plumb_data_uri, plumb_svg, plumb_text
from reports.wording import Language, Phrase, languages

LONG = 1000
"""Characters of a text from which its row may run over pages."""


class Variant(StrEnum):
    """For whom a report is made: the committee (everything), the employee, or, blank, whoever prepares on paper."""

    COMMITTEE = "committee"
    EMPLOYEE = "employee"
    BLANK = "blank"


@dataclass(frozen=True)
class Mark:
    """A plumb mark with its words; `text` is its alternative in the report's (first) language."""

    self_value: Value | None
    manager_value: Value | None
    calibrated: Value | None
    text: str

    @classmethod
    def of(
        cls, self_value: Value | None, manager_value: Value | None, calibrated: Value | None, language: Language
    ) -> "Mark":
        """The mark of three values, with its words."""
        words = plumb_text(self_value, manager_value, calibrated, languages(language)[0])
        return cls(self_value, manager_value, calibrated, words)

    @property
    def uri(self) -> str:
        """For <img src> in a PDF."""
        return plumb_data_uri(self.self_value, self.manager_value, self.calibrated)

    @property
    def svg(self) -> str:
        """Inline SVG for a page, where its words stand beside it."""
        return plumb_svg(self.self_value, self.manager_value, self.calibrated)


@dataclass(frozen=True)
class Title:
    """Whose report this is, of which role and level, in which cycle. `names` says that some names are in the other
    language only, where that is so."""

    person: Phrase
    person_id: str
    role_and_level: Phrase
    manager: Phrase
    cycle: Phrase
    framework: Phrase
    names: Phrase


@dataclass(frozen=True)
class Quote:
    """Somebody's words on one line, whose they are, and the titles of the evidence beside them."""

    text: str
    by: Phrase
    evidence: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.text or self.evidence)


@dataclass(frozen=True)
class BriefRow:
    """A numbered row off the line, with what is said of it."""

    number: int
    expectation: str
    skill: Phrase
    required: bool
    mark: Mark
    mine: Phrase
    theirs: Phrase
    calibrated: Phrase
    last: Phrase
    line: Quote
    flagged: bool


@dataclass(frozen=True)
class Strength:
    """A skill met or exceeded, with what is said of it."""

    skill: Phrase
    value: Phrase
    line: Quote


@dataclass(frozen=True)
class AttentionNote:
    """One line of "look here". `numbers` are the brief rows it concerns; `to` is the section that shows it, or ''."""

    text: Phrase
    numbers: tuple[int, ...] = ()
    to: str = ""


@dataclass(frozen=True)
class NextRow:
    """What the next level asks of a skill, where the person is not rated against it."""

    skill: Phrase
    required: Phrase
    is_required: bool
    text: Phrase


@dataclass(frozen=True)
class Brief:
    """The page that stands alone. `ask` is the question alone, for the line that a pen answers; `outcome` what is
    decided, `outcome_sentence` the committee's sentence on it; `next_first` what the next level asks first, in the
    employee's copy. `more` and `look_more` say what did not fit; `left_out` what is not shown.
    """

    decide: Phrase
    question: Phrase
    ask: Phrase
    outcome: Phrase
    outcome_sentence: str
    sentences: str
    signer: Phrase
    required: Phrase
    optional: Phrase
    notes: tuple[Phrase, ...]
    rows_title: Phrase
    rows: tuple[BriefRow, ...]
    rows_empty: Phrase
    more: Phrase
    with_last: bool
    with_calibrated: bool
    strengths: tuple[Strength, ...]
    strengths_empty: Phrase
    next_title: Phrase
    next_first: tuple[NextRow, ...]
    look: tuple[AttentionNote, ...]
    look_more: Phrase
    left_out: Phrase
    pen: bool


@dataclass(frozen=True)
class Change:
    """An adjustment beside the original: in words, with the sentence that the employee reads."""

    text: Phrase
    sentence: str
    standing: bool


@dataclass(frozen=True)
class Row:
    """One expectation in the gap table, or of the next level. `number` is its number on the brief, 0 if not there."""

    expectation: str
    number: int
    skill: Phrase
    category: Phrase
    required: Phrase
    is_required: bool
    mark: Mark
    mine: Phrase
    theirs: Phrase
    calibrated: Phrase
    last: Phrase
    gap: Phrase
    text: Phrase
    notes: tuple[Phrase, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Group:
    """Rows under one heading, e.g. the required gaps."""

    title: Phrase
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comment:
    """What one side wrote on one expectation: their value, comment and reason."""

    value: Phrase
    text: str
    reason: str


@dataclass(frozen=True)
class Discussion:
    """One expectation with what both sides wrote, side by side; None for a side that has no rating.

    `towards` names the target level where the expectation is that level's.
    """

    skill: Phrase
    towards: Phrase
    mark: Mark
    mine: Comment | None
    theirs: Comment | None

    @property
    def long(self) -> bool:
        """Whether a side says so much that the row, kept whole, would leave most of a page empty."""
        sides = (len(side.text) + len(side.reason) for side in (self.mine, self.theirs) if side)
        return max(sides, default=0) > LONG


@dataclass(frozen=True)
class Proof:
    """A piece of evidence: `added` is its day, `serves` the skills that it supports."""

    title: str
    url: str
    note: str
    added: Phrase
    serves: tuple[Phrase, ...]


@dataclass(frozen=True)
class NextLevel:
    """The target level, kept apart: rated rows where there is a target, else the texts of the level above."""

    title: Phrase
    counts: tuple[Phrase, ...]
    groups: tuple[Group, ...]
    texts: tuple[NextRow, ...]
    note: Phrase


@dataclass(frozen=True)
class Entry:
    """One line of the record: when, who, what, and the words said with it."""

    at: Phrase
    who: Phrase
    what: Phrase
    words: tuple[str, ...]


@dataclass(frozen=True)
class Seal:
    """The signature and how to check it. `code` is empty while nothing is signed."""

    signed: Phrase
    revision: int
    content_hash: str
    code: str
    short_code: str


@dataclass(frozen=True)
class GapReport:
    """A whole gap report. `created` is the moment of the signature (of the last event while unsigned).

    `position` is the one in a paper of several; a report alone has none. `code_points` ("U+F8FF") are those of the
    characters that no font has and that are shown as such.
    """

    review: str
    variant: Variant
    language: Language
    title: Title
    confidential: tuple[Phrase, ...]
    position: Phrase
    created: datetime
    as_of: datetime
    revision: int
    brief: Brief | None
    groups: tuple[Group, ...]
    differences: tuple[Discussion, ...]
    comments: tuple[Discussion, ...]
    evidence: tuple[Proof, ...]
    next_level: NextLevel
    statement: str
    share_note: str
    record: tuple[Entry, ...]
    time_zone: str
    seal: Seal
    code_points: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it is the paper to prepare on, without ratings."""
        return self.variant is Variant.BLANK
