"""Who does something, when, and where new ids come from: given in, never looked up below the web room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Act:
    """One act of one person.

    `now` is aware and in UTC; `today` is the calendar day in the organisation's time zone, the day by which
    dated edges are judged; `ids` gives a new unguessable token (at least 128 bits) at each call.
    """

    actor: str
    now: datetime
    today: date
    ids: Callable[[], str]
