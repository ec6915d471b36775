"""Everything that the report of a review is made from, as far as its audience may see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from graph.context import Context
from graph.driver import Graph
from graph.queries import query
from graph.report.history import events_visible_to
from graph.report.models import Comparable, Dossier
from graph.report.rows import ComparableRow, ComparablesRow
from graph.review.as_signed import as_signed
from graph.review.enums import RESULT_VISIBLE, SIGNED_STATES, Capacity, State, Value
from graph.review.full_review import FullReview
from graph.review.sheet import Sheet
from graph.verification.verify import require_intact
from graph.workflow.policy import Permission
from graph.workflow.reading import read_logged
from graph.workflow.visibility import visible_to

COMPARABLES = query("report/comparables", ComparablesRow)


FEWEST_COMPARED = 3
"""Of fewer people somebody who knows the company could tell who was rated how."""


_AUDIENCE = {
    Permission.READ_COMMITTEE_REPORT: frozenset({Capacity.FACILITATOR}),
    Permission.READ_EMPLOYEE_REPORT: frozenset({Capacity.EMPLOYEE}),
    Permission.READ_BLANK_REPORT: frozenset({Capacity.EMPLOYEE}),
}
"""For whom each report is made; who may ask for it is the policy's."""


def read_dossier(graph: Graph, context: Context, review: str, permission: Permission) -> Dossier:
    """Everything that a report is made from, as far as its audience may see it: the same for whoever may ask.

    `permission` is READ_COMMITTEE_REPORT, READ_EMPLOYEE_REPORT or READ_BLANK_REPORT. Raises NotFound, NotAsRecorded for
    a signed review that is not what its events say; the reading of another's is logged.
    """
    now = read_logged(graph, context, review, permission)
    sheet = _sheet(now, permission)
    if permission is not Permission.READ_BLANK_REPORT and sheet.sign_off is not None:
        require_intact(graph, review)
    row = graph.read_one(COMPARABLES, review=review, states=SIGNED_STATES)
    return dossier_of(now, permission, row)


def dossier_of(now: FullReview, permission: Permission, comparables: Mapping[str, Any] | None) -> Dossier:
    """The dossier of a review as it was read, and verified where it is signed, with the row of report/comparables."""
    sheet, (audience, state) = _sheet(now, permission), _audience(now, permission)
    signed = permission is not Permission.READ_BLANK_REPORT and sheet.sign_off is not None
    committee = permission is Permission.READ_COMMITTEE_REPORT
    return Dossier(
        sheet=as_signed(sheet) if signed else sheet,
        history=events_visible_to(now, audience, state),
        comparables=_comparables((comparables or {}).get("comparables") or ()) if committee else {},
    )


def _sheet(now: FullReview, permission: Permission) -> Sheet:
    return visible_to(now, *_audience(now, permission))


def _audience(now: FullReview, permission: Permission) -> tuple[frozenset[Capacity], State]:
    audience, state = _AUDIENCE[permission], now.head.state
    if permission is Permission.READ_EMPLOYEE_REPORT and state not in RESULT_VISIBLE:
        state = State.SHARED
    return audience, state


def _comparables(rows: Iterable[ComparableRow]) -> dict[str, Comparable]:
    return {
        row["expectation"]: Comparable(
            row["expectation"],
            len(row["values"]),
            row["managers"],
            {Value(value): count for value, count in Counter(row["values"]).items()},
        )
        for row in rows
        if len(row["values"]) >= FEWEST_COMPARED
    }
