"""Who did what when on a review, for those who may see it."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from graph.report.history import read_history
from graph.report.models import History
from graph.review.enums import Capacity
from graph.review.models import RecordedEvent
from graph.text import Text
from graph.workflow.actions import hides_actor, past_of
from graph.workflow.policy import Permission, decide
from webapp import access, current, i18n
from webapp.history.pages import HistoryLine, HistoryPage
from webapp.page import render
from webapp.workflow.messages import outcome_word

blueprint = Blueprint("history", __name__)


@blueprint.get("/reviews/<review_id>/history")
@access.signed_in
def history(review_id: str) -> str:
    """Every event the reader may know of, oldest first."""
    record = read_history(current.graph(), current.context(), review_id)
    permitted = {
        permission: decide(permission, record.capacities, record.head.state).allowed
        for permission in (Permission.READ_REVIEW, Permission.READ_RESULT)
    }
    back = url_for("self_review.review", review_id=review_id) if permitted[Permission.READ_REVIEW] else ""
    own = Capacity.EMPLOYEE in record.capacities
    return render(HistoryPage(record.head, own, permitted[Permission.READ_RESULT], back, _lines(record, own=own)))


def _lines(record: History, *, own: bool) -> tuple[HistoryLine, ...]:
    lines, revision = [], 1
    for event in record.events:
        lines.append(
            HistoryLine(
                at=i18n.moment(event.at),
                who=_actor(event, own=own),
                on_behalf_of=event.on_behalf_of.name if event.on_behalf_of else None,
                did=_did(event),
                revision=event.revision,
                new_revision=event.revision != revision,
                words=tuple((kind, text) for kind, text in event.words.items() if text),
                hash=event.hash,
            )
        )
        revision = event.revision
    return tuple(lines)


def _did(event: RecordedEvent) -> str:
    did = i18n.words(past_of(event.action))
    if event.outcome is None:
        return did
    return str(_("%(what)s: %(outcome)s", what=did, outcome=outcome_word(event.outcome, event.later_on)))


def _actor(event: RecordedEvent, *, own: bool) -> Text:
    """Who acted; the employee is told of the committee, not of its members, as in their copy of the report."""
    if own and hides_actor(event.action):
        committee = str(_("the calibration committee"))
        return Text(committee, committee)
    return event.actor.name
