"""What the first pages of a pack say, as frozen records."""

from dataclasses import dataclass, field
from datetime import date, datetime

from graph.review.enums import Value
from graph.text import Text
from reports.gap.decision import LevelDecision
from reports.wording import Phrase


@dataclass(frozen=True)
class Scope:
    """What a pack is of: a session, when it meets, who sits there, who is covered but not signed off.

    `as_of` is the moment of reading, aware; `time_zone` names the clocks by which it is said, on every page. `since`:
    it holds only whom something was done with since that moment.
    """

    session: str
    name: Text
    meets_on: date
    as_of: datetime
    time_zone: str
    members: tuple[Text, ...]
    missing: tuple[Text, ...]
    since: datetime | None = None


@dataclass(frozen=True)
class Cell:
    """What stands of one required expectation: calibrated, else the manager's; None is not rated."""

    value: Value | None
    calibrated: bool
    flagged: bool


@dataclass(frozen=True)
class Column:
    """One required expectation of a level; `order` is its place in the framework."""

    key: str
    skill: Phrase
    order: tuple[int, ...]


@dataclass(frozen=True)
class Person:
    """One person as overview and contents name them: with their id where two are alike.

    `flags` are the flagged ratings, optional ones among them; `notes` the further lines of "look here" on their brief.
    `ask` is what is to be decided of their level; `names` says of their framework what `Title.names` does.
    """

    review: str
    name: Phrase
    role_and_level: Phrase
    level: str
    flags: int
    notes: int
    decision: LevelDecision
    ask: Phrase
    columns: tuple[Column, ...]
    cells: dict[str, Cell]
    name_with_id: Phrase = field(default_factory=Phrase)
    names: Phrase = field(default_factory=Phrase)


@dataclass(frozen=True)
class Numbered:
    """A person at their place in the pack, from 1."""

    number: int
    person: Person


@dataclass(frozen=True)
class Block:
    """One table of the overview: people of one level by some of its required expectations."""

    title: Phrase
    columns: tuple[Column, ...]
    people: tuple[Numbered, ...]


@dataclass(frozen=True)
class Line:
    """One person in the contents; the pages are the pack's."""

    number: int
    person: Person
    brief: int
    report: int


@dataclass(frozen=True)
class Sheet:
    """One page of the front: 'cover', 'overview' or 'contents'; `missing` stands at the end of the contents."""

    kind: str
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
    missing: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Front:
    """Everything that the first pages are laid out from."""

    scope: Scope
    people: tuple[Person, ...]
    sheets: tuple[Sheet, ...]
    briefs_at: int
    reports_at: int
    pages: int
