"""One gap report as a PDF, for those who may read it."""

from typing import cast

from flask import Blueprint, Response, make_response, request

from graph.errors import NotFound
from reports.errors import GlyphMissing, NotSigned, ReportError
from reports.gap import Variant
from reports.render import Paper
from reports.wording import Language
from webapp import access, current, i18n
from webapp.page import render
from webapp.report.issue import issue
from webapp.report.pages import FailedPage

blueprint = Blueprint("report", __name__)

LANGUAGES = ("en", "zh", "both")
PAPERS = ("A4", "Letter")


@blueprint.get("/reviews/<review_id>/report.pdf")
@access.signed_in
def pdf(review_id: str) -> Response:
    """The report in a variant, a language and on a paper; the file is registered under the signature."""
    variant, language, paper = _asked()
    address = current.settings().public_address
    try:
        report = issue(current.graph(), current.act(), review_id, variant, language, paper, address)
    except NotSigned:
        raise NotFound("report", review_id) from None
    except ReportError as error:
        missing = tuple(map(str, error.missing)) if isinstance(error, GlyphMissing) else ()
        return make_response(render(FailedPage(review_id, str(error), missing)), 500)
    answer = make_response(report.pdf)
    answer.mimetype = "application/pdf"
    answer.headers.set("Content-Disposition", "attachment", filename=report.filename)
    return answer


def _asked() -> tuple[Variant, Language, Paper]:
    """Variant, language and paper as asked; NotFound for one that does not exist."""
    variant = request.args.get("variant", Variant.EMPLOYEE.value)
    language = request.args.get("language", i18n.chosen_language())
    paper = request.args.get("paper", "A4")
    if variant not in list(Variant) or language not in LANGUAGES or paper not in PAPERS:
        raise NotFound("report", f"{variant} {language} {paper}")
    return Variant(variant), cast(Language, language), cast(Paper, paper)
