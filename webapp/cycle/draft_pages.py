"""What the pages of draft cycles show to HR."""

from dataclasses import dataclass

from graph.cycle.models import Cycle
from graph.population.models import Candidate
from webapp.cycle.accounts import WithoutAccountNote
from webapp.cycle.forms import CycleForm
from webapp.cycle.long_choices import Lists
from webapp.paging import Part


@dataclass(frozen=True)
class DraftFormPage:
    """The form of a new cycle, or of a draft (`cycle` is its id, '' for a new one), with its long lists."""

    form: CycleForm
    lists: Lists
    cycle: str
    heading: str
    back: str


@dataclass(frozen=True)
class OutLine:
    """Somebody who would get no review: why, and the way out."""

    name: str
    person: str
    department: str
    why: str
    remedy: str
    address: str


@dataclass(frozen=True)
class WhyLine:
    """How many are out for one reason."""

    words: str
    count: int
    address: str
    here: bool


@dataclass(frozen=True)
class OpeningLine:
    """The job that opens the cycle, as it stands."""

    state: str
    says: str
    done: int
    of: int
    unfinished: bool
    worker_seen: bool


@dataclass(frozen=True)
class DraftPage:
    """A draft cycle: who would be in, who would not and why; opened from here. `shows` is the list on the page: in, out
    or several."""

    cycle: Cycle
    settings: tuple[tuple[str, str], ...]
    opening: OpeningLine | None
    may_change: bool
    reviews: int
    new: int
    out: int
    without_account: WithoutAccountNote
    several: tuple[tuple[str, str], ...]
    shows: str
    query: str
    whys: tuple[WhyLine, ...]
    within: Part[Candidate]
    outside: Part[OutLine]
