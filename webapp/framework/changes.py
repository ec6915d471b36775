"""How one expectation goes over into another, in the reader's language."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.framework.read_models import Cell
from graph.framework.text_diff import Kind, Segment, difference, is_same

Parts = tuple[tuple[str, str], ...]
"""Pairs of kind ('same', 'added', 'removed') and words, as the macro `difference` takes them."""


_EDGES = re.compile(r"([\W_]*)([^\W_].*?)([\s,.;:!?，。；：！？、]*)", re.DOTALL)
_REQUIRED = {
    (True, True): "stays_required",
    (False, True): "becomes_required",
    (True, False): "becomes_optional",
    (False, False): "stays_optional",
}


@dataclass(frozen=True)
class Change:
    """How one expectation goes over into another.

    `kind`: changes, same, reworded (nothing in common), new, drops (nothing is expected any more), none (neither side).
    `required`: becomes_required, stays_required, becomes_optional, stays_optional, or '' where one side is empty.
    `parts` are in `language`, which is a fallback if `fallback` says so.
    """

    kind: str
    required: str = ""
    parts: Parts = ()
    language: str = ""
    fallback: bool = False
    after: Cell | None = None

    @property
    def has_removed(self) -> bool:
        """Whether words fall away."""
        return self.kind == "changes" and any(kind == "removed" for kind, _ in self.parts)


def change(before: Cell | None, after: Cell | None, language: str) -> Change:
    """The way from `before` to `after`; either may be missing, where nothing is expected."""
    if after is None:
        return Change("drops" if before else "none")
    shown = after.text.to(language)
    whole = (("same", shown.value),)
    if before is None:
        return Change("new", "", whole, shown.language, shown.fallback, after)
    required = _REQUIRED[before.required, after.required]
    old = before.text.to(language)
    if old.language != shown.language:
        return Change("reworded", required, whole, shown.language, shown.fallback, after)
    if is_same(old.value, shown.value):
        return Change("same", required, whole, shown.language, shown.fallback, after)
    parts = _parts(old.value, shown.value)
    if not parts:
        return Change("reworded", required, whole, shown.language, shown.fallback, after)
    return Change("changes", required, parts, shown.language, shown.fallback, after)


@lru_cache(maxsize=8192)
def _parts(before: str, after: str) -> Parts:
    """The difference of two texts as the page marks it; () where they have nothing in common.

    Kept, because the same two levels are laid side by side on every form: comparing is what takes long.
    """
    segments = difference(before, after)
    if not any(segment.kind is Kind.SAME for segment in segments):
        return ()
    return tuple(part for segment in segments for part in _marked(segment))


def _marked(segment: Segment) -> Parts:
    """A segment as the page marks it: spaces and punctuation around added words stay unmarked."""
    if segment.kind is not Kind.ADDED:
        return ((segment.kind.value, segment.text),)
    words = _EDGES.fullmatch(segment.text)
    if words is None:
        return (("same", segment.text),)
    pieces = zip(("same", "added", "same"), words.groups(), strict=True)
    return tuple((kind, text) for kind, text in pieces if text)
