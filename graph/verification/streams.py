"""Whether a stream of events is whole: which event was altered, removed or inserted, which words changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.audit.chain import GENESIS, link
from graph.verification.events import body_of, erasure_of, stored_events, words_fault
from graph.verification.faults import Fault, FaultKind
from graph.verification.rows import EventRow, WordsRow

_BESIDE_THE_BODY = ("stream", "seq", "action", "actor", "on_behalf_of", "relied_on", "at")


def check_stream(owner: Mapping[str, Any], rows: Sequence[EventRow]) -> Iterator[Fault]:
    """The faults of one stream, given where its owner says it stands and the events that hang on it, in any order."""
    stream = owner["stream"]
    numbered: list[EventRow] = []
    for row in rows:
        seq = row["event"].get("seq")
        if type(seq) is not int or seq < 1:
            yield Fault(FaultKind.INSERTED, stream, 0, f"an event whose number is {seq}")
        elif row["event"].get("stream") != stream:
            yield Fault(FaultKind.INSERTED, stream, seq, f"an event of the stream {row['event'].get('stream')}")
        else:
            numbered.append(row)
    numbered.sort(key=lambda row: row["event"]["seq"])
    last = owner["seq"]
    if type(last) is not int or not isinstance(owner["head"], str):
        yield Fault(FaultKind.HEAD, stream, 0, "the owner does not say where its stream stands")
        last = numbered[-1]["event"]["seq"] if numbered else 0
    yield from _events(stream, last, owner["head"], numbered)
    yield from _state(owner, numbered)


def _events(stream: str, last: int, head: Any, rows: Sequence[EventRow]) -> Iterator[Fault]:
    previous: Any = GENESIS
    expected = 1
    erased_until = erasure_of(stored_events(rows)).seq
    for row in rows:
        event = row["event"]
        seq = event["seq"]
        if seq > last:
            yield Fault(FaultKind.INSERTED, stream, seq, f"beyond the last recorded event {last}")
            continue
        if seq < expected:
            yield Fault(FaultKind.INSERTED, stream, seq, "a second event with this number")
            continue
        yield from _gap(stream, expected, seq)
        altered = _altered(event)
        if altered:
            yield Fault(FaultKind.ALTERED, stream, seq, altered)
        elif seq == expected and event.get("previous") != previous:
            yield Fault(FaultKind.ALTERED, stream, seq, "does not follow from the event before it")
        yield from _words(stream, seq, event, row["words"], erased=seq < erased_until)
        previous, expected = event.get("hash"), seq + 1
    yield from _gap(stream, expected, last + 1)
    if expected == last + 1 and isinstance(head, str) and previous != head:
        yield Fault(FaultKind.HEAD, stream, last, "the head differs from the last event's hash")


def _gap(stream: str, first: int, after: int) -> Iterator[Fault]:
    """One fault for the events that are missing from `first` up to before `after`."""
    if first < after:
        detail = (
            "no event with this number" if after == first + 1 else f"no events with the numbers {first} to {after - 1}"
        )
        yield Fault(FaultKind.REMOVED, stream, first, detail)


def _altered(event: Mapping[str, Any]) -> str:
    """What of an event no longer matches its hash or its body, '' if all does."""
    previous, body, hash_ = (event.get(key) for key in ("previous", "body", "hash"))
    if not (isinstance(previous, str) and isinstance(body, str) and isinstance(hash_, str)):
        return "previous, body or hash is missing"
    if link(previous, body) != hash_:
        return "body or hash"
    content = body_of(event)
    if content is None:
        return "the body is no JSON object"
    return next((key for key in _BESIDE_THE_BODY if content.get(key) != event.get(key)), "")


def _words(
    stream: str, seq: int, event: Mapping[str, Any], rows: Sequence[WordsRow], *, erased: bool
) -> Iterator[Fault]:
    recorded = (body_of(event) or {}).get("words")
    if not isinstance(recorded, dict):
        return
    left = list(rows)
    for kind, expected in recorded.items():
        word = next((one for one in left if one["kind"] == kind), None)
        if word is None:
            yield Fault(FaultKind.REMOVED, stream, seq, f"words: {kind}")
            continue
        left.remove(word)
        wrong = words_fault(word["text"], word["salt"], expected, erased=erased)
        if word["digest"] != expected or wrong:
            yield Fault(FaultKind.WORDS, stream, seq, f"{kind} {wrong or 'has another digest'}")
    for word in left:
        yield Fault(FaultKind.INSERTED, stream, seq, f"words: {word['kind']}")


def _state(owner: Mapping[str, Any], rows: Sequence[EventRow]) -> Iterator[Fault]:
    """Whether a review or a session stands in the state, and a review in the revision, that its last event says."""
    events = [event for event in stored_events(rows) if "to" in event.facts]
    if owner["kind"] not in ("review", "session") or not events:
        return
    recorded = (events[-1].facts["to"], events[-1].facts.get("revision"))
    if recorded != (owner["state"], owner["revision"]):
        detail = f"recorded {recorded[0]}, revision {recorded[1]}; stands at {owner['state']}"
        yield Fault(FaultKind.STATE, owner["stream"], events[-1].seq, f"{detail}, revision {owner['revision']}")
