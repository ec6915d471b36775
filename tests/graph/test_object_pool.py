"""Each object is checked out by one thread at a time."""

import threading
from itertools import count

import pytest

from graph.pool import ObjectPool


def test_what_is_out_is_lent_to_nobody_else() -> None:
    lent = ObjectPool(count().__next__)
    with lent.one() as first, lent.one() as second:
        assert (first, second) == (0, 1)
    assert lent.all() == (0, 1)


def test_what_was_given_back_last_is_lent_first() -> None:
    lent = ObjectPool(count().__next__)
    with lent.one() as first:
        with lent.one():
            pass
        with lent.one() as again:
            assert (first, again) == (0, 1)
    with lent.one() as last:
        assert last == 0


def test_a_block_that_fails_gives_back() -> None:
    lent = ObjectPool(count().__next__)
    with pytest.raises(ZeroDivisionError), lent.one():
        raise ZeroDivisionError
    with lent.one() as again:
        assert again == 0


def test_threads_never_hold_the_same() -> None:
    lent, out, shared = ObjectPool(count().__next__), set[int](), []

    def work() -> None:
        for _ in range(2_000):
            with lent.one() as thing:
                if thing in out:
                    shared.append(thing)
                out.add(thing)
                out.discard(thing)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared == []
    assert len(lent.all()) <= len(threads)
