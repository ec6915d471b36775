"""Binds parts into one PDF, object by object, so that memory does not grow with the pages.

Mergers that read whole files hold every element of the structure at once: of 100 people those are 150,000. Here the
objects of a part pass through one after the other, with their numbers moved; what is kept is eight bytes an object and
a line a part. The parts come from reports.pack.pdf_part and from nowhere else, so their form is known.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from reports.pack.pdf_part import DEST, PARENT, PLAIN, Head, read_part

OBJECTS_A_STREAM = 200

# Strings are passed over whole: what people wrote may look like a reference.
_TOKENS = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]+>|(\d+) 0 R\b|(/StructParents? )(\d+)", re.DOTALL)
_TREE, _CATALOGUE, _ROOT, _DOCUMENT, _PARENTS, _NAMES, _INFO = range(1, 8)
_FIRST = 8
_ENTRY = 8  # bytes of a cross-reference: kind 1, place 5, index 2


@dataclass(frozen=True)
class _Bound:
    """What is kept of a part: the numbers of its nodes in the whole, and the bounds of its keys and names."""

    place: tuple[int, ...]
    page_tree: int
    structure_top: int
    pages: int
    parents: int
    keys: tuple[int, int]
    names: int
    limits: tuple[bytes, bytes]


class Binder:
    """Writes one PDF to `file`: `add` parts as they are ready, in any order, then `close` once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = sha256()
        self._at = 0
        self._key = 0
        self._entries = bytearray(_ENTRY * _FIRST)
        self._waiting: list[tuple[int, bytes]] = []
        self._parts: list[_Bound] = []
        self._catalogue: Mapping[str, bytes] = {}
        self._info = b"<<>>"
        self._put(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def add(self, part: Path, place: tuple[int, ...]) -> None:
        """Binds in one part; pages and structure follow the order of `place`, and the first part speaks for all."""
        with part.open("rb") as file:
            head, records = read_part(file)
            base = len(self._entries) // _ENTRY
            self._entries.extend(bytes(_ENTRY * head.objects))
            moved = partial(_TOKENS.sub, self._mover(head, base))
            parents: list[bytes] = []
            names: list[tuple[bytes, bytes]] = []
            first_key = self._key
            for kind, number, data in records:
                if kind == PARENT:
                    parents += [b"%d" % (first_key + number), moved(data)]
                elif kind == DEST:
                    name, _, where = data.partition(b"\n")
                    names.append((name, moved(where)))
                elif kind == PLAIN:
                    self._keep(base + number, moved(data))
                else:
                    extra, mark, stream = data.partition(b"\nstream\n")
                    self._object(base + number, moved(extra) + mark + stream)
        self._key += len(parents) // 2
        self._parts.append(
            _Bound(
                place=place,
                page_tree=base + head.page_tree,
                structure_top=base + head.structure_top,
                pages=head.pages,
                parents=self._new(_numbers(parents, first_key, self._key - 1)),
                keys=(first_key, self._key - 1),
                names=self._new(_named(names)) if names else 0,
                limits=(names[0][0], names[-1][0]) if names else (b"", b""),
            )
        )
        if place == min(each.place for each in self._parts):
            self._info = head.info.encode("latin-1")
            self._catalogue = {key: moved(value.encode("latin-1")) for key, value in head.catalogue.items()}

    def close(self) -> tuple[str, int]:
        """Writes what holds the parts together; the file's sha256 in hex and its number of pages."""
        self._parts.sort(key=lambda part: part.place)
        pages = sum(part.pages for part in self._parts)
        kids = _references(part.page_tree for part in self._parts)
        tops = _references(part.structure_top for part in self._parts)
        named = sorted((part for part in self._parts if part.names), key=lambda part: part.limits)
        by_key = sorted(self._parts, key=lambda part: part.keys)
        more = b" ".join(b"/%s %s" % (key.encode(), value) for key, value in self._catalogue.items())
        for number, data in (
            (_TREE, b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, pages)),
            (_DOCUMENT, b"<</Type /StructElem /S /Document /P %d 0 R /K [%s]>>" % (_ROOT, tops)),
            (_ROOT, b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>"
             % (_DOCUMENT, _PARENTS, self._key)),
            (_PARENTS, b"<</Kids [%s]>>" % _references(part.parents for part in by_key)),
            (_NAMES, b"<</Dests <</Kids [%s]>>>>" % _references(part.names for part in named)),
            (_INFO, self._info),
            (_CATALOGUE, b"<</Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /Names %d 0 R "
             b"/PageLabels <</Nums [0 <</S /D>>]>> /PageMode /UseOutlines %s>>" % (_TREE, _ROOT, _NAMES, more)),
        ):  # fmt: skip
            self._keep(number, data)
        self._pack()
        self._where_objects_are()
        return self._sum.hexdigest(), pages

    def _mover(self, head: Head, base: int) -> Callable[[re.Match[bytes]], bytes]:
        key = self._key
        special = {0: _TREE, head.structure_root: _DOCUMENT}

        def moved(match: re.Match[bytes]) -> bytes:
            number, word, of = match.groups()
            if number:
                return b"%d 0 R" % special.get(int(number), base + int(number))
            return b"%s%d" % (word, key + int(of)) if word else match.group()

        return moved

    def _new(self, data: bytes) -> int:
        number = len(self._entries) // _ENTRY
        self._entries.extend(bytes(_ENTRY))
        self._keep(number, data)
        return number

    def _keep(self, number: int, data: bytes) -> None:
        """An object without a stream: it waits until there are enough to be packed together."""
        self._waiting.append((number, data))
        if len(self._waiting) >= OBJECTS_A_STREAM:
            self._pack()

    def _pack(self) -> None:
        holder = len(self._entries) // _ENTRY
        self._entries.extend(bytes(_ENTRY))
        places, body = [], bytearray()
        for index, (number, data) in enumerate(self._waiting):
            places.append(b"%d %d" % (number, len(body)))
            body += data + b"\n"
            self._enter(number, 2, holder, index)
        first = b" ".join(places) + b"\n"
        extra = b"/Type /ObjStm /N %d /First %d" % (len(places), len(first))
        self._stream(holder, extra, first + bytes(body))
        self._waiting.clear()

    def _stream(self, number: int, extra: bytes, content: bytes) -> None:
        packed = zlib.compress(content, 6)
        self._object(number, b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream"
                     % (extra, len(packed), packed))  # fmt: skip

    def _object(self, number: int, data: bytes) -> None:
        self._enter(number, 1, self._at, 0)
        self._put(b"%d 0 obj\n" % number + data + b"\nendobj\n")

    def _enter(self, number: int, kind: int, place: int, index: int) -> None:
        entry = bytes([kind]) + place.to_bytes(5) + index.to_bytes(2)
        self._entries[number * _ENTRY : (number + 1) * _ENTRY] = entry

    def _where_objects_are(self) -> None:
        start, number = self._at, len(self._entries) // _ENTRY
        self._entries.extend(bytes(_ENTRY))
        self._enter(number, 1, start, 0)
        name = self._sum.hexdigest()[:32].encode()
        extra = b"/Type /XRef /Size %d /W [1 5 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]"
        extra %= (number + 1, _CATALOGUE, _INFO, name, name)
        self._stream(number, extra, bytes(self._entries))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._sum.update(data)
        self._at += len(data)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _numbers(parents: list[bytes], first: int, last: int) -> bytes:
    return b"<</Limits [%d %d] /Nums [%s]>>" % (first, last, b" ".join(parents))


def _named(names: list[tuple[bytes, bytes]]) -> bytes:
    listed = b" ".join(b"%s %s" % pair for pair in names)
    return b"<</Limits [%s %s] /Names [%s]>>" % (names[0][0], names[-1][0], listed)
