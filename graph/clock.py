"""Moments and days as the graph stores them: ISO 8601 text, which sorts as it reads."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of days that people type; others are typing errors."""
_STORED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def to_iso(moment: datetime) -> str:
    """The stored form of an aware moment: UTC to the second, e.g. 2026-11-28T08:04:00Z.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_iso(stored: str) -> datetime:
    """The aware UTC moment of a stored form. Raises ValueError if it is not one."""
    if not _STORED.fullmatch(stored):
        raise ValueError(f"{stored!r} is not a stored moment")
    return datetime.fromisoformat(stored)


def day(stored: str | None) -> date | None:
    """The day of a stored ISO date, None for none."""
    return date.fromisoformat(stored) if stored else None


def day_in(zone: str, now: datetime) -> date:
    """The calendar day in `zone` at `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def day_is_over(last: date, zone: str, now: datetime) -> bool:
    """Whether `last` has ended (23:59 in `zone`) at `now`. Where the clocks go back over midnight, the hour before it
    comes twice: the day ends with the second one."""
    end = datetime.combine(last, time(23, 59, 59, fold=1), ZoneInfo(zone))
    return now.astimezone(UTC) > end.astimezone(UTC)
