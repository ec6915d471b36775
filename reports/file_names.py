"""What files are called, so that a folder of them says whom and when each is about."""

from datetime import date
from unicodedata import normalize

from graph.review.models import Head
from graph.text import Text
from reports.text import clean

_MOST = 60
"""Characters of one part: systems allow 255 bytes for the whole, and a Chinese one takes three."""


def gap_report_name(head: Head, variant: str, language: str) -> str:
    """Without an ending: `gap-report_Priya-Natarajan_2026-h2_r1_committee_en`."""
    whom = _part(head.person.name.en or head.person.name.zh) or _part(head.person.id)
    return "_".join(("gap-report", whom, _part(head.cycle.id), f"r{head.revision}", variant, language))


def pack_name(session: Text | None, meets_on: date | None, language: str, *, changes: bool = False) -> str:
    """With its ending: `calibration-pack_Autumn-committee_2026-12-12_en.pdf`, `calibration-changes_…` for one of what
    changed."""
    what = "calibration-changes" if changes else "calibration-pack"
    day = meets_on.isoformat() if meets_on else ""
    return "_".join(filter(None, (what, _part(session.en or session.zh) if session else "", day, language))) + ".pdf"


def outcome_name(session: Text, meets_on: date, language: str, ending: str) -> str:
    """With its ending: `calibration-outcome_Autumn-committee_2026-12-12_en.xlsx`."""
    parts = ("calibration-outcome", _part(session.en or session.zh), meets_on.isoformat(), language)
    return "_".join(filter(None, parts)) + f".{ending}"


def _part(text: str) -> str:
    """Letters and digits of any script, everything else as single hyphens."""
    letters = (c if c.isalnum() else "-" for c in normalize("NFC", clean(text)))
    return "-".join(filter(None, "".join(letters).split("-")))[:_MOST].strip("-")
