"""Pieces of pages that are drawn once a process: the same is said wherever the same is asked."""

import re
import secrets
from collections.abc import Callable, Hashable

from markupsafe import Markup, escape

from webapp import i18n

MOST = 5_000
"""Pieces kept at most, some KB each; when there are more, all are forgotten and drawn again as they are needed."""

_PLACE = secrets.token_hex(8)
"""No text of anybody's holds it: it is another one in each process."""
_PLACES = re.compile(f"{_PLACE}-([a-z]+)-")

_kept: dict[tuple[Hashable, ...], tuple[Markup, ...]] = {}


def cached(*depends_on: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What stands in a template between a call of this and its `endcall`: drawn the first time, the same afterwards.

    `depends_on` is the piece's name and every value that it is drawn from, by content and never by an id that could
    come to mean something else; the language counts by itself. What people wrote or sent is never among them: it is
    drawn anew for each reader, and cannot fill the memory.
    """
    return _parts(depends_on, caller)[0]


def _parts(depends_on: tuple[Hashable, ...], caller: Callable[[], Markup]) -> tuple[Markup, ...]:
    """A kept piece, cut where it has places: every second part is the name of one."""
    key = (i18n.chosen_language(), *depends_on)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST:
            _kept.clear()
        found = _kept[key] = tuple(map(Markup, _PLACES.split(caller())))
    return found


def slot(name: str) -> Markup:
    """Where in a piece of `framed` a value goes."""
    return Markup(f"{_PLACE}-{name}-")  # noqa: S704 - letters and digits of our own


def cached_with_slots(*depends_on: Hashable, caller: Callable[[], Markup], **values: object) -> Markup:
    """Like `kept`, with a place for each of `values`: they are the reader's own, are escaped unless they are markup,
    and are put in anew each time and not kept."""
    parts = list(_parts(depends_on, caller))
    parts[1::2] = [escape(values[name]) for name in parts[1::2]]
    return Markup("".join(parts))  # noqa: S704 - drawn by a template, and escaped values
