"""How far a form is, when it was saved, and under which name the browser keeps what is not saved."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from graph.review.enums import Party
from graph.review.sheet import Sheet
from webapp import current, i18n
from webapp.review.cards import Group


@dataclass(frozen=True)
class FormProgress:
    """How far a form is: rated of those that must be, rated of those that may be left, and how many ratings need
    evidence that is not there."""

    rated: int
    total: int
    others_rated: int
    others: int
    need_evidence: int


def form_progress(categories: tuple[Group, ...]) -> FormProgress:
    """How far the form is."""
    listed = [card for group in categories for card in group.cards]
    asked, others = ([card for card in listed if card.asked_for is wanted] for wanted in (True, False))
    return FormProgress(
        rated=sum(card.is_rated for card in asked),
        total=len(asked),
        others_rated=sum(card.is_rated for card in others),
        others=len(others),
        need_evidence=sum(card.needs_evidence for card in listed),
    )


def saved_at(sheet: Sheet, party: Party) -> str:
    """When the newest rating of a side was saved, as a time today or as a moment; '' if nothing is saved."""
    moments = [rating.saved_at for (of, _), rating in sheet.ratings.items() if of is party]
    if not moments:
        return ""
    newest = max(moments)
    return i18n.clock_time(newest) if _day(newest) == _day(current.context().now) else i18n.moment(newest)


def browser_storage_key(sheet: Sheet, party: Party) -> str:
    """The name under which this browser keeps unsent words: per account, review, revision and side."""
    return storage_key(sheet.head.id, str(sheet.head.revision), party.value)


def storage_key(*form: str) -> str:
    """The name under which this browser keeps what is not saved of a form: per account, then what tells the form."""
    account = quote(current.context().actor, safe="!'()*")  # as the browser's encodeURIComponent has it
    return ":".join(("plumbline", account, *form))


def _day(moment: datetime) -> date:
    return moment.astimezone(current.zone()).date()
