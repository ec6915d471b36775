"""What the employee's pages of a review show."""

from collections import Counter
from dataclasses import dataclass

from flask import url_for

from graph.review.completeness import Missing, missing_in
from graph.review.enums import RESULT_VISIBLE, Action, Part, Party, Value
from graph.review.models import Expectation, Head
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.reading import available_to
from graph.worklists.models import ReviewRow
from webapp import i18n
from webapp.forms import StateForm
from webapp.review import messages
from webapp.review.cards import Group, cards, group_key, groups, key_of, next_unrated, opening_place
from webapp.review.form_saving import SubmittedForm
from webapp.review.form_status import FormProgress, browser_storage_key, form_progress, saved_at
from webapp.review.progress_steps import ProgressSteps, is_over, progress_steps


@dataclass(frozen=True)
class SelfReviewPage:
    """The self-review form. `all_groups`: every category is shown on a phone too, because something is wrong in one.

    `wrong` are pairs of an element's id and a sentence; `returned` is the manager's comment, where it was returned.
    `resume` is the key of the card in which something was written last, '' for none.
    """

    head: Head
    progress_steps: ProgressSteps
    groups: tuple[Group, ...]
    progress: FormProgress
    saved_at: str
    unrated: tuple[str, str]
    resume: str
    returned: str
    storage_key: str
    words: dict[str, object]
    all_groups: bool = False
    wrong: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, Text], ...] = ()
    overdue: bool = False

    @property
    def has_target(self) -> bool:
        """Whether a target level is asked, too."""
        return any(group.part is Part.TARGET for group in self.groups)


@dataclass(frozen=True)
class SentReviewPage:
    """The self-assessment read back: sent, or without being sent when somebody else went on."""

    head: Head
    progress_steps: ProgressSteps
    groups: tuple[Group, ...]
    was_sent: bool
    may_withdraw: bool
    result_open: bool
    form: StateForm


@dataclass(frozen=True)
class MissingLine:
    """One thing that lacks, with the address of the very field."""

    expectation: Expectation
    sentence: str
    address: str


@dataclass(frozen=True)
class CheckPage:
    """What stands between the form and submitting it, and every answer as it would be sent."""

    head: Head
    progress: FormProgress
    groups: tuple[Group, ...]
    missing: tuple[MissingLine, ...]
    counts: tuple[tuple[Value, int], ...]
    form: StateForm
    manager: Text
    blind: bool
    overdue: bool


@dataclass(frozen=True)
class OwnReview:
    """One of the reader's reviews."""

    row: ReviewRow
    state: str
    address: str


@dataclass(frozen=True)
class OwnReviewsPage:
    """All of the reader's reviews, the newest first."""

    reviews: tuple[OwnReview, ...]


def form_page(sheet: Sheet, category: str, submitted: SubmittedForm | None = None) -> SelfReviewPage:
    """The form as stored, or as sent where something came back with it."""
    listed = cards(
        sheet,
        Party.SELF,
        i18n.chosen_language(),
        submitted.forms if submitted else None,
        submitted.clashes if submitted else (),
    )
    category, resume = opening_place(listed, category)
    categories = groups(listed, category)
    return SelfReviewPage(
        head=sheet.head,
        progress_steps=progress_steps(sheet),
        groups=categories,
        progress=form_progress(categories),
        saved_at=saved_at(sheet, Party.SELF),
        unrated=next_unrated(categories),
        resume="" if submitted else resume,
        returned=sheet.last_words(Action.RETURN, "comment"),
        storage_key=browser_storage_key(sheet, Party.SELF),
        words=messages.autosave_words(),
        all_groups=submitted is not None,
        wrong=submitted.wrong(sheet) if submitted else (),
        clashes=tuple((card.key, card.expectation.skill) for card in listed if card.clash),
        overdue=is_over(sheet.head, sheet.head.self_due),
    )


def sent_page(sheet: Sheet, category: str) -> SentReviewPage:
    """What the manager reads; the draft itself where nothing was sent."""
    was_sent = sheet.head.sent_at is not None
    party = Party.SENT if was_sent else Party.SELF
    return SentReviewPage(
        head=sheet.head,
        progress_steps=progress_steps(sheet),
        groups=groups(cards(sheet, party, i18n.chosen_language()), category),
        was_sent=was_sent,
        may_withdraw=Action.WITHDRAW in available_to(sheet),
        result_open=sheet.head.state in RESULT_VISIBLE,
        form=StateForm.of(sheet.head),
    )


def check_page(sheet: Sheet) -> CheckPage:
    """What lacks, each with the address of the very field."""
    categories = groups(cards(sheet, Party.SELF, i18n.chosen_language()))
    counts = Counter(card.fields.value for group in categories for card in group.cards)
    side = sheet.assessments.get(Party.SELF)
    return CheckPage(
        head=sheet.head,
        progress=form_progress(categories),
        groups=categories,
        missing=tuple(
            MissingLine(one.expectation, messages.missing_text(one.rule), field_address(sheet, one))
            for one in missing_in(sheet, Party.SELF)
        ),
        counts=tuple((value, counts[value.value]) for value in Value if counts[value.value]),
        form=StateForm.of(sheet.head, side.draft if side else 0),
        manager=sheet.head.manager.name if sheet.head.manager else Text("", ""),
        blind=sheet.head.cycle.blind,
        overdue=is_over(sheet.head, sheet.head.self_due),
    )


def field_address(sheet: Sheet, missing: Missing) -> str:
    """The address of the field in which what is missing is filled in."""
    e = missing.expectation
    address = url_for("self_review.review", review_id=sheet.head.id, category=group_key(e))
    return f"{address}#{key_of(e)}-{messages.FIELD_OF[missing.rule]}"
