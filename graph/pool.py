"""Things of which each is in one hand at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ObjectPool(Generic[T]):
    """Lends things to threads, each to one at a time: what was given back last, or a new one where all are out.

    So there are as many as were ever out together. Whatever `make` raises, `one` raises.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._all: list[T] = []
        self._idle: deque[T] = deque()

    @contextmanager
    def one(self) -> Iterator[T]:
        """One of the things, for as long as the block lasts."""
        try:
            thing = self._idle.pop()
        except IndexError:
            thing = self._make()
            self._all.append(thing)
        try:
            yield thing
        finally:
            self._idle.append(thing)

    def all(self) -> tuple[T, ...]:
        """Every thing there is, lent or not."""
        return tuple(self._all)
