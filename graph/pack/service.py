"""Packs for those who read them: asking for one, following it, cancelling it, downloading it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from graph.audit.canonical import content_hash
from graph.audit.chain import compose
from graph.calibration import packs
from graph.calibration.models import Session, SessionReview
from graph.calibration.packs import UNFINISHED, PackJob, PackState
from graph.calibration.service import session as session_of
from graph.clock import day, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.pack import repository
from graph.pack.stream import appended
from graph.review import enums
from graph.review.authority import seat_edge
from graph.review.enums import Capacity
from graph.signs_of_life import is_seen
from graph.text import Text
from graph.workflow.policy import Permission, decide


@dataclass(frozen=True)
class PackContent:
    """What a pack is of: everything that is signed, or the reviews `only`, which were changed `since` a moment."""

    language: str
    paper: str
    since: datetime | None = None
    only: frozenset[str] | None = None

    @classmethod
    def of(cls, job: PackJob) -> "PackContent":
        """What a pack that was asked for is of."""
        return cls(job.language, job.paper, job.since, frozenset(job.reviews) if job.since else None)


@dataclass(frozen=True)
class PackRequest:
    """What asking for a pack led to: a new one, or the living one of the same content."""

    id: str
    created: bool


def readable(session: Session, reader: str) -> tuple[SessionReview, ...]:
    """The reviews of a session whose committee report `reader` may read by their seat; never their own."""
    seat = frozenset({Capacity(session.reader_is)})
    return tuple(
        one
        for one in session.reviews
        if one.review.person.id != reader and decide(Permission.READ_COMMITTEE_REPORT, seat, one.review.state).allowed
    )


def changed(session: Session, reader: str) -> tuple[SessionReview, ...]:
    """Those of `readable` with which something was done since the newest pack."""
    return tuple(one for one in readable(session, reader) if session.since_pack(one))


def living_key(session: Session, reader: str, of: PackContent) -> str:
    """The digest of what a pack for `reader` would hold now: who is in it, as they stand, and who is missing."""
    within = [one for one in readable(session, reader) if of.only is None or one.review.id in of.only]
    names = {one.review.id for one in within}
    return content_hash(
        {
            "session": session.id,
            "language": of.language,
            "paper": of.paper,
            "reviews": sorted([one.review.id, one.revision, one.head] for one in within),
            "without": sorted(one.review.id for one in session.reviews if one.review.id not in names),
        }
        | ({"since": to_iso(of.since)} if of.since else {})
    )


def ask(
    graph: Graph, context: Context, session_id: str, language: str, paper: str, *, changes: bool = False
) -> PackRequest:
    """Asks for the pack of a session, or finds the living one of the same content; with `changes` for one of those
    with whom something was done since the newest pack.

    Raises NotFound where the actor does not sit in the session, Refused (`something_signed`, `nothing_changed`) where
    there is nothing that they may read, Conflict if the actor's stream keeps moving.
    """
    session = session_of(graph, context, session_id)
    within = (changed if changes else readable)(session, context.actor)
    reviews = [one.review.id for one in within]
    if not reviews:
        raise Refused((Reason("nothing_changed"),) if changes else (Reason("something_signed"),))
    content = PackContent(language, paper)
    if changes:
        content = replace(content, since=session.packed_at, only=frozenset(reviews))
    since = to_iso(content.since) if content.since else ""
    key = living_key(session, context.actor, content)
    pack = {
        "id": f"pk-{context.new_id()}", "asker": context.actor, "language": language, "paper": paper,
        "state": PackState.WAITING.value, "asked_at": to_iso(context.now), "done": 0, "of": len(reviews), "attempts": 0,
        "since": since,
    }  # fmt: skip
    facts = {"pack": pack["id"], "session": session.id, "language": language, "paper": paper, "people": len(reviews)}
    facts |= {"since": since} if since else {}
    edge = seat_edge(context.actor, session.id, session.reader_is)

    def write(seq: int, head: str) -> dict[str, Any] | None:
        event = compose(context, context.actor, seq, head, "ask_for_pack", facts, relied_on=edge)
        return graph.write_one(
            repository.ASK,
            actor=context.actor,
            session=session.id,
            living=key,
            pack=pack,
            reviews=reviews,
            seq=seq,
            head=head,
            event=event.params(),
        )

    row = appended(graph, context.actor, write)
    if row is None:
        raise NotFound("session", session_id)
    return PackRequest(row["id"], row["created"])


def pack(graph: Graph, context: Context, pack_id: str) -> PackJob:
    """One pack. Raises NotFound, also where the actor may not have it."""
    row = _row(graph, context, pack_id)
    return replace(
        _job(context, row), session_name=Text.of(row["about"], "name"), meets_on=day(row["about"]["meets_on"])
    )


def cancel(graph: Graph, context: Context, pack_id: str) -> None:
    """Cancels a pack that is not made yet; its asker and facilitators may.

    Raises NotFound, Forbidden, Conflict where it is not unfinished any more.
    """
    row = _row(graph, context, pack_id)
    job = _job(context, row)
    if not job.may_cancel:
        raise Forbidden("cancel_pack", "facilitator")
    if not move(
        graph, context, job, UNFINISHED, {"state": PackState.CANCELLED.value}, "cancel_pack", _edge(context, row)
    ):
        raise Conflict({"pack": pack_id})


def give_up(graph: Graph, context: Context, pack_id: str) -> PackJob:
    """Ends a ready pack whose file is lost or that is not to be read any more, so that it can be asked for anew."""
    row = _row(graph, context, pack_id)
    job = _job(context, row)
    changes = {"state": PackState.EXPIRED.value}
    move(graph, context, job, frozenset({PackState.READY}), changes, "give_up_pack", _edge(context, row))
    return job


def log_download(graph: Graph, context: Context, pack_id: str) -> None:
    """Logs that the actor downloads a pack, and so reads each review in it (once a day and review).

    Raises NotFound where they may not have it, or not any more by the moment it is logged, Conflict if their stream
    keeps moving.
    """
    row = _row(graph, context, pack_id)
    job, edge = _job(context, row), _edge(context, row)

    def write(seq: int, head: str) -> dict[str, Any] | None:
        events = []
        for review in row["unread"]:
            facts = {"review": review["id"], "revision": review["revision"], "as": row["seat"]}
            events.append(compose(context, context.actor, seq, head, "read_review", facts, relied_on=edge))
            seq, head = events[-1].seq, events[-1].hash
        facts = {"pack": job.id, "session": job.session, "sha256": job.sha256}
        events.append(compose(context, context.actor, seq, head, "download_pack", facts, relied_on=edge))
        return graph.write_one(
            repository.LOG_DOWNLOAD,
            pack=job.id,
            actor=context.actor,
            states=enums.SIGNED_STATES,
            seq=events[0].seq - 1,
            head=events[0].previous,
            events=[one.params() for one in events],
            last=events[-1].params(),
            on=context.today.isoformat(),
        )

    if appended(graph, context.actor, write) is None:
        raise NotFound("pack", pack_id)


def worker_seen(session: Session, context: Context, within: float) -> bool:
    """Whether any worker has given a sign of life in the last `within` seconds."""
    return is_seen(session.beat_at, context, within)


def move(
    graph: Graph,
    context: Context,
    job: PackJob,
    states: frozenset[PackState],
    changes: dict[str, Any],
    action: str,
    edge: str,
    *,
    worker: str = "",
    stream: str = "",
    facts: dict[str, Any] | None = None,
) -> bool:
    """Moves a pack on with its event in a stream (the actor's own); False where it is not in one of `states` any more,
    or not in the hands of `worker`."""
    owner = stream or context.actor
    to = PackState(changes["state"])
    texts = {"pack": job.id, "session": job.session, "to": to.value} | (facts or {})

    def write(seq: int, head: str) -> dict[str, Any] | None:
        behalf = owner if stream else None
        event = compose(context, owner, seq, head, action, texts, relied_on=edge, on_behalf_of=behalf)
        return graph.write_one(
            repository.MOVE, pack=job.id, worker=worker, changes=changes | {"ended_at": to_iso(context.now)},
            ends=to is not PackState.READY, stream=owner, seq=seq, head=head, event=event.params(),
            **{"from": sorted(state.value for state in states)},
        )  # fmt: skip

    return appended(graph, owner, write) is not None


def _row(graph: Graph, context: Context, pack_id: str) -> dict[str, Any]:
    row = graph.read_one(
        repository.PACK, pack=pack_id, actor=context.actor, states=enums.SIGNED_STATES, today=context.today.isoformat()
    )
    if row is None:
        raise NotFound("pack", pack_id)
    return row


def _job(context: Context, row: dict[str, Any]) -> PackJob:
    return packs.job_of(context.actor, row["session"], row["seat"], row)


def _edge(context: Context, row: dict[str, Any]) -> str:
    return seat_edge(context.actor, row["session"], row["seat"])
