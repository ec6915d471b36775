"""What a reader should know of one rating of the manager's."""

from flask_babel import gettext as _

from graph.review.completeness import changed_since_seen
from graph.review.enums import Party
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from webapp.i18n import day, words


def marks(sheet: Sheet, e: Expectation) -> tuple[str, ...]:
    """What a reader should know of one rating: given by a former manager, agreed in bulk, changed after reveal, the
    other side changed since."""
    mine, blind = sheet.rating(Party.MANAGER, e.id), sheet.rating(Party.BLIND, e.id)
    notes = []
    former = sheet.other_author(mine)
    if mine and former:
        notes.append(str(_("rated by %(name)s, %(day)s", name=words(former.name), day=day(mine.saved_at))))
    if mine and mine.agreed:
        notes.append(str(_("agreed in bulk with its category")))
    if mine and blind and mine.value is not blind.value:
        notes.append(str(_("changed after seeing the self-assessment")))
    if changed_since_seen(sheet, e.id):
        notes.append(str(_("the self-assessment changed after you rated this")))
    return tuple(notes)
