"""A conflict over a review, explained: how it stands now, who holds it, and what the reader can do instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from graph.errors import PlumblineError
from graph.review import possible
from graph.review.states import State
from webapp import current
from webapp.i18n import day


@dataclass(frozen=True)
class Explained:
    """`facts` are pairs of a label and a value, `ways` pairs of a label and an address."""

    facts: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


def explained(values: Mapping[str, Any]) -> Explained | None:
    """What is known of the review that a conflict names; None if it names none, or the reader may not read it."""
    from webapp.review.offers import offers
    from webapp.review.place import place_of

    review = values.get("review")
    if not isinstance(review, str) or values.get("state") not in set(State) or current.person() is None:
        return None
    try:
        sheet, rows = possible.sheet_and_rows(current.graph(), current.act(), review)
    except PlumblineError:
        return None
    place = place_of(sheet)
    facts = [(_("State now"), place.state)]
    if place.holder:
        facts.append((_("Waiting for"), place.holder))
    if place.due:
        facts.append((_("Due"), day(place.due)))
    ways = [(offer.label, offer.address) for offer in offers(rows, sheet.head) if offer.address]
    ways.append((_("The review as it is now"), url_for("review.review", review_id=review)))
    return Explained(tuple((str(label), value) for label, value in facts), tuple((str(a), b) for a, b in ways))
