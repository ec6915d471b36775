"""What the pages of a session that follow it are drawn with."""

from dataclasses import dataclass

from flask import request

from graph.calibration import live
from graph.calibration.models import Member, Session
from graph.calibration.table import SessionState
from webapp import current

ROWS = "*"


@dataclass(frozen=True)
class Live:
    """The session that a page follows, as of which change and event, and who is here; `shows_here` once it has started.
    `follows` is what changes the page: one review by its id, or each by its row (ROWS); an address with `only` has the
    page with those alone. '' is anything, with the page as a whole."""

    session: str
    changes: int
    seq: int
    members: tuple[Member, ...]
    here: frozenset[str]
    shows_here: bool
    follows: str = ""


def live_of(session: Session, follows: str) -> Live:
    """What a page of a session is drawn with."""
    return Live(
        session=session.id,
        changes=session.changes,
        seq=session.seq,
        members=session.members,
        here=live.here(session, current.context()),
        shows_here=session.state is SessionState.IN_SESSION,
        follows=follows,
    )


def only() -> frozenset[str] | None:
    """The reviews that the page which asks by itself is to be drawn with; None for all."""
    return frozenset(request.args.getlist("only")) if "only" in request.args else None
