"""The manager's assessment, side by side with the self-assessment."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import Forbidden
from graph.review.completeness import changed_since_seen, missing_in
from graph.review.enums import SIGNED, Action, Capacity, Party, State
from graph.review.sheet import Sheet
from graph.workflow.available_actions import ActionableReview, read_with_actions
from webapp import access, current, i18n
from webapp.assessment.pages import AssessCard, AssessGroup, AssessPage
from webapp.assessment.rating_first import is_hidden_by_choice, without_self_assessment
from webapp.assessment.saving import agreeable, save_manager_form
from webapp.page import render
from webapp.review.action_links import ActionLink, action_links
from webapp.review.cards import Card, Group, cards, groups, next_unrated, opening_place
from webapp.review.form_saving import SubmittedForm, read_form
from webapp.review.form_status import browser_storage_key, form_progress, saved_at
from webapp.review.forms import CardsForm
from webapp.review.header import header_of
from webapp.review.marks import marks
from webapp.review.messages import autosave_words, missing_text
from webapp.review.opening import is_waiting
from webapp.review.pages import not_open_page

blueprint = Blueprint("assessment", __name__)

AGREED = "agreed-in-"
"""How the id of the message in a category begins."""


@blueprint.get("/reviews/<review_id>/assess")
@access.signed_in
def assess(review_id: str) -> str | Response:
    """The form, one card an expectation."""
    reading = _own_report(review_id)
    sheet = reading.sheet
    if sheet.head.state in SIGNED:
        return redirect(url_for("sign_off.sign", review_id=review_id))
    if sheet.head.state is State.CANCELLED:
        return redirect(url_for("actions.overview", review_id=review_id))
    if is_waiting(sheet.head):
        heading = _("Assess %(name)s", name=i18n.words(sheet.head.person.name))
        return render(not_open_page(sheet, heading, Party.MANAGER))
    return render(_page(reading, SubmittedForm({}), request.args.get("category", "")))


@blueprint.post("/reviews/<review_id>/assess")
@access.signed_in
def save(review_id: str) -> str | Response | tuple[str, int]:
    """Saves the whole form, agrees with the rest of a category, and goes where the pressed button says."""
    reading = _own_report(review_id)
    submitted = read_form(reading.sheet, request.form)
    buttons = CardsForm()
    category = buttons.agree.data or buttons.category.data or ""
    valid = [form.validate() for form in submitted.forms.values()]
    if not all(valid):
        return render(_page(reading, submitted, category)), 422
    submitted, agreed = save_manager_form(current.graph(), current.context(), reading.sheet, submitted, buttons)
    if submitted.clashes:
        return render(_page(_own_report(review_id), submitted, category)), 409
    if agreed:  # said where the button stood
        place = AGREED + category
        flash(
            ngettext(
                "%(num)s rating set to what %(name)s said.",
                "%(num)s ratings set to what %(name)s said.",
                agreed,
                name=i18n.words(reading.sheet.head.person.name),
            ),
            place,
        )
        return redirect(url_for("assessment.assess", review_id=review_id, category=category, _anchor=place))
    return redirect(_onward(review_id, category, buttons.then.data or ""))


def _onward(review_id: str, here: str, then: str) -> str:
    """Where a pressed button leads: to the signature, to a category, or back to the same place."""
    if then == "sign":
        return url_for("sign_off.sign", review_id=review_id)
    kind, _colon, category = then.partition(":")
    flash(_("Saved %(time)s", time=i18n.clock_time(current.context().now)))
    return url_for(
        "assessment.assess", review_id=review_id, category=(category if kind == "category" else here) or None
    )


def _own_report(review_id: str) -> ActionableReview:
    reading = read_with_actions(current.graph(), current.context(), review_id)
    if Capacity.MANAGER not in reading.sheet.capacities:
        raise Forbidden("assess", Capacity.MANAGER.value)
    return reading


def _page(reading: ActionableReview, submitted: SubmittedForm, category: str) -> AssessPage:
    by_choice = is_hidden_by_choice(reading.sheet)
    sheet = without_self_assessment(reading.sheet) if by_choice else reading.sheet
    head = sheet.head
    listed_cards = cards(sheet, Party.MANAGER, i18n.chosen_language(), submitted.forms, submitted.clashes)
    category, resume = opening_place(listed_cards, category)
    listed = groups(listed_cards, category)
    missing = _missing(sheet)
    wrong = submitted.wrong(sheet)
    return AssessPage(
        header=header_of(sheet),
        groups=tuple(_group(sheet, group, missing) for group in listed),
        withheld=withheld(sheet, by_choice=by_choice),
        by_choice=by_choice,
        early=head.state in (State.ASSIGNED, State.SELF_DRAFT),
        waiting_to_begin=head.state is State.SELF_SUBMITTED,
        returned=sheet.last_words("return", "comment") if head.state is State.SELF_DRAFT else "",
        progress=form_progress(listed),
        saved_at=saved_at(sheet, Party.MANAGER),
        unrated=next_unrated(listed),
        resume="" if wrong or submitted.clashes else resume,
        links=_other_links(action_links(reading.actions, head)),
        may_sign=head.state is State.MANAGER_DRAFT,
        words=autosave_words(),
        storage_key=browser_storage_key(sheet, Party.MANAGER),
        wrong=wrong,
        clashes=tuple((card.key, card.expectation.skill) for card in listed_cards if card.clash),
        all_groups=bool(wrong or submitted.clashes),
    )


def withheld(sheet: Sheet, *, by_choice: bool) -> str:
    """Why the self-assessment is not shown, and until when; '' if it is."""
    head = sheet.head
    if by_choice:
        return str(_("You chose to rate first: the self-assessment is shown once your ratings are complete."))
    if head.state in (State.ASSIGNED, State.SELF_DRAFT):
        ends = head.cycle.grace_ends(head.self_due)
        return str(
            _("Waiting for the self-assessment until %(day)s, with a grace period of %(days)s days until %(last)s.",
              day=i18n.day(head.self_due), days=head.cycle.grace_days, last=i18n.day(ends))
        )  # fmt: skip
    if head.sent_at is None:
        return str(_("There is no self-assessment: none was submitted by the due date."))
    if Party.SENT not in sheet.assessments:
        return str(
            _("The self-assessment is shown once your own ratings are complete: in this cycle the manager rates first.")
        )
    return ""


def _missing(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {}
    for one in missing_in(sheet, Party.MANAGER):
        texts[one.expectation.id] = (*texts.get(one.expectation.id, ()), missing_text(one.rule))
    return texts


def _group(sheet: Sheet, group: Group, missing: dict[str, tuple[str, ...]]) -> AssessGroup:
    return AssessGroup(
        group=group,
        cards=tuple(_card(sheet, card, missing) for card in group.cards),
        agreeable=sum(agreeable(sheet, card.expectation) for card in group.cards),
    )


def _card(sheet: Sheet, card: Card, missing: dict[str, tuple[str, ...]]) -> AssessCard:
    e = card.expectation
    theirs = sheet.rating(Party.SENT, e.id)
    return AssessCard(
        card=card,
        theirs=theirs,
        evidence=theirs.evidence if theirs else (),
        lacks=missing.get(e.id, ()) if card.is_rated else (),
        marks=marks(sheet, e),
        needs_look=changed_since_seen(sheet, e.id),
    )


def _other_links(links: tuple[ActionLink, ...]) -> tuple[ActionLink, ...]:
    """Signing is the page's main action, in its bar; the rest is listed."""
    return tuple(one for one in links if one.action is not Action.SIGN_OFF)
