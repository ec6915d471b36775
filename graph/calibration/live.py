"""What is new in a session, for pages that follow it, and which members have one of its pages open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from graph.calibration.models import Member, Session
from graph.calibration.table import SessionState
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.queries import query

NEWS = query("calibration/news")
HERE = query("calibration/here")
SAID_AFTER = timedelta(seconds=20)
"""So often it is noted of a member that they are here."""
HERE_FOR = timedelta(seconds=45)
"""So long somebody counts as here after that was noted."""


@dataclass(frozen=True)
class News:
    """How often what a session's page shows was changed, `seq` of its own events, the ids of the `reviews` at which it
    was changed since the page that asks was drawn, and of the members who are here; nobody before it has started."""

    changes: int
    seq: int
    reviews: tuple[str, ...]
    here: tuple[str, ...]


def news(
    graph: Graph, context: Context, session_id: str, claimed: tuple[int, str], *, drawn: int, looking: bool
) -> News | None:
    """What is new in a session, in one statement; None where the actor has no seat in it, or is not signed in any more.

    `drawn` is the count of changes as of which the page that asks was drawn. `claimed` are the session version and
    session key of the actor's cookie, which nobody has looked up. Who is `looking` at one of its pages while it is in
    session is noted as here, now and then by one statement more; not while the graph takes no writes.
    """
    version, key = claimed
    row = graph.read_one(
        NEWS, session=session_id, actor=context.actor, today=context.today.isoformat(), session_version=version,
        session_key=key, since=to_iso(context.now - HERE_FOR), drawn=drawn,
    )  # fmt: skip
    if row is None:
        return None
    if looking and row["in_session"] and _is_due(context, row["here_at"]) and not graph.is_read_only:
        graph.write_one(HERE, session=session_id, actor=context.actor, now=to_iso(context.now))
    return News(row["changes"], row["seq"], tuple(row["reviews"]), tuple(row["here"]))


def here(session: Session, context: Context) -> frozenset[str]:
    """The ids of the members who have one of the session's pages open; nobody before it has started."""
    if session.state is not SessionState.IN_SESSION:
        return frozenset()
    return frozenset(_present(session.members, context))


def _present(members: Iterable[Member], context: Context) -> Iterable[str]:
    for member in members:
        if member.here_at and context.now - member.here_at <= HERE_FOR:
            yield member.person.id


def _is_due(context: Context, here_at: str | None) -> bool:
    return here_at is None or context.now - from_iso(here_at) >= SAID_AFTER
