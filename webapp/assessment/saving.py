"""Saving the manager's form at once, and agreeing with the rest of a category."""

from graph.context import Context
from graph.driver import Graph
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Party, State, Value
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from graph.workflow import transitions
from graph.workflow.commands import Command
from webapp.review.cards import group_key
from webapp.review.form_saving import SubmittedForm, changed_drafts, save_drafts
from webapp.review.forms import CardsForm

NOT_AGREED_IN_BULK = frozenset({Value.EXCEEDS, Value.NOT_OBSERVED})
"""Values that ask for a look of one's own: exceeds, and what needs a reason of one's own."""
BEGIN = "begin"
"""What the button says that goes on with an early draft."""


def save_manager_form(
    graph: Graph, context: Context, sheet: Sheet, submitted: SubmittedForm, buttons: CardsForm
) -> tuple[SubmittedForm, int]:
    """Saves what is new in the form and, where asked, agrees with the rest of a category.

    The answer is what clashes, and how many ratings were agreed with. Looking through the categories of a review that
    waits begins nothing: the person may take it back until something is typed or agreed, or the manager asks to go on
    with an early draft. Raises Conflict where the review is not open for the manager's writing.
    """
    drafts = changed_drafts(sheet, submitted, Party.MANAGER, buttons.take.data or "")
    agreed = agreeing(sheet, buttons.agree.data or "", {draft.expectation for draft in drafts})
    drafts += agreed
    begins = buttons.then.data == BEGIN or buttons.agree.data
    if not drafts and begins and sheet.head.state is State.SELF_SUBMITTED:
        transitions.perform(graph, context, sheet.head.id, Action.SAVE, Command())
        return submitted, 0
    return submitted.coming_back(save_drafts(graph, context, sheet, Party.MANAGER, drafts)), len(agreed)


def agreeable(sheet: Sheet, e: Expectation) -> bool:
    """Whether "agree with the rest" would rate this one: the other side is shown, and one's own has no value."""
    sent, mine = sheet.rating(Party.SENT, e.id), sheet.rating(Party.MANAGER, e.id)
    return bool(sent and sent.value and sent.value not in NOT_AGREED_IN_BULK and not (mine and mine.value))


def agreeing(sheet: Sheet, category: str, typed: set[str]) -> list[RatingDraft]:
    """The drafts of "agree with the rest of this category"; `category` is its key on the page."""
    drafts = []
    for e in sheet.all_to_rate:
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
