"""What the parts of a worker process share: looking again and again, and the context in which they act."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from threading import Event
from zoneinfo import ZoneInfo

from graph.context import Context
from graph.errors import Conflict, GraphUnavailable
from webapp.settings import Settings

AWAY: tuple[type[Exception], ...] = (GraphUnavailable, Conflict)
"""What is no fault of the program: the graph does not answer, or somebody was faster."""


def look_until(
    stop: Event,
    look: Callable[[], None],
    seconds: float,
    log: logging.Logger,
    waits: str,
    away: tuple[type[Exception], ...] = AWAY,
) -> None:
    """Looks every so many seconds until `stop` is set, whatever a look raises. The first of looks that fail one after
    the other is logged, as `waits` and why; with its traceback unless it is one of `away`."""
    silent = False
    while not stop.is_set():
        try:
            look()
            silent = False
        except Exception as error:  # whatever it is, it looks again
            if not silent:
                log.warning("%s: %s", waits, error, exc_info=not isinstance(error, away))
            silent = True
        stop.wait(seconds)


def context_at(settings: Settings, actor: str, now: datetime) -> Context:
    """The context in which somebody acts at a moment; the day is that of the installation's time zone, by which pages
    judge dated authority."""
    return Context(actor, now, now.astimezone(ZoneInfo(settings.time_zone)).date(), lambda: secrets.token_hex(16))
