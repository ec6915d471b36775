"""The gap report of one review: `build` gives the records that page and PDF share, `gap_report` the PDF."""

from reports.gap.model import build
from reports.gap.models import GapReport, Variant
from reports.gap.paper import Report, gap_report, records_of

__all__ = ["GapReport", "Report", "Variant", "build", "gap_report", "records_of"]
