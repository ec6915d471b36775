"""How long a worker may be without a sign of life."""

from datetime import datetime, timedelta

from graph.context import Context

STALE_SECONDS = 20.0
"""After how long without a sign of life what a worker has in hand is taken up by another."""
SEEN_SECONDS = 60.0
"""After how long without a sign of life of any worker people are told so."""


def is_seen(beat_at: datetime | None, context: Context, within: float = SEEN_SECONDS) -> bool:
    """Whether the last sign of life is at most so many seconds old."""
    return beat_at is not None and context.now - beat_at <= timedelta(seconds=within)
