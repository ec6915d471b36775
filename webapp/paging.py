"""Long lists in parts, by the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

from webapp.forms import asked_page

T = TypeVar("T")
LINES = 50


@dataclass(frozen=True)
class Part(Generic[T]):
    """One part of a list: lines `first` to `last` of `all`, and the addresses of the parts beside it."""

    lines: tuple[T, ...]
    first: int
    last: int
    all: int
    previous: str
    next: str


def part_of(lines: Sequence[T]) -> Part[T]:
    """The part that the address asks for; the last one where it asks for one behind the end."""
    pages = max(1, -(-len(lines) // LINES))
    at = min(asked_page(), pages)
    return part_at(lines[(at - 1) * LINES : at * LINES], at, len(lines))


def part_at(lines: Sequence[T], at: int, count: int) -> Part[T]:
    """The `at`th part of a list of `count` lines, given the lines of it."""
    pages = max(1, -(-count // LINES))
    return Part(
        lines=tuple(lines),
        first=(at - 1) * LINES + 1 if lines else 0,
        last=(at - 1) * LINES + len(lines),
        all=count,
        previous=address(page=at - 1 if at > 2 else None) if at > 1 else "",
        next=address(page=at + 1) if at < pages else "",
    )


def address(**changed: object) -> str:
    """The address of this page with some of its query changed; None takes one out."""
    query: dict[str, object] = {name: value for name, value in request.args.items() if value}
    kept = {name: value for name, value in (query | changed).items() if value not in (None, "")}
    assert request.endpoint is not None
    return url_for(request.endpoint, **{**(request.view_args or {}), **kept})
