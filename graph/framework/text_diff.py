"""What changes from one text to the next, word by word; pure.

Latin text is compared by words, Chinese by characters whose short coincidences are then taken back, so that
what is marked reads as words and not as confetti.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|\s*[^\W_{_HAN}]+(?:['\u2019-][^\W_{_HAN}]+)*|\s+|.", re.DOTALL)
_CLAUSE = re.compile(r"[^\n.;:!?,。；：！？，、]+|.", re.DOTALL)
_IS_HAN = re.compile(rf"[{_HAN}]")
_IS_WORD = re.compile(r"\w")

MOST_PAIRS = 60_000
"""Where more pairs of equal words meet than this, texts are compared by clauses, or as wholes: it stays quick."""
SHORT_WORD = 3
"""A kept word of at most this many letters between two changes says nothing and joins them."""
FEW_KEPT = 0.2
"""With a smaller share than this kept, two texts count as different throughout."""


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Segment:
    """A run of text that stayed the same, was added or removed as a whole."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> tuple[Segment, ...]:
    """The pieces of both texts in reading order, a removed piece before the one that replaces it.

    Same and added pieces joined give `after`, same and removed ones give `before`. Equal texts are one piece.
    """
    if before == after:
        return (Segment(Kind.SAME, after),) if after else ()
    old, new = _cut(before, after)
    blocks = _blocks(old, new)
    if _share_kept(blocks, old, new) < FEW_KEPT:
        blocks = []
    return _segments(old, new, blocks)


def is_same(before: str, after: str) -> bool:
    """Whether a reader sees the same words: white space aside."""
    return before.split() == after.split()


def _cut(before: str, after: str) -> tuple[list[str], list[str]]:
    """Both texts in pieces as small as can be compared quickly. A space belongs to the word after it."""
    for piece in (_TOKEN, _CLAUSE):
        old, new = piece.findall(before), piece.findall(after)
        counts = Counter(old)
        if sum(counts[token] for token in new) <= MOST_PAIRS:
            return old, new
    return [before], [after]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """The matching runs that say something, as (start in old, start in new, length)."""
    blocks = [block for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks() if block.size]
    cut: list[tuple[int, int, int]] = []
    for block in blocks:
        at_start = block.a == 0 and block.b == 0
        at_end = block.a + block.size == len(old) and block.b + block.size == len(new)
        if at_start or at_end or _says_something(new[block.b : block.b + block.size]):
            cut.append((block.a, block.b, block.size))
    for place in range(1, len(cut)):
        cut[place - 1 : place + 1] = _moved_on(cut[place - 1], cut[place], old, new)
    return cut


def _moved_on(
    one: tuple[int, int, int], other: tuple[int, int, int], old: Sequence[str], new: Sequence[str]
) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Two matching runs with what one text alone has between them moved on as far as the characters are Chinese and
    the same: what 离线和在线 adds to 离线 is 和在线, not 线和在."""
    (a, b, size), (next_a, next_b, next_size) = one, other
    steps = 0
    if next_a == a + size or next_b == b + size:
        text, start, end = (new, b + size, next_b) if next_a == a + size else (old, a + size, next_a)
        while steps < next_size - 1 and text[start + steps] == text[end + steps] and _IS_HAN.match(text[end + steps]):
            steps += 1
    return (a, b, size + steps), (next_a + steps, next_b + steps, next_size - steps)


def _says_something(tokens: Sequence[str]) -> bool:
    words = [word for token in tokens if _IS_WORD.match(word := token.strip())]
    han = sum(1 for word in words if _IS_HAN.match(word))
    latin = [word for word in words if not _IS_HAN.match(word)]
    return han >= 2 or len(latin) >= 2 or any(len(word) > SHORT_WORD for word in latin)


def _share_kept(blocks: Sequence[tuple[int, int, int]], old: Sequence[str], new: Sequence[str]) -> float:
    common = sum(len(token) for _, start, size in blocks for token in new[start : start + size])
    return common / max(1, min(sum(map(len, old)), sum(map(len, new))))


def _segments(old: Sequence[str], new: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> tuple[Segment, ...]:
    pieces: list[Segment] = []
    a = b = 0
    for start_a, start_b, size in [*blocks, (len(old), len(new), 0)]:
        pieces.append(Segment(Kind.REMOVED, "".join(old[a:start_a])))
        pieces.append(Segment(Kind.ADDED, "".join(new[b:start_b])))
        pieces.append(Segment(Kind.SAME, "".join(new[start_b : start_b + size])))
        a, b = start_a + size, start_b + size
    filled = (piece for piece in pieces if piece.text)
    return tuple(
        Segment(kind, "".join(piece.text for piece in run))
        for kind, run in groupby(filled, key=lambda piece: piece.kind)
    )
