"""Seals: where every stream stood at a moment, in a file that is kept elsewhere.

Whoever can write to the graph can write a whole stream anew, hashes and all, so that nothing in the graph tells. A seal
from before tells: it names the hash of each stream's newest event, and everything before that event is in that hash.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from graph.audit.canonical import canonical
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import PlumblineError
from graph.queries import query
from graph.verification import repository
from graph.verification.faults import Fault, FaultKind

SEALED = query("verification/sealed")

FORMAT = "plumbline-seal-1"
_BATCH = 2000


class UnreadableSeal(PlumblineError):
    """A file that is no seal, or not as it was written."""


@dataclass(frozen=True)
class StreamHead:
    """Where one stream stood: the number and the hash of its newest event."""

    kind: str
    stream: str
    seq: int
    hash: str

    def leaf(self) -> bytes:
        """The leaf of the tree: SHA-256 over a zero byte and the canonical JSON of kind, stream, seq, hash."""
        content = canonical({"kind": self.kind, "stream": self.stream, "seq": self.seq, "hash": self.hash})
        return sha256(b"\0" + content.encode()).digest()


@dataclass(frozen=True)
class Seal:
    """All streams at a moment; `root` stands for all of them, short enough for a mail or a sheet of paper."""

    at: str
    heads: tuple[StreamHead, ...]

    @property
    def root(self) -> str:
        """The Merkle root over the moment and the heads in order, in hex."""
        moment = sha256(b"\0" + canonical({"at": self.at}).encode()).digest()
        return merkle_root([moment, *(head.leaf() for head in self.heads)])

    def text(self) -> str:
        """The file: one JSON object, a line for each stream."""
        lines = ",\n".join(canonical([head.kind, head.stream, head.seq, head.hash]) for head in self.heads)
        return f'{{"format": "{FORMAT}", "at": "{self.at}", "root": "{self.root}", "streams": [\n{lines}\n]}}\n'


def merkle_root(leaves: Sequence[bytes]) -> str:
    """The root of a tree whose nodes are SHA-256 over a one byte and both children; an odd one moves up as it is.

    Leaves begin with another byte than nodes, so that neither passes for the other (RFC 9162, section 2.1).
    """
    level = list(leaves)
    if not level:
        return sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0].hex()


def seal(graph: Graph, context: Context) -> Seal:
    """Where every stream stands now. Changes nothing."""
    heads = [
        StreamHead(str(one["kind"]), str(one["stream"]), int(one["seq"]), str(one["head"]))
        for one in repository.streams(graph)
        if type(one["seq"]) is int and one["head"]
    ]
    return Seal(to_iso(context.now), tuple(sorted(heads, key=lambda head: (head.kind, head.stream))))


def read_seal(text: str) -> Seal:
    """The seal of a file. Raises UnreadableSeal where it is none, or was changed since it was written."""
    try:
        content: Any = json.loads(text)
        if content["format"] != FORMAT:
            raise UnreadableSeal(f"This is no seal of the format {FORMAT}.")
        heads = tuple(
            StreamHead(str(kind), str(stream), int(seq), str(hash_)) for kind, stream, seq, hash_ in content["streams"]
        )
        sealed = Seal(str(content["at"]), heads)
        same = sealed.root == content["root"]
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise UnreadableSeal(f"This is no seal: {str(error)[:200]}.") from error
    if not same:
        raise UnreadableSeal("The file was changed since it was written: its streams do not give its root.")
    return sealed


def check_seal(graph: Graph, sealed: Seal) -> Iterator[Fault]:
    """Every stream that is gone, was cut, or was written anew since the seal; what was appended since is no fault."""
    for start in range(0, len(sealed.heads), _BATCH):
        batch = sealed.heads[start : start + _BATCH]
        wanted = [{"kind": head.kind, "stream": head.stream, "seq": head.seq} for head in batch]
        found = {(row["kind"], row["stream"]): row for row in graph.read_many(SEALED, heads=wanted)}
        for head in batch:
            fault = _fault(head, found.get((head.kind, head.stream)))
            if fault:
                yield Fault(FaultKind.SEAL, head.stream, head.seq, fault)


def _fault(head: StreamHead, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return f"the {head.kind} is gone"
    if row["hash"] is None:
        return "the event that was sealed is gone"
    return "" if row["hash"] == head.hash else "written anew since it was sealed"
