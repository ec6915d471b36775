"""The record as an auditor reads it: events of a time, a person, a cycle or an action, and who verified it when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.audit.chain import compose
from graph.audit.repository import append, stream_head
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.queries import query
from graph.review.enums import OF_COMMITTEE, RESULT_VISIBLE
from graph.review.models import PersonRef
from graph.text import Text
from graph.verification.events import json_object
from graph.verification.rows import RecordRow
from graph.verification.verify import Verification

RECORD = query("audit/record", RecordRow)
VERIFICATIONS = query("audit/verifications")

VERIFY, EXPORT = "verify_record", "export_record"
RUNS_LISTED = 20
_BATCH = 2_000
_ATTEMPTS = 8
_FAULTS_NAMED = 20
_RELIED_ON = "HAS_CAPACITY/{}>auditor"


@dataclass(frozen=True)
class RecordFilter:
    """What of the record is asked for; '' and None ask for all. `person` is as typed: an id or part of a name."""

    person: str = ""
    cycle: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class RecordedLine:
    """One event. `at` is None where what is stored is no moment; `owner` is the kind of thing whose stream it is in (''
    if it hangs on nothing), `about` the person whose review it is in."""

    stored_at: str
    at: datetime | None
    stream: str
    seq: int
    action: str
    by: PersonRef
    on_behalf_of: str
    relied_on: str
    owner: str
    about: PersonRef | None
    cycle: str
    body: str
    previous: str
    hash: str


@dataclass(frozen=True)
class RecordStretch:
    """Some events, newest first; `more` says whether older ones follow. `cycles` are those to choose from, `people` the
    ids of those whom the filter names."""

    lines: tuple[RecordedLine, ...]
    more: bool
    cycles: tuple[tuple[str, Text], ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class VerificationRun:
    """A verification as its event says; `faults` is how many it found, `named` the first of them."""

    at: datetime | None
    by: PersonRef
    events: int
    signatures: int
    faults: int
    named: tuple[str, ...]


def read_record(
    graph: Graph, context: Context, wanted: RecordFilter, *, skip: int = 0, limit: int = 100
) -> RecordStretch:
    """A stretch of the record, the newest first. One round trip; nothing that is broken in an event stops it, but one
    without a moment is named by verifying alone. Of the reader's own review before it is shared it tells no more than
    its history does."""
    row = graph.read_one(
        RECORD,
        typed=wanted.person,
        action=wanted.action,
        cycle=wanted.cycle,
        since=to_iso(wanted.since) if wanted.since else "",
        until=to_iso(wanted.until) if wanted.until else "",
        skip=skip,
        limit=limit + 1,
        reader=context.actor,
        shared=sorted(RESULT_VISIBLE),
        committee=sorted(OF_COMMITTEE),
    )
    assert row is not None
    return RecordStretch(
        tuple(map(_line, row["events"][:limit])),
        len(row["events"]) > limit,
        tuple((cycle["id"], Text.of(cycle, "name")) for cycle in row["cycles"]),
        tuple(sorted(row["people"])),
    )


def whole_record(graph: Graph, context: Context, wanted: RecordFilter) -> Iterator[RecordedLine]:
    """Every event that is asked for, the newest first, in batches. What is recorded meanwhile moves the batches on: an
    event then comes twice, and none is left out."""
    skip, more = 0, True
    while more:
        stretch = read_record(graph, context, wanted, skip=skip, limit=_BATCH)
        yield from stretch.lines
        skip, more = skip + _BATCH, stretch.more


def keep_verification(graph: Graph, context: Context, result: Verification) -> None:
    """Appends to the auditor's stream what a verification found. Raises Conflict if the stream keeps moving."""
    named = [f"{fault.kind} {fault.stream} {fault.seq}" for fault in result.faults[:_FAULTS_NAMED]]
    facts = {
        "streams": result.streams, "events": result.events, "signatures": result.signatures, "erased": result.erased,
        "faults": len(result.faults), "named": named,
    }  # fmt: skip
    _append(graph, context, VERIFY, facts)


def keep_export(graph: Graph, context: Context, wanted: RecordFilter, events: int) -> None:
    """Appends to the auditor's stream which part of the record they took with them, and whose. Raises Conflict as
    above."""
    people = list(read_record(graph, context, wanted, limit=1).people)
    facts = {
        "cycle": wanted.cycle, "action": wanted.action, "events": events, "people": people,
        "since": to_iso(wanted.since) if wanted.since else "", "until": to_iso(wanted.until) if wanted.until else "",
    }  # fmt: skip
    _append(graph, context, EXPORT, facts)


def verification_runs(graph: Graph) -> tuple[VerificationRun, ...]:
    """The last verifications that auditors made, the newest first."""
    return tuple(_run(row) for row in graph.read_many(VERIFICATIONS, action=VERIFY, limit=RUNS_LISTED))


def _append(graph: Graph, context: Context, action: str, facts: Mapping[str, Any]) -> None:
    for _ in range(_ATTEMPTS):
        seq, head = stream_head(graph, context.actor)
        event = compose(
            context, context.actor, seq, head, action, facts, relied_on=_RELIED_ON.format(context.actor)
        )  # fmt: skip
        if append(graph, context, seq, head, event):
            return
    raise Conflict({"stream": context.actor})


def _run(row: Mapping[str, Any]) -> VerificationRun:
    facts = (json_object(row["body"]) or {}).get("facts")
    said = facts if isinstance(facts, dict) else {}
    counts = {name: value if type(value := said.get(name)) is int else 0 for name in ("events", "signatures", "faults")}
    named = tuple(map(str, said["named"])) if isinstance(said.get("named"), list) else ()
    return VerificationRun(_moment(row["at"]), PersonRef(row["id"], Text.of(row, "name")), **counts, named=named)


def _line(event: Mapping[str, Any]) -> RecordedLine:
    by, about = event["by"], event["about"]
    actor = str(event["actor"] or "")
    return RecordedLine(
        stored_at=str(event["at"]),
        at=_moment(event["at"]),
        stream=str(event["stream"] or ""),
        seq=event["seq"] if type(event["seq"]) is int else 0,
        action=str(event["action"] or ""),
        by=_person(by) if by else PersonRef(actor, Text(actor, actor)),
        on_behalf_of=str(event["on_behalf_of"] or ""),
        relied_on=str(event["relied_on"] or ""),
        owner=str(event["owner"] or ""),
        about=_person(about) if about else None,
        cycle=str(event["cycle"] or ""),
        body=str(event["body"] or ""),
        previous=str(event["previous"] or ""),
        hash=str(event["hash"] or ""),
    )


def _person(row: Mapping[str, Any]) -> PersonRef:
    return PersonRef(row["id"], Text.of(row, "name"))


def _moment(stored: Any) -> datetime | None:
    try:
        return from_iso(stored)
    except (ValueError, TypeError):
        return None
