"""Is this report genuine and current?"""

from hashlib import file_digest

from flask import Blueprint, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.report.issued_reports import verify_code
from webapp import access, current
from webapp.extensions import limiter
from webapp.page import render
from webapp.verify.forms import CodeForm, FileForm
from webapp.verify.pages import CheckedFile, CodePage, ReportPage

blueprint = Blueprint("verify", __name__)

RATE = "30 per minute"
"""Codes that one person may try; a code has 80 bits, so this is against noise, not the only lock."""


def _who() -> str:
    return str(current_user.get_id() or "")


def _is_auditor() -> bool:
    """Whoever checks a pack of reports tries more codes than a minute allows others."""
    reader = current.person()
    return reader is not None and "auditor" in reader.capacities


@blueprint.route("/verify", methods=["GET", "POST"])
@access.signed_in
def code() -> str | Response:
    """Where a code is typed from paper."""
    form = CodeForm()
    if form.validate_on_submit():
        return redirect(url_for("verify.report", code=(form.code.data or "").strip().lower()))
    return render(CodePage(form))


@blueprint.get("/verify/<code>")
@access.signed_in
@limiter.limit(RATE, key_func=_who, exempt_when=_is_auditor)
def report(code: str) -> str:
    """What a code names; the same 404 for an unknown code and for one of a review that the reader may not know."""
    return render(ReportPage(code, verify_code(current.graph(), current.context(), code), FileForm(), None))


@blueprint.post("/verify/<code>")
@access.signed_in
@limiter.limit(RATE, key_func=_who, exempt_when=_is_auditor)
def file(code: str) -> str:
    """Holds a file against a code."""
    form = FileForm()
    report = verify_code(current.graph(), current.context(), code)
    checked = None
    if form.validate_on_submit():
        upload = form.file.data
        checked = CheckedFile(upload.filename or "", report.file(file_digest(upload.stream, "sha256").hexdigest()))
    return render(ReportPage(code, report, form, checked))
