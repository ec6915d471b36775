"""From the stored properties of a cycle to the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.cycle.models import AskedFor, Cycle, EvidenceRule, Population, Visibility
from graph.text import Text

_POPULATION = ("departments", "managers", "roles", "levels", "people")


def cycle_of(row: Mapping[str, Any]) -> Cycle:
    """The cycle of its stored properties."""
    return Cycle(
        id=row["id"],
        name=Text.of(row, "name"),
        state=row["state"],
        time_zone=row["time_zone"],
        opens_on=date.fromisoformat(row["opens_on"]),
        self_due=date.fromisoformat(row["self_due"]),
        grace_days=row["grace_days"],
        manager_due=date.fromisoformat(row["manager_due"]),
        share_on=date.fromisoformat(row["share_on"]),
        share_by=date.fromisoformat(row["share_by"]),
        closes_on=date.fromisoformat(row["closes_on"]),
        challenge_days=row["challenge_days"],
        visibility=Visibility(row["visibility"]),
        calibration=row["calibration"],
        evidence_rule=EvidenceRule(row["evidence_rule"]),
        asked_for=AskedFor(row.get("asked_for", AskedFor.ALL)),  # cycles of before December 2026 asked for all
        versions=tuple(row.get("versions") or ()),
        next_level=bool(row.get("next_level")),
        population=Population(**{field: tuple(row.get(f"in_{field}") or ()) for field in _POPULATION}),
        draft=row.get("draft") or 0,
    )


def row_of(cycle: Cycle) -> dict[str, Any]:
    """The stored properties of a cycle."""
    return {
        "id": cycle.id,
        "name_en": cycle.name.en,
        "name_zh": cycle.name.zh,
        "state": cycle.state,
        "time_zone": cycle.time_zone,
        "opens_on": cycle.opens_on.isoformat(),
        "self_due": cycle.self_due.isoformat(),
        "grace_days": cycle.grace_days,
        "manager_due": cycle.manager_due.isoformat(),
        "share_on": cycle.share_on.isoformat(),
        "share_by": cycle.share_by.isoformat(),
        "closes_on": cycle.closes_on.isoformat(),
        "challenge_days": cycle.challenge_days,
        "visibility": cycle.visibility.value,
        "calibration": cycle.calibration,
        "evidence_rule": cycle.evidence_rule.value,
        "asked_for": cycle.asked_for.value,
        "versions": list(cycle.versions),
        "next_level": cycle.next_level,
        "draft": cycle.draft,
        **{f"in_{field}": list(getattr(cycle.population, field)) for field in _POPULATION},
    }
