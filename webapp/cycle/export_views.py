"""Taking a cycle away as a file."""

from flask import Blueprint, Response, request
from werkzeug.datastructures import Headers

from graph.errors import NotFound
from webapp import access, current
from webapp.cycle.export import FORMATS, WHAT, export
from webapp.i18n import chosen_language

blueprint = Blueprint("cycle_export", __name__)


@blueprint.post("/cycles/<cycle_id>/export")
@access.capacity("hr_admin")
def download(cycle_id: str) -> Response:
    """People, answers or progress of a cycle; that it was taken, and whose reviews were read by it, is recorded."""
    what, _dot, form = request.form.get("file", "").partition(".")
    if what not in WHAT or form not in FORMATS:
        raise NotFound("export", f"{what}.{form}")
    name, content = export(current.graph(), current.context(), cycle_id, what, form, chosen_language())
    headers = Headers()
    headers.set("Content-Disposition", "attachment", filename=name)
    return Response(content, headers=headers, content_type=FORMATS[form])
