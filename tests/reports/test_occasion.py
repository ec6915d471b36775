"""When and for which meeting a report is: days by the cycle's clocks, and the committee's day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.review.enums import Value
from graph.review.models import Evidence, SessionRef
from graph.text import Text
from reports.gap import build
from tests.reports.dossiers import CYCLE, Case, dossier

EVENING = datetime(2026, 7, 31, 17, 0, tzinfo=UTC)
PROOF = Evidence("ev-1", "Evaluation report", "https://wiki.example/report", "", EVENING)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", "1 Aug 2026"), ("America/New_York", "31 Jul 2026")])
def test_days_of_evidence_and_of_a_change_are_those_of_the_record(zone: str, day: str) -> None:
    one = dossier([Case(calibrated=Value.EXCEEDS, evidence=(PROOF,))], cycle=replace(CYCLE, time_zone=zone))
    (change,) = one.sheet.adjustments
    adjusted = replace(one.history[-1], action="adjust", at=EVENING)
    one = replace(one, sheet=replace(one.sheet, adjustments=(replace(change, at=EVENING),)), history=(adjusted,))
    report = build(one)
    assert str(report.evidence[0].added) == day
    assert f"on {day}, Mara Holm" in str(report.groups[0].rows[0].changes[0].text)
    assert str(report.record[0].at).startswith(day)


def session(number: int, state: str, meets_on: date | None) -> SessionRef:
    return SessionRef(f"cs-{number}", Text(f"Session {number}", ""), state, meets_on, "")


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        (
            (session(1, "dissolved", date(2027, 3, 1)), session(2, "set_up", date(2026, 12, 9)),
             session(3, "locked", date(2026, 11, 3))),
            "committee of 9 Dec 2026",
        ),
        ((session(1, "dissolved", date(2026, 12, 9)),), "committee's copy"),
        ((), "committee's copy"),
    ],
)  # fmt: skip
def test_a_report_names_the_meeting_in_whose_list_it_stands(sessions: tuple[SessionRef, ...], said: str) -> None:
    one = dossier([Case()])
    more: dict[str, Any] = {"sheet": replace(one.sheet, sessions=sessions)}
    assert str(build(replace(one, **more)).confidential[1]) == said
