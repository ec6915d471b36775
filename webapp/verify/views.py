"""Is this report genuine and current?"""

from hashlib import file_digest

from flask import Blueprint, redirect, url_for
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.wrappers import Response

from graph.report.issued_reports import VerifiedReport, code_verdict, verify_code
from webapp import access, current
from webapp.extensions import limiter
from webapp.page import render
from webapp.verify.forms import CodeForm, FileForm
from webapp.verify.pages import CheckedFile, CodePage, ReportPage, VerdictPage

blueprint = Blueprint("verify", __name__)

RATE = "30 per minute"
"""Codes that one person may try, or one address where nobody is signed in; a code has 80 bits, so this is against
noise, not the only lock."""


def _who() -> str:
    return str(current_user.get_id() or get_remote_address())


def _is_auditor() -> bool:
    """Whoever checks a pack of reports tries more codes than a minute allows others."""
    reader = current.person()
    return reader is not None and "auditor" in reader.capacities


@blueprint.route("/verify", methods=["GET", "POST"])
@access.public
def code() -> str | Response:
    """Where a code is typed from paper."""
    form = CodeForm()
    if form.validate_on_submit():
        return redirect(url_for("verify.report", code=(form.code.data or "").strip().lower()))
    return render(CodePage(form, signed_in=current.person() is not None))


@blueprint.get("/verify/<code>")
@access.public
@limiter.limit(RATE, key_func=_who, exempt_when=_is_auditor)
def report(code: str) -> str:
    """What a code names: for who may know the review all of it, for anybody else who holds the paper the verdict."""
    who = current.context() if current.person() else current.context_of("stranger")
    verdict = code_verdict(current.graph(), who, code)
    if isinstance(verdict, VerifiedReport):
        return render(ReportPage(code, verdict, FileForm(), None))
    return render(VerdictPage(code, verdict, signed_in=current.person() is not None))


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
