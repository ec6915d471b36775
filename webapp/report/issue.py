"""Issuing a gap report: made for its audience, and registered under the signature, so that `/verify` knows the file."""

from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound
from graph.report.code_points import shows_code_points
from graph.report.dossier import read_dossier
from graph.report.issued_reports import register
from graph.workflow.policy import Permission
from reports.gap import Report, Variant, gap_report
from reports.render import Paper
from reports.wording import Language

PERMISSIONS = {
    Variant.COMMITTEE: Permission.READ_COMMITTEE_REPORT,
    Variant.EMPLOYEE: Permission.READ_EMPLOYEE_REPORT,
    Variant.BLANK: Permission.READ_BLANK_REPORT,
}
"""By which right a variant is read."""


def issue(
    graph: Graph,
    context: Context,
    review: str,
    variant: Variant,
    language: Language,
    paper: Paper,
    address: str,
    *,
    show_missing: bool = False,
) -> Report:
    """The report in a variant, a language and on a paper, as the actor may have it; registered unless it is blank.

    `address` is where readers reach Plumbline; with `show_missing`, or where the record says so, a character that no
    font has is shown as its code point. Raises NotFound where the actor may not have it, NotSigned, GlyphMissing,
    ReportError; GraphUnavailable, and Conflict where the reader's own stream keeps moving.
    """
    dossier = read_dossier(graph, context, review, PERMISSIONS[variant])
    if not dossier.sheet.head.cycle.has_begun(context.now):
        raise NotFound("report", review)
    show_missing = show_missing or shows_code_points(dossier)
    report = gap_report(dossier, variant, language, paper, address, show_missing=show_missing)
    signature = dossier.sheet.sign_off
    if signature is not None and variant is not Variant.BLANK:
        register(graph, context, signature, report.sha256, variant.value, language, paper)
    return report
