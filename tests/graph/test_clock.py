"""When a day is over, also where the clocks change at midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest

from graph.clock import day_is_over

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("zone", "last", "next_day_begins"),
    [
        ("Asia/Shanghai", date(2027, 1, 28), datetime(2027, 1, 28, 16, tzinfo=UTC)),
        ("America/Santiago", date(2027, 4, 3), datetime(2027, 4, 4, 4, tzinfo=UTC)),  # back from 24:00 to 23:00
        ("Asia/Beirut", date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # likewise
        ("America/Havana", date(2026, 10, 31), datetime(2026, 11, 1, 4, tzinfo=UTC)),  # back from 01:00 to 00:00
        ("America/Santiago", date(2026, 9, 5), datetime(2026, 9, 6, 4, tzinfo=UTC)),  # on from 24:00 to 01:00
        ("America/Nuuk", date(2026, 3, 28), datetime(2026, 3, 29, 1, tzinfo=UTC)),  # on from 23:00 to 24:00
        ("UTC", date.max, None),
    ],
)
def test_a_day_ends_with_its_last_second(zone: str, last: date, next_day_begins: datetime | None) -> None:
    if next_day_begins is None:
        assert not day_is_over(last, zone, datetime(2026, 11, 30, tzinfo=UTC))
        return
    assert not day_is_over(last, zone, next_day_begins - SECOND)
    assert day_is_over(last, zone, next_day_begins)
