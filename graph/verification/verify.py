"""Verifying everything: streams of events, what pages read of reviews, people, sessions and frameworks."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.driver import Graph
from graph.errors import NotAsRecorded
from graph.framework import service as framework
from graph.review.enums import Action
from graph.verification import repository
from graph.verification.events import StoredEvent, stored_events
from graph.verification.faults import Fault, FaultKind, safely
from graph.verification.relations import check_person, check_session
from graph.verification.reviews import check_review
from graph.verification.rows import EventRow, ReviewRow
from graph.verification.streams import check_stream

log = logging.getLogger("plumbline")

_BATCH = 200


@dataclass(frozen=True)
class Verification:
    """What was verified, and every fault found."""

    streams: int
    events: int
    signatures: int
    erased: int
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing differs."""
        return not self.faults


def verify(graph: Graph) -> Verification:
    """Recomputes every hash of every stream, every signature and version, and holds what pages read against them.

    Reads in batches; changes nothing. What cannot be read is a fault like any other, and stops nothing.
    """
    owners = repository.streams(graph)
    found = _check(graph, owners)
    faults = _without_what_moved(graph, owners, found.faults)
    faults += _reviews_that_are_gone(owners, found)
    faults += _loose(graph)
    faults += _versions(graph, found.published)
    return Verification(len(owners), found.events, found.signatures, found.erased, tuple(faults))


def verify_review(graph: Graph, review: str) -> tuple[Fault, ...]:
    """The faults of one review, as pages and reports read it: its stream, and what is linked to it. One round trip.

    What seems a fault is read once more: a reading beside a commit can hold half of it.
    """
    return _faults_of(graph, review) and _faults_of(graph, review)


def require_intact_as_read(graph: Graph, review: str, row: ReviewRow | None) -> None:
    """As `require_intact`, of what a page has read already: only where that has faults it is read anew."""
    if row is None or tuple(_review(row)):
        require_intact(graph, review)


def _faults_of(graph: Graph, review: str) -> tuple[Fault, ...]:
    rows = repository.reviews(graph, [review])
    return tuple(_review(rows[0])) if rows else (Fault(FaultKind.REMOVED, review, 0, "the review"),)


def require_intact(graph: Graph, review: str) -> None:
    """Raises NotAsRecorded where a review is not what its events say; the log names what differs. One round trip."""
    faults = verify_review(graph, review)
    if faults:
        for fault in faults:
            log.error("%s is not as recorded: %s %s: %s", review, fault.kind, fault.seq, fault.detail)
        raise NotAsRecorded(review)


def _check(graph: Graph, owners: Sequence[Mapping[str, Any]]) -> "_Found":
    found = _Found()
    for kind in ("review", "person", "session", "framework", "import", "cycle", "installation"):
        of_kind = [owner for owner in owners if owner["kind"] == kind]
        for start in range(0, len(of_kind), _BATCH):
            _check_batch(graph, kind, of_kind[start : start + _BATCH], found)
    return found


def _without_what_moved(graph: Graph, owners: Sequence[Mapping[str, Any]], faults: list[Fault]) -> list[Fault]:
    """The faults, those of streams to which something was appended meanwhile looked for once more."""
    suspects = {fault.stream for fault in faults}
    before = {owner["stream"]: (owner["seq"], owner["head"]) for owner in owners}
    now = repository.streams(graph) if suspects else []
    moved = [one for one in now if one["stream"] in suspects and before.get(one["stream"]) != (one["seq"], one["head"])]
    streams = {owner["stream"] for owner in moved}
    return [fault for fault in faults if fault.stream not in streams] + _check(graph, moved).faults


def _reviews_that_are_gone(owners: Sequence[Mapping[str, Any]], found: "_Found") -> list[Fault]:
    """Reviews that somebody read or a session covered, and of which nothing is left."""
    there = {owner["stream"] for owner in owners if owner["kind"] == "review"}
    return [Fault(FaultKind.REMOVED, review, 0, "the review") for review in sorted(found.named - there)]


@dataclass
class _Found:
    """What has been counted and found so far; `published` maps versions to the hashes that their events name, `named`
    are the reviews that other streams name."""

    events: int = 0
    signatures: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def count(self, rows: Sequence[EventRow], stored: Sequence[StoredEvent]) -> None:
        """Takes in the events of one stream."""
        self.events += len(rows)
        self.erased += sum(not word["text"] for row in rows for word in row["words"])
        self.signatures += sum(event.action == Action.SIGN_OFF for event in stored)
        for event in stored:
            if event.action == "publish":
                self.published[str(event.facts.get("version"))] = str(event.facts.get("content_hash"))
            if event.action in ("read_review", "set_up"):
                reviews = event.facts.get("reviews")
                named = reviews if isinstance(reviews, list) else [event.facts.get("review")]
                self.named |= {str(one) for one in named if one}


def _check_batch(graph: Graph, kind: str, owners: Sequence[Mapping[str, Any]], found: _Found) -> None:
    if kind == "review":
        for row in repository.reviews(graph, [owner["stream"] for owner in owners]):
            found.count(row["events"], stored_events(row["events"]))
            found.faults += _review(row)
        return
    rows: dict[str, list[EventRow]] = {owner["stream"]: [] for owner in owners}
    for row in repository.events(graph, owners):
        rows[row["stream"]].append(row)
    stored = {stream: stored_events(of_stream) for stream, of_stream in rows.items()}
    for owner in owners:
        stream = owner["stream"]
        found.count(rows[stream], stored[stream])
        found.faults += safely(stream, check_stream(owner, rows[stream]))
    if kind == "person":
        for person in repository.people(graph, list(stored)):
            found.faults += safely(person["person"], check_person(person, stored[person["person"]]))
    if kind == "session":
        for session in repository.sessions(graph, list(stored)):
            found.faults += safely(session["session"], check_session(session, stored[session["session"]]))


def _review(row: ReviewRow) -> Iterable[Fault]:
    review = row["review"]
    yield from safely(review, check_stream(row["owner"], row["events"]))
    yield from safely(review, check_review(row, stored_events(row["events"])))


def _loose(graph: Graph) -> list[Fault]:
    return [
        Fault(
            FaultKind.RELATION,
            str(row["stream"]),
            row["seq"] if type(row["seq"]) is int else 0,
            f"{row['what']} that hangs on nothing",
        )
        for row in repository.loose(graph)
    ]


def _versions(graph: Graph, published: Mapping[str, str]) -> Iterator[Fault]:
    found = repository.versions(graph)
    for row in found:
        version = row["version"]
        if published.get(version) != row["content_hash"]:
            yield Fault(FaultKind.SIGNATURE, row["framework"], 0, f"{version}: its hash is not the published one")
        yield from safely(row["framework"], _content(graph, row["framework"], version))
    for version in sorted(published.keys() - {row["version"] for row in found}):
        yield Fault(FaultKind.REMOVED, version, 0, "the framework version")


def _content(graph: Graph, stream: str, version: str) -> Iterator[Fault]:
    if not framework.verify(graph, version):
        yield Fault(FaultKind.SIGNATURE, stream, 0, f"{version}: its content is not what was published")
