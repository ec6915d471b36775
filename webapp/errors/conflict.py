"""A conflict over a review or session, explained: how it stands now, who holds it, what the reader can do instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from graph.calibration.table import SESSION_NAMES, SessionState
from graph.errors import PlumblineError
from graph.review.enums import State
from graph.workflow.available_actions import read_with_actions
from webapp import current
from webapp.i18n import day, words
from webapp.review.action_links import action_links
from webapp.review.header import header_of


@dataclass(frozen=True)
class Explained:
    """`facts` are pairs of a label and a value, `ways` pairs of a label and an address."""

    facts: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


def explained(values: Mapping[str, Any]) -> Explained | None:
    """What is known of the review or session that a conflict names; None if it names none, or the reader may not read
    it."""
    if "session" in values and values.get("state") in set(SessionState):
        return Explained(((str(_("State now")), words(SESSION_NAMES[SessionState(values["state"])])),), ())
    review = values.get("review")
    if not isinstance(review, str) or values.get("state") not in set(State) or current.person() is None:
        return None
    try:
        reading = read_with_actions(current.graph(), current.context(), review)
    except PlumblineError:
        return None
    header = header_of(reading.sheet)
    facts = [(_("State now"), header.state)]
    if header.holder:
        facts.append((_("Waiting for"), header.holder))
    if header.due:
        facts.append((_("Due"), day(header.due)))
    ways = [(link.label, link.address) for link in action_links(reading.actions, reading.sheet.head) if link.address]
    ways.append((_("The review as it is now"), url_for("self_review.review", review_id=review)))
    return Explained(tuple((str(label), value) for label, value in facts), tuple((str(a), b) for a, b in ways))
