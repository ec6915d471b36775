"""Events as they are stored, read without trust: whatever is missing or broken in one is a fault, never an error."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.audit.chain import digest
from graph.review.enums import OtherAction
from graph.verification.rows import EventRow


@dataclass(frozen=True)
class StoredEvent:
    """One event whose body could be read; `facts` and `words` are empty where the body has none.

    `words` are digests by kind; `salts` what they were made with, as far as it is still there.
    """

    seq: int
    action: str
    actor: str
    at: str
    facts: Mapping[str, Any]
    words: Mapping[str, str]
    salts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Erasure:
    """Up to which event and revision the words of a stream were erased; 0 where none were."""

    seq: int = 0
    revision: int = 0


def json_object(text: Any) -> dict[str, Any] | None:
    """A JSON object, None where the text is none."""
    try:
        content = json.loads(text or "")
    except (ValueError, TypeError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def body_of(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """What an event's body says, None if it is no JSON object."""
    return json_object(event.get("body"))


def stored_events(rows: Sequence[EventRow]) -> tuple[StoredEvent, ...]:
    """The events whose bodies can be read, by number; what is wrong with the others, `check_stream` says."""
    events = []
    for row in rows:
        body = body_of(row["event"])
        if body is None or type(body.get("seq")) is not int:
            continue
        facts, words = body.get("facts"), body.get("words")
        events.append(
            StoredEvent(
                seq=body["seq"],
                action=str(body.get("action")),
                actor=str(body.get("actor")),
                at=str(body.get("at")),
                facts=facts if isinstance(facts, dict) else {},
                words=words if isinstance(words, dict) else {},
                salts={str(word["kind"]): word["salt"] for word in row["words"]},
            )
        )
    return tuple(sorted(events, key=lambda event: event.seq))


def erasure_of(events: Sequence[StoredEvent]) -> Erasure:
    """How far the last erasing event of a stream reaches."""
    for event in reversed(events):
        if event.action == OtherAction.ERASE:
            revision = event.facts.get("revision")
            return Erasure(event.seq, revision if type(revision) is int else 0)
    return Erasure()


def words_fault(text: Any, salt: Any, expected: Any, *, erased: bool) -> str:
    """What is wrong with words whose digest is `expected` ('' or None: there were none), '' if nothing is.

    Words without text and salt were erased, which an event has to say.
    """
    if not expected:
        return "has words that were never said" if text else ""
    if not text and not salt:
        return "" if erased else "is missing, and no event says that it was erased"
    if not isinstance(text, str) or not isinstance(salt, str) or digest(salt, text) != expected:
        return "does not match its digest"
    return ""


def said_fault(said: Mapping[str, Any], event: StoredEvent, kind: str, *, erased: bool) -> str:
    """What is wrong with words (text, salt, text_digest) that an event says, too, with a salt of its own."""
    text = said["text"]
    wrong = words_fault(text, said["salt"], said["text_digest"], erased=erased)
    if wrong or not said["text_digest"]:
        return wrong or "has no digest"
    salt = event.salts.get(kind)
    if text and isinstance(salt, str) and digest(salt, text) != event.words.get(kind):
        return "is not what the event says"
    return ""
