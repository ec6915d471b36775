"""The gap report of a review: which files its reader may have, and each as a PDF."""

from typing import cast

from flask import Blueprint, Response, make_response, request
from flask_babel import gettext as _

from graph.errors import NotFound
from graph.report.code_points import may_show_code_points, show_code_points
from graph.workflow.policy import decide
from graph.workflow.reading import sheet as read_sheet
from reports.errors import GlyphMissing, NotSigned, ReportError, code_point
from reports.gap import Report, Variant
from reports.render import Paper
from reports.wording import Language
from webapp import access, current, i18n
from webapp.page import render
from webapp.report.issue import PERMISSIONS, issue
from webapp.report.pages import FailedPage, FilesPage, ReportVariant
from webapp.review.header import header_of

blueprint = Blueprint("report", __name__)

LANGUAGE_NAMES = (("en", "English"), ("zh", "中文"), ("both", "English / 中文"))
PAPERS = ("A4", "Letter")


@blueprint.get("/reviews/<review_id>/report")
@access.signed_in_or_left
def files(review_id: str) -> str:
    """Variant, language and paper to choose from."""
    sheet = read_sheet(current.graph(), current.context(), review_id)
    names = {
        Variant.COMMITTEE: (_("For the committee"), _("everything, with flags and comparable people")),
        Variant.EMPLOYEE: (_("For the employee"), _("without committee notes and comparable people")),
        Variant.BLANK: (_("Blank form, to prepare on paper"), _("the expectations without any rating")),
    }
    variants = tuple(
        ReportVariant(variant.value, str(names[variant][0]), str(names[variant][1]))
        for variant, permission in PERMISSIONS.items()
        if decide(permission, sheet.capacities, sheet.head.state).allowed
        and sheet.head.cycle.has_begun(current.context().now)
    )
    return render(FilesPage(header_of(sheet), variants, PAPERS, LANGUAGE_NAMES))


@blueprint.route("/reviews/<review_id>/report.pdf", methods=["GET", "POST"])
@access.signed_in_or_left
def pdf(review_id: str) -> Response:
    """The report in a variant, a language and on a paper; the file is registered under the signature.

    Posted by HR or a facilitator, the record says that characters without a font are shown as their codes from now on.
    """
    asked = _asked()
    try:
        try:
            report = _issue(review_id, *asked)
        except GlyphMissing as error:
            if request.method != "POST":
                raise
            codes = (code_point(each.character) for each in error.missing)
            show_code_points(current.graph(), current.context(), review_id, codes)
            report = _issue(review_id, *asked)
    except NotSigned:
        raise NotFound("report", review_id) from None
    except ReportError as error:
        return make_response(render(_failed(review_id, error)), 500)
    answer = make_response(report.pdf)
    answer.mimetype = "application/pdf"
    answer.headers.set("Content-Disposition", "attachment", filename=report.filename)
    return answer


def _issue(review_id: str, variant: Variant, language: Language, paper: Paper) -> Report:
    address = current.settings().public_address
    return issue(current.graph(), current.context(), review_id, variant, language, paper, address)


def _failed(review_id: str, error: ReportError) -> FailedPage:
    """Why there is no file; who may have the characters shown as their codes is offered that."""
    missing = error.missing if isinstance(error, GlyphMissing) else ()
    sheet = read_sheet(current.graph(), current.context(), review_id)
    again = request.full_path if missing and may_show_code_points(sheet.capacities) else ""
    code = code_point(missing[0].character) if missing else ""
    return FailedPage(review_id, str(error), tuple(map(str, missing)), code, again)


def _asked() -> tuple[Variant, Language, Paper]:
    """Variant, language and paper as asked; NotFound for one that does not exist."""
    variant = request.args.get("variant", Variant.EMPLOYEE.value)
    language = request.args.get("language", i18n.chosen_language())
    paper = request.args.get("paper", "A4")
    if variant not in list(Variant) or language not in dict(LANGUAGE_NAMES) or paper not in PAPERS:
        raise NotFound("report", f"{variant} {language} {paper}")
    return Variant(variant), cast(Language, language), cast(Paper, paper)
