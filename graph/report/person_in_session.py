"""A person of a session as the committee reads them: the session, the review with its record, whom to compare with.

All of it in one statement: in the meeting the page is opened again and again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph.calibration.models import Session
from graph.calibration.service import SESSION, TOLD, rated_of, session_of
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound
from graph.report.dossier import COMPARABLES, dossier_of
from graph.report.models import Dossier
from graph.review.enums import SIGNED_STATES
from graph.review.repository import DECIDED_STATES, SHEET, review_of
from graph.together import together
from graph.verification.repository import REVIEWS
from graph.verification.rows import ReviewRow
from graph.verification.verify import require_intact_as_read
from graph.workflow.actions import BARRING
from graph.workflow.available_actions import ActionableReview, with_actions
from graph.workflow.policy import Permission
from graph.workflow.reading import log_reading, permitted

PERSON = together("report/person_in_session", session=SESSION, sheet=SHEET, record=REVIEWS, comparables=COMPARABLES)


@dataclass(frozen=True)
class PersonInSession:
    """A session, one review that it covers and that is signed, and what the reader may do with it."""

    session: Session
    dossier: Dossier
    actionable: ActionableReview


def read_person(graph: Graph, context: Context, session: str, review: str, *, alone: bool = False) -> PersonInSession:
    """One person of a session; the reading is logged, once a day. One round trip, and one more where it is logged. Read
    `alone`, the session has no other's ratings, and so not its order.

    Raises NotFound where the reader does not sit in the session, it does not cover the review, or that is not signed;
    NotAsRecorded where the review is not what its events say.
    """
    row: Mapping[str, Any] = graph.read_one(
        PERSON, session=session, review=review, reviews=[review], actor=context.actor, today=context.today.isoformat(),
        signed=SIGNED_STATES, states=SIGNED_STATES, decided_states=DECIDED_STATES, told=TOLD,
        rated=rated_of([review] if alone else None),
    ) or {}  # fmt: skip
    opened = session_of(context, session, row.get("session"))
    if not any(one.review.id == review and one.signed for one in opened.reviews):
        raise NotFound("review", review)
    permission = Permission.READ_COMMITTEE_REPORT
    full = permitted(review_of(context, review, row.get("sheet"), BARRING), permission)
    log_reading(graph, context, full)
    require_intact_as_read(graph, review, cast(ReviewRow | None, row.get("record")))
    return PersonInSession(opened, dossier_of(full, permission, row.get("comparables")), with_actions(full))
