"""Votes on the people of a session, given before it starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.calibration.table import SessionState
from graph.review.enums import SIGNED, Recommendation, Value
from graph.text import Text
from graph.worklists.models import ReviewRow


class VoteValue(StrEnum):
    """What a member says of a person, or of one required expectation."""

    AGREE = "agree"
    QUESTION = "question"
    ABSTAIN = "abstain"


class Bar(StrEnum):
    """Why a member has no vote on a person: it is they themselves, they have a reporting line of any kind with them, or
    they wrote or signed the manager's assessment."""

    OWN = "own"
    LINE = "line"
    AUTHOR = "author"


@dataclass(frozen=True)
class CastVote:
    """A vote as the session reads it once it has started; `by` is a member's id, `expectation` '' for the person as a
    whole."""

    by: str
    value: VoteValue
    expectation: str = ""


@dataclass(frozen=True)
class Vote:
    """One vote of the reader's own; `expectation` is '' for the person as a whole, `value` None while only the private
    note is written."""

    expectation: str
    version: int
    value: VoteValue | None
    note: str
    saved_at: datetime


@dataclass(frozen=True)
class VoteDraft:
    """One vote as it is given. `version` is the one the page had (0: none yet)."""

    expectation: str
    version: int
    value: VoteValue | None
    note: str = ""


@dataclass(frozen=True)
class SavedVote:
    """What is stored after a save. `accepted` False: the member wrote since, or it is not `open`: the votes are closed,
    or the review is not the revision that the page showed. `language` and `time_zone` are the member's."""

    expectation: str
    accepted: bool
    open: bool
    version: int
    value: VoteValue | None
    note: str
    saved_at: datetime | None
    language: str
    time_zone: str


@dataclass(frozen=True)
class BallotLine:
    """One person to vote on: what the reader gave to the revision that is signed now, `before` to an earlier one.
    `bar` is why they have no vote, None where they have one."""

    review: ReviewRow
    revision: int
    bar: Bar | None
    value: VoteValue | None
    before: VoteValue | None
    recommendation: Recommendation | None
    required: tuple[tuple[Value | None, Value | None], ...]

    @property
    def signed(self) -> bool:
        """Whether its current revision is signed, so that it can be voted on."""
        return self.review.state in SIGNED

    @property
    def asked(self) -> bool:
        """Whether the reader can vote on it."""
        return self.signed and self.bar is None


@dataclass(frozen=True)
class AskedExpectation:
    """A required expectation of the person on the page; `key` is its skill's."""

    id: str
    key: str
    skill: Text


@dataclass(frozen=True)
class Ballot:
    """What a member votes on, people in the order of their names. Of the one that was asked for: `expectations` are the
    required ones, `votes` what the reader gave, by expectation."""

    session: str
    name: Text
    state: SessionState
    meets_on: date
    meets_at: str
    reader_is: str
    lines: tuple[BallotLine, ...]
    expectations: tuple[AskedExpectation, ...]
    votes: Mapping[str, Vote]

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.state is SessionState.PRE_VOTE

    @property
    def asked(self) -> tuple[BallotLine, ...]:
        """Those on whom the reader can vote."""
        return tuple(line for line in self.lines if line.asked)

    @property
    def given(self) -> int:
        """On how many of them they have."""
        return sum(line.value is not None for line in self.asked)

    @property
    def barred(self) -> int:
        """On how many of those who are signed off they have no vote."""
        return sum(line.signed and line.bar is not None for line in self.lines)
