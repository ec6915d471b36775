"""What the pages of a session that follow it are drawn with."""

from dataclasses import dataclass

from graph.calibration import live
from graph.calibration.models import Member, Session
from graph.calibration.table import SessionState
from webapp import current


@dataclass(frozen=True)
class Live:
    """The session that a page follows, as of which change, and who is here; `shows_here` once it has started."""

    session: str
    changes: int
    members: tuple[Member, ...]
    here: frozenset[str]
    shows_here: bool


def live_of(session: Session) -> Live:
    """What a page of a session is drawn with."""
    return Live(
        session=session.id,
        changes=session.changes,
        members=session.members,
        here=live.here(session, current.context()),
        shows_here=session.state is SessionState.IN_SESSION,
    )
