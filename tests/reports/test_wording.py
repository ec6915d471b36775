"""Moments in words, in both languages and any zone."""

from datetime import UTC, datetime

import pytest

from reports.wording import zoned_moment

AT = datetime(2026, 11, 28, 8, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "en", "zh"),
    [
        ("Asia/Shanghai", "28 Nov 2026 16:04 UTC+8", "2026年11月28日 16:04 UTC+8"),
        ("Asia/Kolkata", "28 Nov 2026 13:34 UTC+5:30", "2026年11月28日 13:34 UTC+5:30"),
        ("America/St_Johns", "28 Nov 2026 04:34 UTC-3:30", "2026年11月28日 04:34 UTC-3:30"),
        ("Europe/London", "28 Nov 2026 08:04 UTC", "2026年11月28日 08:04 UTC"),
    ],
)
def test_a_moment_names_its_zone(zone: str, en: str, zh: str) -> None:
    assert (zoned_moment(AT, "en", zone), zoned_moment(AT, "zh", zone)) == (en, zh)
