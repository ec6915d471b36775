"""What the committee's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.calibration.models import Session, SessionReview
from graph.calibration.table import SessionState
from graph.text import Text
from graph.worklists.models import SessionRow
from reports.gap.decision import LevelDecision
from reports.gap.models import GapReport
from webapp.pack.pages import Packs


@dataclass(frozen=True)
class SessionsPage:
    """The sessions in which the reader sits."""

    sessions: Sequence[SessionRow]


@dataclass(frozen=True)
class SessionPage:
    """A session: the signed-off reviews it covers by what needs time, each with what is to be decided, and whose are
    missing; its packs. A dissolved one has none."""

    session: Session
    state: Text
    ready: Sequence[tuple[SessionReview, LevelDecision]]
    missing: Sequence[SessionReview]
    packs: Packs

    @property
    def locked(self) -> bool:
        """Whether what the committee changed is final."""
        return self.session.state is SessionState.LOCKED

    @property
    def changed(self) -> int:
        """How many ratings the committee changed."""
        return sum(one.changed for one, _ in self.ready)

    @property
    def dissolved(self) -> bool:
        """Whether its seats open nothing any more."""
        return self.session.state is SessionState.DISSOLVED


@dataclass(frozen=True)
class PersonPage:
    """One person's brief on screen, with the way to the one before and after in the session's list."""

    session: Session
    report: GapReport
    number: int
    of: int
    before: SessionReview | None
    after: SessionReview | None
    language: str
