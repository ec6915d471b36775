"""Pieces of pages that are drawn once a process, with slots for what is each reader's own."""

import dataclasses
import re
import secrets
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from markupsafe import Markup, escape

from webapp import i18n

MOST = 5_000
"""Pieces kept at most, some KB each; when there are more, all are forgotten and drawn again as they are needed."""

_TOKEN = secrets.token_hex(8)
"""No text of anybody's holds it: it is another one in each process."""
_SLOTS = re.compile(f"{_TOKEN}-([a-z_]+)-")

_cache: dict[tuple[Hashable, ...], tuple[Markup, ...]] = {}

Shared = TypeVar("Shared", bound=Hashable)
Personal = TypeVar("Personal")


def cached_with_slots(draw: Callable[[Shared, Personal], Markup], shared: Shared, personal: Personal) -> Markup:
    """What `draw(shared, personal)` gives, drawn once for each `shared` and language.

    The first drawing gets slots in place of the texts of `personal`, so that it can show nothing of one reader to
    another, and can depend on nothing but `shared`, which is the whole key. Both are frozen dataclasses; those of one
    type have one way to be drawn. The texts of `personal` are put into their slots anew each time, escaped unless they
    are markup, and are never kept.
    """
    key = (i18n.chosen_language(), type(shared), shared)
    parts = _cache.get(key)
    if parts is None:
        if len(_cache) >= MOST:
            _cache.clear()
        parts = _cache[key] = tuple(map(Markup, _SLOTS.split(draw(shared, with_slots(personal)))))
    pieces = list(parts)
    pieces[1::2] = [escape(getattr(personal, name)) for name in pieces[1::2]]
    return Markup("".join(pieces))  # noqa: S704 - drawn by a template, and escaped values


def slot(name: str) -> Markup:
    """Where in a cached piece the text `name` goes."""
    return Markup(f"{_TOKEN}-{name}-")  # noqa: S704 - letters and digits of our own


def with_slots(personal: Personal) -> Personal:
    """The same record with a slot in place of each of its texts."""
    record: Any = personal
    texts = {each.name: slot(each.name) for each in dataclasses.fields(record)}
    return cast(Personal, dataclasses.replace(record, **texts))
