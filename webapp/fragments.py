"""Pieces of pages that are drawn once a process: the same is said wherever the same is asked."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from webapp import i18n

MOST = 5_000
"""Pieces kept at most, some KB each; when there are more, all are forgotten and drawn again as they are needed."""

_kept: dict[tuple[Hashable, ...], Markup] = {}


def kept(*depends_on: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What stands in a template between a call of this and its `endcall`: drawn the first time, the same afterwards.

    `depends_on` is the piece's name and every value that it is drawn from, by content and never by an id that could
    come to mean something else; the language counts by itself. What people wrote or sent is never among them: it is
    drawn anew for each reader, and cannot fill the memory.
    """
    key = (i18n.chosen_language(), *depends_on)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST:
            _kept.clear()
        found = _kept[key] = caller()
    return found
