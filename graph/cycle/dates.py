"""The days of a cycle: sensible ones from one start day, and what must be so of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from graph.cycle.models import DATES, Cycle
from graph.errors import Reason

_DAYS = {"opens_on": 0, "self_due": 14, "manager_due": 28, "share_on": 42, "share_by": 56, "closes_on": 77}
"""How many days after the start each day is proposed, in a cycle with calibration."""
_WITHOUT_CALIBRATION = {"share_on": 29, "share_by": 43, "closes_on": 64}
_SATURDAY = 5
GRACE_DAYS = 3
CHALLENGE_DAYS = 14
MOST_DAYS = 90
"""How many days of grace, or for a challenge, a cycle may give."""


def proposed(start: date, *, calibration: bool = True) -> Mapping[str, date]:
    """The days of a cycle that starts on `start`, none but the first on a weekend."""
    days = _DAYS if calibration else {**_DAYS, **_WITHOUT_CALIBRATION}
    return {name: start if not after else _workday(start + timedelta(days=after)) for name, after in days.items()}


def next_monday(today: date) -> date:
    """The Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def reasons_against(cycle: Cycle, today: date) -> tuple[Reason, ...]:
    """What is wrong with the days of a cycle that is not open yet: `date_order` (a day and the one that it must not be
    before), `date_past` (a day that is over), `too_many_days` (a setting)."""
    days = [(name, getattr(cycle, name)) for name in DATES]
    wrong = [
        Reason("date_order", (name, before)) for (before, first), (name, second) in pairwise(days) if second < first
    ]
    wrong += [Reason("date_past", (name,)) for name, day in days[1:] if day < today][:1]
    counts = {"grace_days": cycle.grace_days, "challenge_days": cycle.challenge_days}
    wrong += [Reason("too_many_days", (name,)) for name, count in counts.items() if not 0 <= count <= MOST_DAYS]
    return tuple(wrong)


def _workday(day: date) -> date:
    return day if day.weekday() < _SATURDAY else day + timedelta(days=7 - day.weekday())
