"""What the pages of a session's lock and outcome show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.calibration.outcome import PersonOutcome, SessionOutcome
from graph.calibration.table import SessionState
from webapp.calibration.forms import LockForm
from webapp.calibration.live import Live


@dataclass(frozen=True)
class Hindrance:
    """Why a session cannot be locked, and the way out: whose reviews it is about, each with an address."""

    said: str
    way_out: str
    people: Sequence[tuple[PersonOutcome, str]] = ()
    leads_to: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class ConfirmationLine:
    """How far the two confirmations are: a sentence, and whether the reader's own is one of them."""

    said: str
    own: bool


@dataclass(frozen=True)
class LockPage:
    """Exactly what a session makes final. `moved`: something was recorded between the page and its confirmation;
    `second`: the reader's confirmation locks it."""

    outcome: SessionOutcome
    live: Live
    form: LockForm
    hindrances: Sequence[Hindrance]
    confirmation: ConfirmationLine
    second: bool
    moved: bool
    counts: str
    changed: int
    undiscussed: Sequence[PersonOutcome]


@dataclass(frozen=True)
class OutcomePage:
    """What a session decided; `left` is what is still to be done about it (a sentence each), `may_open` whether its
    people's pages are open to the reader."""

    outcome: SessionOutcome
    state: str
    counts: str
    changed: int
    left: Sequence[str]
    locked_at: datetime | None
    may_open: bool

    @property
    def final(self) -> bool:
        """Whether the session is locked."""
        return self.outcome.state is SessionState.LOCKED
