"""From a sheet to the employee's page models."""

from collections import Counter
from datetime import date, datetime
from urllib.parse import quote

from flask import url_for

from graph.review.records import Party, Sheet, Value
from graph.review.rules import Lack, lacks
from graph.review.states import RESULT_VISIBLE, Action
from graph.text import Text
from webapp import current, i18n
from webapp.review import wording
from webapp.review.cards import Group, cards, group_key, groups, key_of, next_unrated, place
from webapp.review.pages import CheckPage, LackLine, Progress, SelfReviewPage, SentReviewPage
from webapp.review.saving import Sent
from webapp.review.steps import is_over, standing


def form_page(sheet: Sheet, category: str, sent: Sent | None = None) -> SelfReviewPage:
    """The form as stored, or as sent where something came back with it."""
    made = cards(
        sheet,
        Party.SELF,
        i18n.chosen_language(),
        sent.forms if sent else None,
        sent.clashes if sent else (),
    )
    category, resume = place(made, category)
    found = groups(made, category)
    return SelfReviewPage(
        head=sheet.head,
        standing=standing(sheet),
        groups=found,
        progress=progress(found),
        saved_at=saved_at(sheet, Party.SELF),
        unrated=next_unrated(found),
        resume="" if sent else resume,
        returned=sheet.last_said(Action.RETURN, "comment"),
        kept_in=kept_in(sheet, Party.SELF),
        words=wording.autosave_words(),
        all_groups=sent is not None,
        wrong=sent.wrong if sent else (),
        clashes=tuple((card.key, card.expectation.skill) for card in made if card.clash),
        overdue=is_over(sheet.head, sheet.head.self_due),
    )


def sent_page(sheet: Sheet, category: str) -> SentReviewPage:
    """What the manager reads; the draft itself where nothing was sent."""
    was_sent = sheet.head.sent_at is not None
    party = Party.SENT if was_sent else Party.SELF
    return SentReviewPage(
        head=sheet.head,
        standing=standing(sheet),
        groups=groups(cards(sheet, party, i18n.chosen_language()), category),
        was_sent=was_sent,
        may_withdraw=sheet.allows(Action.WITHDRAW),
        result_open=sheet.head.state in RESULT_VISIBLE,
    )


def check_page(sheet: Sheet) -> CheckPage:
    """What lacks, each with the address of the very field."""
    found = groups(cards(sheet, Party.SELF, i18n.chosen_language()))
    counts = Counter(card.entry.value for group in found for card in group.cards)
    side = sheet.assessments.get(Party.SELF)
    return CheckPage(
        head=sheet.head,
        progress=progress(found),
        lacking=tuple(
            LackLine(lack.expectation, wording.lack_words(lack.rule), field_address(sheet, lack))
            for lack in lacks(sheet, Party.SELF)
        ),
        counts=tuple((value, counts[value.value]) for value in Value if counts[value.value]),
        draft=side.draft if side else 0,
        manager=sheet.head.manager.name if sheet.head.manager else Text("", ""),
        blind=sheet.head.cycle.blind,
        overdue=is_over(sheet.head, sheet.head.self_due),
    )


def progress(found: tuple[Group, ...]) -> Progress:
    """How far the form is."""
    every = [card for group in found for card in group.cards]
    return Progress(
        rated=sum(card.is_rated for card in every),
        asked=len(every),
        need_evidence=sum(card.needs_evidence for card in every),
    )


def saved_at(sheet: Sheet, party: Party) -> str:
    """When the newest rating of a side was saved, as a time today or as a moment; '' if nothing is saved."""
    moments = [rating.saved_at for (of, _), rating in sheet.ratings.items() if of is party]
    if not moments:
        return ""
    newest = max(moments)
    return i18n.clock_time(newest) if _day(newest) == _day(current.act().now) else i18n.moment(newest)


def kept_in(sheet: Sheet, party: Party) -> str:
    """The name under which this browser keeps unsent words: per account, review, revision and side."""
    account = quote(current.act().actor, safe="!'()*")  # as the browser's encodeURIComponent has it
    return f"plumbline:{account}:{sheet.head.id}:{sheet.head.revision}:{party.value}"


def _day(moment: datetime) -> date:
    return moment.astimezone(current.zone()).date()


def field_address(sheet: Sheet, lack: Lack) -> str:
    """The address of the field in which a lack is repaired."""
    e = lack.expectation
    address = url_for("review.review", review_id=sheet.head.id, category=group_key(e))
    return f"{address}#{key_of(e)}-{wording.FIELD_OF[lack.rule]}"
