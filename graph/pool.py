"""A pool of objects, each checked out by one thread at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class ObjectPool(Generic[T]):
    """Checks objects out to threads, each to one at a time: the one returned last, or a new one where none is idle.

    So there are as many as were ever checked out together. Whatever `make` raises, `one` raises.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._all: list[T] = []
        self._idle: deque[T] = deque()

    @contextmanager
    def one(self) -> Iterator[T]:
        """One of the objects, checked out for as long as the block lasts."""
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
        """Every object, checked out or idle."""
        return tuple(self._all)
