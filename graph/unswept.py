"""Work without Python's garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Keeps the collector away from what makes a million live objects, a layout or the rows of a table: each of its
    sweeps would walk them all, and find nothing to collect."""
    sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sweeping:
            gc.enable()
