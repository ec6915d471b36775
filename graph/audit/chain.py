"""Events chained by hash, and words that enter the chain only as salted digests."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from graph.audit.canonical import canonical
from graph.clock import to_iso
from graph.context import Context

GENESIS = ""
"""What the first event of a stream links to."""


def link(previous: str, body: str) -> str:
    """The hash of an event: SHA-256 over the previous event's hash followed by the canonical body, in hex."""
    return sha256((previous + body).encode("utf-8")).hexdigest()


def digest(salt: str, text: str) -> str:
    """The salted digest that stands for `text` in events and content hashes; '' for no text."""
    return sha256((salt + text).encode("utf-8")).hexdigest() if text else ""


@dataclass(frozen=True)
class Words:
    """One free text said in an act: kept beside the event with its salt, so that it can be erased later."""

    id: str
    kind: str
    text: str
    salt: str

    @property
    def digest(self) -> str:
        """The salted digest that the event's body carries."""
        return digest(self.salt, self.text)

    def row(self) -> dict[str, str]:
        """The stored form."""
        return {"id": self.id, "kind": self.kind, "text": self.text, "salt": self.salt, "digest": self.digest}


@dataclass(frozen=True)
class Event:
    """One event ready to be appended to a stream whose head was `previous` at `seq - 1`."""

    id: str
    stream: str
    seq: int
    action: str
    actor: str
    on_behalf_of: str | None
    relied_on: str
    at: str
    body: str
    previous: str
    hash: str
    words: tuple[Words, ...] = ()

    def params(self) -> dict[str, Any]:
        """The stored properties of the event; its words are rows of their own."""
        return {
            "id": self.id,
            "stream": self.stream,
            "seq": self.seq,
            "action": self.action,
            "actor": self.actor,
            "on_behalf_of": self.on_behalf_of,
            "relied_on": self.relied_on,
            "at": self.at,
            "body": self.body,
            "previous": self.previous,
            "hash": self.hash,
        }


def compose(
    context: Context,
    stream: str,
    seq: int,
    previous: str,
    action: str,
    facts: Mapping[str, Any],
    *,
    relied_on: str,
    on_behalf_of: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Event:
    """The next event of `stream`, after number `seq` whose hash is `previous`.

    `facts` are values without free text; `texts` maps a kind to a free text, of which the body gets the digest alone.
    """
    words = tuple(Words(context.new_id(), kind, text, context.new_id()) for kind, text in (texts or {}).items() if text)
    properties: dict[str, Any] = {
        "stream": stream,
        "seq": seq + 1,
        "action": action,
        "actor": context.actor,
        "on_behalf_of": on_behalf_of,
        "relied_on": relied_on,
        "at": to_iso(context.now),
    }
    digests = {word.kind: word.digest for word in words}
    body = canonical({**properties, "facts": dict(facts), "words": digests})
    return Event(
        id=f"{stream}/{seq + 1}",
        body=body,
        previous=previous,
        hash=link(previous, body),
        words=words,
        **properties,
    )
