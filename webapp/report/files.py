"""Which report files of one review the reader may download."""

from flask import Blueprint
from flask_babel import gettext as _

from graph.policy import decide
from graph.review import service
from reports.gap import Variant
from webapp import access, current
from webapp.page import render
from webapp.report.issue import PERMISSIONS
from webapp.report.pages import FilesPage, Offered
from webapp.report.views import PAPERS
from webapp.review.place import place_of

blueprint = Blueprint("files", __name__)

_LANGUAGES = (("en", "English"), ("zh", "中文"), ("both", "English / 中文"))


@blueprint.get("/reviews/<review_id>/report")
@access.signed_in
def files(review_id: str) -> str:
    """Variant, language and paper to choose from."""
    sheet = service.sheet(current.graph(), current.act(), review_id)
    names = {
        Variant.COMMITTEE: (_("For the committee"), _("everything, with flags and comparable people")),
        Variant.EMPLOYEE: (_("For the employee"), _("without committee notes and comparable people")),
        Variant.BLANK: (_("Blank form, to prepare on paper"), _("the expectations without any rating")),
    }
    offered = tuple(
        Offered(variant.value, str(names[variant][0]), str(names[variant][1]))
        for variant, permission in PERMISSIONS.items()
        if decide(permission, sheet.capacities, sheet.head.state).allowed
    )
    return render(FilesPage(place_of(sheet), offered, PAPERS, _LANGUAGES))
