"""When things happen in the demo company: every date counts from the demo's today, so that it is always running."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from graph.cycle.models import Cycle, EvidenceRule, Visibility
from graph.demo.seeded_random import number
from graph.text import Text

TIME_ZONE = "Asia/Shanghai"

LAST, RUNNING = "last", "running"

_OPENED = {LAST: -230, RUNNING: -49}

_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
_ZH = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType({"en": (*_EN, "December"), "zh": _ZH})

_STAGES: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        LAST: {
            "assigned": -230, "begun": -216, "sent": -206, "taken": -200, "signed": -194, "session": -182,
            "locked": -180, "shared": -174, "answered": -168, "closed": -142,
        },
        "pilot": {
            "assigned": -49, "begun": -47, "sent": -45, "taken": -43, "signed": -41, "session": -37, "locked": -35,
            "shared": -34, "answered": -30, "challenged": -26, "closed": -13,
        },
        "autumn": {
            "assigned": -49, "begun": -30, "sent": -17, "returned": -12, "taken": -11, "signed": -8, "recalled": -5,
            "resigned": -3, "cancelled": -15, "latest": 0, "session": -1,
        },
        "documents": {
            "assigned": -49, "begun": -34, "sent": -24, "taken": -17, "signed": -13, "session": -4,
        },
    }
)  # fmt: skip
_SPREAD = {"begun": 6, "sent": 4, "signed": 2}


@dataclass(frozen=True)
class Calendar:
    """The demo's calendar as seen from `now` (aware, UTC); `halves_back` names the running cycle that many halves
    earlier, to find a demo that was loaded then."""

    now: datetime
    halves_back: int = 0
    today: date = field(init=False)

    def __post_init__(self) -> None:
        """Takes the day from the moment."""
        object.__setattr__(self, "today", self.now.astimezone(UTC).date())

    def day(self, offset: int) -> date:
        """The day `offset` days from today."""
        return self.today + timedelta(days=offset)

    def at(self, group: str, stage: str, person: str = "", later: int = 0) -> datetime:
        """The moment of a stage for one person: within working hours, never after now, `later` days on."""
        offset = _STAGES[group][stage] + later
        if group == "autumn" and stage in _SPREAD:
            offset += number(person, stage, below=_SPREAD[stage])
        minute = number(person, group, stage, below=8 * 60)
        moment = datetime.combine(self.day(offset), time(1), UTC) + timedelta(minutes=minute)
        return min(moment, self.now - timedelta(minutes=30))

    def month(self, period: str, language: str, *about: object) -> str:
        """The name of a month that the period looks back on."""
        seen = self.day(_OPENED[period] - 35 * number(*about, below=4))
        return MONTHS[language][seen.month - 1]

    def half(self, period: str) -> tuple[int, int]:
        """The year and the half (1 or 2) that a period is named after."""
        opened = self.day(_OPENED[RUNNING])
        halves = 2 * opened.year + (opened.month > 6) - self.halves_back - (period == LAST)
        return halves // 2, halves % 2 + 1

    def cycle_id(self, period: str) -> str:
        """The id of a period's cycle."""
        year, half = self.half(period)
        return f"{year}-h{half}"

    def cycle_name(self, period: str) -> Text:
        """What a period's cycle is called."""
        year, half = self.half(period)
        return Text(
            f"{'First' if half == 1 else 'Second'} half of {year}", f"{year}年{'上' if half == 1 else '下'}半年"
        )

    def cycle(self, period: str) -> Cycle:
        """The cycle of a period. In the running one an early group is already through, so results are shared
        while most people still write."""
        opens, self_due, manager_due, share_on, share_by, closes = (
            (-230, -203, -190, -178, -160, -140) if period == LAST else (-49, 6, 16, -36, 40, 60)
        )
        return Cycle(
            id=self.cycle_id(period),
            name=self.cycle_name(period),
            state="draft",
            time_zone=TIME_ZONE,
            opens_on=self.day(opens),
            self_due=self.day(self_due),
            grace_days=3,
            manager_due=self.day(manager_due),
            share_on=self.day(share_on),
            share_by=self.day(share_by),
            closes_on=self.day(closes),
            challenge_days=14,
            visibility=Visibility.AT_ONCE,
            calibration=True,
            evidence_rule=EvidenceRule.EXCEEDS_REQUIRED,
        )
