"""Verifying the record."""

from flask import Blueprint

from graph.verification.verify import verify
from webapp import access, current
from webapp.audit.pages import RecordPage
from webapp.page import render

blueprint = Blueprint("audit", __name__)


@blueprint.get("/audit")
@access.capacity("auditor")
def record() -> str:
    """What the record is and the button that verifies it."""
    return render(RecordPage(None, None))


@blueprint.post("/audit")
@access.capacity("auditor")
def verified() -> str:
    """Recomputes every hash and every signature."""
    result = verify(current.graph())
    return render(RecordPage(result, current.context().now))
