"""Files issued of a signed revision, and checking one by its code."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph, Row
from graph.errors import NotAsRecorded, NotFound
from graph.queries import query
from graph.report.rows import ByCodeRow
from graph.review.as_signed import as_signed
from graph.review.enums import SIGNED, State
from graph.review.full_review import FullReview
from graph.review.models import SignOff
from graph.review.sheet import Sheet
from graph.verification.verify import verify_review
from graph.workflow import reading
from graph.workflow.policy import Permission, decide

_BEFORE_ANYBODY_LEFT = date(1970, 1, 1)

REGISTER = query("report/register_issued")
BY_CODE = query("report/by_code", ByCodeRow)


class RevisionStatus(StrEnum):
    """How a signed revision stands today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class IssuedFile:
    """One file issued of a signed revision; `sha256` is the file's own, in hex."""

    sha256: str
    variant: str
    language: str
    paper: str
    at: datetime


@dataclass(frozen=True)
class CodeVerdict:
    """What a code tells anybody who holds the paper: whether the report is genuine (the review is what its events say)
    and how it stands today. No names, and nothing of what it says."""

    genuine: bool
    standing: RevisionStatus


@dataclass(frozen=True)
class VerifiedReport(CodeVerdict):
    """What a code tells who may know the review, too: which revision, signed when, and the files issued of it.
    `time_zone` is the cycle's; `content_hash` is '' for who may not read it yet."""

    review: str
    revision: int
    newest_revision: int
    signed_at: datetime
    time_zone: str
    content_hash: str
    issued: tuple[IssuedFile, ...]

    def file(self, sha256: str) -> IssuedFile | None:
        """The issued file with this hash, None if none was issued."""
        return next((one for one in self.issued if one.sha256 == sha256), None)


def register(
    graph: Graph, context: Context, sign_off: SignOff, sha256: str, variant: str, language: str, paper: str
) -> None:
    """Registers a file under the signature of its revision. Raises NotFound if there is no such signature."""
    row = graph.write_one(
        REGISTER,
        sign_off=sign_off.id,
        file=sha256,
        variant=variant,
        language=language,
        paper=paper,
        now=to_iso(context.now),
        actor=context.actor,
    )
    if row is None:
        raise NotFound("signature", sign_off.id)


def verify_code(graph: Graph, context: Context, code: str) -> VerifiedReport:
    """What a verify code names, for who may know the review. Raises NotFound for an unknown code and for others, after
    the same two questions to the graph."""
    row = graph.read_one(BY_CODE, code=code.strip().lower())
    now = _permitted(graph, context, row["review"] if row else "")
    if row is None or now is None:
        raise NotFound("code", code)
    return _report(graph, row, now)


def code_verdict(graph: Graph, context: Context, code: str) -> CodeVerdict:
    """What a verify code tells this reader: all of it, or the verdict alone. Raises NotFound for an unknown code."""
    row = graph.read_one(BY_CODE, code=code.strip().lower())
    if row is None:
        raise NotFound("code", code)
    if now := _permitted(graph, context, row["review"]):
        return _report(graph, row, now)
    # As the employee, who may always, on a day before they left; nothing but the verdict is told of it.
    as_employee = replace(context, actor=row["person"], today=_BEFORE_ANYBODY_LEFT)
    report = _report(graph, row, reading.read(graph, as_employee, row["review"]))
    return CodeVerdict(report.genuine, report.standing)


def _permitted(graph: Graph, context: Context, review: str) -> FullReview | None:
    """The review for who may know what its codes name; None for others, and where there is none."""
    try:
        now = reading.read(graph, context, review)
    except NotFound:
        return None
    return now if decide(Permission.VERIFY_REPORT, now.sheet.capacities, now.head.state).allowed else None


def _report(graph: Graph, row: Row, now: FullReview) -> VerifiedReport:
    genuine = not verify_review(graph, row["review"]) and _says_what_was_signed(now.sheet, row["sign_off"]["revision"])
    hash_shown = decide(Permission.READ_CONTENT_HASH, now.sheet.capacities, now.head.state).allowed
    return VerifiedReport(
        review=row["review"],
        revision=row["sign_off"]["revision"],
        newest_revision=row["revision"],
        signed_at=from_iso(row["sign_off"]["at"]),
        time_zone=now.sheet.head.cycle.time_zone,
        content_hash=row["sign_off"]["content_hash"] if hash_shown else "",
        genuine=genuine,
        standing=_standing(State(row["state"]), row["sign_off"]["revision"], row["revision"]),
        issued=tuple(
            IssuedFile(one["id"], one["variant"], one["language"], one["paper"], from_iso(one["at"]))
            for one in sorted(row["issued"], key=lambda one: one["at"])
        ),
    )


def _says_what_was_signed(sheet: Sheet, revision: int) -> bool:
    """Whether the expectations still are what was signed, for the revision that the sheet is of."""
    try:
        as_signed(sheet)
    except NotAsRecorded:
        return sheet.head.revision != revision
    return True


def _standing(state: State, revision: int, newest: int) -> RevisionStatus:
    if state is State.CANCELLED:
        return RevisionStatus.CANCELLED
    return RevisionStatus.CURRENT if revision == newest and state in SIGNED else RevisionStatus.SUPERSEDED
