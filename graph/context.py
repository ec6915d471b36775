"""The context of a command: who acts, when, and where new ids come from; given in, never looked up below webapp."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Context:
    """Who acts, and when.

    `now` is aware and in UTC; `today` is the calendar day in the organisation's time zone, the day by which
    dated edges are judged; `new_id` gives a new unguessable token (at least 128 bits) at each call.
    """

    actor: str
    now: datetime
    today: date
    new_id: Callable[[], str]
