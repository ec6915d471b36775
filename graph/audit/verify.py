"""Verifying the chain: which event was altered, removed or inserted, which signed content no longer matches."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.audit import repository
from graph.audit.canonical import canonical, content_hash
from graph.audit.chain import GENESIS, digest, link
from graph.audit.signed_content import SignedRating, signed_content
from graph.driver import Graph

_BATCH = 200


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was recorded.

    `kind` is altered, removed, inserted, head, state, words or signature; `seq` is the event's number or, for a
    signature, the revision (0: none); `detail` names what differs.
    """

    kind: str
    stream: str
    seq: int
    detail: str


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
    """Recomputes every hash of every stream and every signature. Reads in batches; changes nothing."""
    owners = repository.streams(graph)
    faults: list[Fault] = []
    events = signatures = erased = 0
    for start in range(0, len(owners), _BATCH):
        batch = owners[start : start + _BATCH]
        of: dict[str, list[Mapping[str, Any]]] = {owner["stream"]: [] for owner in batch}
        for row in repository.events(graph, list(of)):
            of[row["event"]["stream"]].append(row)
            events += 1
            erased += sum(1 for word in row["words"] if word["text"] is None)
        for owner in batch:
            faults.extend(check_stream(owner, of[owner["stream"]]))
        reviews = [owner["stream"] for owner in batch if owner["kind"] == "review"]
        for row in repository.signed(graph, reviews):
            signatures += 1
            faults.extend(check_signature(row))
    return Verification(len(owners), events, signatures, erased, tuple(faults))


def check_stream(owner: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """The faults of one stream, given where its owner says it stands and its events in order."""
    stream, previous, expected = owner["stream"], GENESIS, 1
    for row in rows:
        event = row["event"]
        seq = event["seq"]
        if seq > owner["seq"]:
            yield Fault("inserted", stream, seq, f"beyond the last recorded event {owner['seq']}")
            continue
        for missing in range(expected, seq):
            yield Fault("removed", stream, missing, "no event with this number")
        broken = seq == expected and event["previous"] != previous
        detail = _altered(event)
        if detail:
            yield Fault("altered", stream, seq, detail)
        elif broken:
            yield Fault("altered", stream, seq, "does not follow from the event before it")
        yield from _words(stream, seq, event, row["words"])
        previous, expected = event["hash"], seq + 1
    for missing in range(expected, owner["seq"] + 1):
        yield Fault("removed", stream, missing, "no event with this number")
    if expected == owner["seq"] + 1 and previous != owner["head"]:
        yield Fault("head", stream, owner["seq"], "the head differs from the last event's hash")
    yield from _state(owner, rows)


def check_signature(row: Mapping[str, Any]) -> Iterator[Fault]:
    """The faults of one signed revision: changed words, or content that no longer matches the signed hash."""
    sign_off, review = row["sign_off"], row["review"]
    subject = json.loads(sign_off["place"])
    ratings = []
    for stored in row["ratings"]:
        at = f"{stored['party']} rating on {stored['expectation']}"
        for kind in ("comment", "reason"):
            if not _words_match(stored["salt"], stored[kind], stored[f"{kind}_digest"]):
                yield Fault("words", review, sign_off["revision"], f"{kind} of the {at}")
        for piece in stored["evidence"]:
            content = canonical({key: piece[key] or "" for key in ("title", "url", "note")})
            if piece["salt"] is not None and digest(piece["salt"], content) != piece["digest"]:
                yield Fault("words", review, sign_off["revision"], f"evidence of the {at}")
        ratings.append(
            SignedRating(
                party=stored["party"],
                expectation=stored["expectation"],
                value=stored["value"] or "",
                comment=stored["comment_digest"] or "",
                reason=stored["reason_digest"] or "",
                author=stored["author"],
                saved_at=stored["saved_at"],
                evidence=tuple(piece["digest"] for piece in stored["evidence"]),
            )
        )
    if content_hash(signed_content(subject, ratings)) != sign_off["content_hash"]:
        yield Fault("signature", review, sign_off["revision"], "the content no longer matches the signed hash")
    if not _words_match(sign_off["salt"], sign_off.get("sentences"), sign_off["sentences_digest"]):
        yield Fault("words", review, sign_off["revision"], "the two sentences of the signature")


def _altered(event: Mapping[str, Any]) -> str:
    """What of an event no longer matches its hash or its body, '' if all does."""
    if link(event["previous"], event["body"]) != event["hash"]:
        return "body or hash"
    body = json.loads(event["body"])
    for key in ("stream", "seq", "action", "actor", "on_behalf_of", "relied_on", "at"):
        if body.get(key) != event.get(key):
            return key
    return ""


def _words(stream: str, seq: int, event: Mapping[str, Any], words: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    try:
        recorded: dict[str, str] = json.loads(event["body"])["words"]
    except (ValueError, KeyError):
        return
    stored = {word["kind"]: word for word in words}
    for kind, expected in recorded.items():
        word = stored.pop(kind, None)
        if word is None:
            yield Fault("removed", stream, seq, f"words: {kind}")
        elif word["digest"] != expected or not _words_match(word["salt"], word["text"], expected):
            yield Fault("words", stream, seq, kind)
    for kind in stored:
        yield Fault("inserted", stream, seq, f"words: {kind}")


def _words_match(salt: str | None, text: str | None, expected: str | None) -> bool:
    """Whether a text still has its digest; erased words (no salt, no text) match by definition."""
    if salt is None:
        return not text
    return digest(salt, text or "") == (expected or "")


def _state(owner: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Whether a review stands in the state and revision that its last event says."""
    if owner["kind"] != "review" or not rows:
        return
    try:
        facts = json.loads(rows[-1]["event"]["body"])["facts"]
    except (ValueError, KeyError):
        return
    if rows[-1]["event"]["seq"] == owner["seq"] and (facts["to"], facts["revision"]) != (
        owner["state"],
        owner["revision"],
    ):
        yield Fault("state", owner["stream"], owner["seq"], f"recorded {facts['to']}, stands at {owner['state']}")
