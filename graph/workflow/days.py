"""Days on which something becomes possible, or ends: what pages name and guards ask."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from graph.cycle.models import Cycle
from graph.review.enums import State

FARTHEST = timedelta(days=731)
"""How far ahead a day that is typed may lie. What is farther is a slip; beyond the calendar's end no day is counted."""


class Shared(Protocol):
    """What decides the days of a review once it is shared: its head, or a line of a list."""

    @property
    def state(self) -> State:
        """Where it stands."""

    @property
    def cycle(self) -> Cycle:
        """Its cycle."""

    @property
    def shared_at(self) -> datetime | None:
        """When it was shared."""

    @property
    def away_until(self) -> date | None:
        """Until when its person is away."""


def challenge_ends(head: Shared) -> date | None:
    """The last day to challenge: some days from sharing or from the end of leave; None before sharing."""
    if head.shared_at is None:
        return None
    start = head.shared_at.astimezone(ZoneInfo(head.cycle.time_zone)).date()
    return max(start, head.away_until or start) + timedelta(days=head.cycle.challenge_days)


def closable_after(head: Shared) -> date | None:
    """The last day on which HR cannot close the review of somebody who is there: the last one to challenge, or, where
    they did not answer, the cycle's last if that is later; None before sharing."""
    ends = challenge_ends(head)
    return max(ends, head.cycle.closes_on) if ends and head.state is State.SHARED else ends
