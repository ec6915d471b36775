"""People's names, and their reviews, in the order in which the page's language lists them, and told apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph.people.name_order import name_order
from graph.review.models import PersonRef
from graph.text import Text
from graph.worklists.models import ReviewRow
from webapp.i18n import words


def name_key(name: Text) -> tuple[str, ...]:
    """What to sort people by, as the page shows their name."""
    return name_order(words(name))


def review_order(row: ReviewRow) -> tuple[bool, date, tuple[str, ...], str]:
    """What to sort reviews by: overdue before the rest, then by due date, then by name, then by id."""
    return (not row.overdue, row.due or date.max, name_key(row.person.name), row.person.id)


def told_apart(people: Iterable[PersonRef], shown: Callable[[Text], str] = words) -> dict[str, PersonRef]:
    """The people of one page by id; where two are `shown` by the same name, with their ids behind it."""
    by_id = {each.id: each for each in people}
    plain = {key: " ".join(shown(each.name).casefold().split()) for key, each in by_id.items()}
    count = Counter(plain.values())
    return {key: _with_id(each) if count[plain[key]] > 1 else each for key, each in by_id.items()}


def reviews_told_apart(rows: Sequence[ReviewRow], beside: Iterable[PersonRef] = ()) -> tuple[ReviewRow, ...]:
    """The same reviews, their people and managers told apart, also from those named `beside` them."""
    managers = [row.manager for row in rows if row.manager]
    known = told_apart((*beside, *managers, *(row.person for row in rows)))
    return tuple(
        replace(row, person=known[row.person.id], manager=known[row.manager.id] if row.manager else None)
        for row in rows
    )


def _with_id(each: PersonRef) -> PersonRef:
    name = each.name
    return replace(
        each, name=Text(f"{name.en} ({each.id})" if name.en else "", f"{name.zh}（{each.id}）" if name.zh else "")
    )
