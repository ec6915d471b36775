"""What the pages of verifying show."""

from dataclasses import dataclass

from graph.report.issued_reports import CodeVerdict, IssuedFile, VerifiedReport
from webapp.verify.forms import CodeForm, FileForm


@dataclass(frozen=True)
class CheckedFile:
    """A file that was held against a code: the issued file that it is, or None."""

    name: str
    issued: IssuedFile | None


@dataclass(frozen=True)
class ReportPage:
    """What a code names, and the file that was checked, if one was."""

    code: str
    report: VerifiedReport
    form: FileForm
    checked: CheckedFile | None


@dataclass(frozen=True)
class CodePage:
    """Where a code is typed."""

    form: CodeForm
    signed_in: bool


@dataclass(frozen=True)
class VerdictPage:
    """What a code tells anybody who holds the paper."""

    code: str
    report: CodeVerdict
    signed_in: bool
