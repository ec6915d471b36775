"""Saving the manager's form at once, and agreeing with the rest of a category."""

from werkzeug.datastructures import MultiDict

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, State, Value
from graph.review.models import Expectation, Sheet
from graph.workflow import saving, transitions
from graph.workflow.commands import Command
from webapp.review.cards import group_key, key_of
from webapp.review.form_saving import SubmittedForm
from webapp.review.forms import RatingForm

NOT_AGREED_IN_BULK = frozenset({Value.EXCEEDS, Value.NOT_OBSERVED})
"""Values that ask for a look of one's own: exceeds, and what needs a reason of one's own."""
BEGIN = "begin"
"""What the button says that goes on with an early draft."""


def save_manager_form(
    graph: Graph, context: Context, sheet: Sheet, sent: SubmittedForm, posted: MultiDict[str, str]
) -> SubmittedForm:
    """Saves what is new in the form and, where asked, agrees with the rest of a category.

    The answer is what clashes. Looking through the categories of a review that waits begins nothing: the person may
    take it back until something is typed or agreed, or the manager asks to go on with an early draft. Raises Conflict
    where the review is not open for the manager's writing.
    """
    drafts = _typed(sheet, sent, posted)
    drafts += agreeing(sheet, posted.get("agree", ""), {draft.expectation for draft in drafts})
    asked_to_begin = posted.get("then") == BEGIN or posted.get("agree")
    if not drafts and asked_to_begin and sheet.head.state is State.SELF_SUBMITTED:
        transitions.perform(graph, context, sheet.head.id, Action.SAVE, Command())
        return sent
    keys = {e.id: key_of(e) for e in _asked(sheet)}
    clashes = set()
    for draft, saved in zip(
        drafts, saving.save_many(graph, context, sheet.head.id, Party.MANAGER, drafts), strict=True
    ):
        if saved.accepted:
            continue
        if not saving.is_open(saved, Party.MANAGER):
            raise Conflict({"review": sheet.head.id, "state": saved.state.value})
        clashes.add(keys[draft.expectation])
    return sent.coming_back(clashes)


def agreeable(sheet: Sheet, e: Expectation) -> bool:
    """Whether "agree with the rest" would rate this one: the other side is shown, and one's own has no value."""
    sent, mine = sheet.rating(Party.SENT, e.id), sheet.rating(Party.MANAGER, e.id)
    return bool(sent and sent.value and sent.value not in NOT_AGREED_IN_BULK and not (mine and mine.value))


def agreeing(sheet: Sheet, category: str, typed: set[str]) -> list[RatingDraft]:
    """The drafts of "agree with the rest of this category"; `category` is its key on the page."""
    drafts = []
    for e in _asked(sheet):
        sent, mine = sheet.rating(Party.SENT, e.id), sheet.rating(Party.MANAGER, e.id)
        if sent is None or group_key(e) != category or e.id in typed or not agreeable(sheet, e):
            continue
        drafts.append(
            RatingDraft(
                expectation=e.id,
                version=mine.version if mine else 0,
                value=sent.value,
                comment=mine.comment if mine else "",
                reason=mine.reason if mine else "",
                agreed=True,
                seen=sent.version,
            )
        )
    return drafts


def _typed(sheet: Sheet, sent: SubmittedForm, posted: MultiDict[str, str]) -> list[RatingDraft]:
    drafts = []
    for e in _asked(sheet):
        key = key_of(e)
        form = sent.forms.get(key)
        if form is None or key == posted.get("take") or form.is_untouched() or _is_stored(form, sheet, e.id):
            continue
        drafts.append(form.draft(e.id, with_evidence=False, seen=_seen(posted, key)))
    return drafts


def _is_stored(form: RatingForm, sheet: Sheet, expectation: str) -> bool:
    draft, stored = form.draft(expectation, with_evidence=False), sheet.rating(Party.MANAGER, expectation)
    if stored is None:
        return not (draft.value or draft.comment or draft.reason)
    return (draft.value, draft.comment, draft.reason) == (stored.value, stored.comment, stored.reason)


def _seen(posted: MultiDict[str, str], key: str) -> int | None:
    """The version of the sent rating that the page showed beside the form."""
    shown = posted.get(f"{key}-seen", "")
    return int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 10 else None


def _asked(sheet: Sheet) -> tuple[Expectation, ...]:
    return sheet.asked(Part.CURRENT) + sheet.asked(Part.TARGET)
