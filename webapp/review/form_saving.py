"""Saving the whole form at once, as a browser without scripts sends it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import Field

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.review.drafts import RatingDraft
from graph.review.enums import Party
from graph.review.models import Rating
from graph.review.sheet import Sheet
from graph.workflow import saving
from webapp.i18n import error_naming, listed, words
from webapp.review.cards import key_of
from webapp.review.forms import RatingForm, rating_form

_OF_A_PIECE = ("title", "url", "note")
"""The fields of a new piece of evidence: a card has them beside those of its rating."""


@dataclass(frozen=True)
class SubmittedForm:
    """What a form said, by card key: rating forms, and the keys of those that somebody wrote over meanwhile."""

    forms: Mapping[str, RatingForm]
    clashes: Collection[str] = ()

    def wrong(self, sheet: Sheet) -> tuple[tuple[str, str], ...]:
        """Pairs of a field's id and its sentence, which names the skill, and the field of a new piece of
        evidence, in the order of the form."""
        skills = {key_of(e): words(e.skill) for e in sheet.all_to_rate}

        def called(key: str, control: Field) -> str:
            return listed((skills[key], str(control.label.text))) if control.short_name in _OF_A_PIECE else skills[key]

        return tuple(
            (control.id, error_naming(called(key, control), str(error)))
            for key, form in self.forms.items()
            for control in form
            for error in control.errors
        )

    def coming_back(self, clashes: Collection[str]) -> "SubmittedForm":
        """What the page shows again once the rest is saved: the cards that clash. Every other one is shown as it is
        stored, so that its next version is not taken for somebody else's."""
        return SubmittedForm({key: form for key, form in self.forms.items() if key in clashes}, clashes)


def read_form(sheet: Sheet, posted: MultiDict[str, str]) -> SubmittedForm:
    """The rating forms of what was sent: those cards that the page had."""
    forms = {}
    for e in sheet.all_to_rate:
        key = key_of(e)
        if f"{key}-version" in posted:
            forms[key] = rating_form(key, posted, sheet.evidence)
    _keep_own(forms, posted)
    return SubmittedForm(forms)


def save_form(graph: Graph, context: Context, sheet: Sheet, submitted: SubmittedForm, taken: str = "") -> SubmittedForm:
    """Saves what is new in a valid form; `taken` names the card whose stored version the writer chose.

    The answer is what clashes. Raises Conflict where the review is not open for writing.
    """
    drafts = changed_drafts(sheet, submitted, Party.SELF, taken)
    clashes = save_drafts(graph, context, sheet, Party.SELF, drafts)
    for e in sheet.all_to_rate:
        form = submitted.forms.get(key_of(e))
        piece = form.new_piece(e.id) if form else None
        if form and piece:
            form.name_as_stored(saving.add_evidence(graph, context, sheet.head.id, piece))
    return submitted.coming_back(clashes)


def changed_drafts(sheet: Sheet, submitted: SubmittedForm, party: Party, taken: str = "") -> list[RatingDraft]:
    """What the form says otherwise than the page did, and otherwise than what is stored; not the card `taken`."""
    drafts = []
    for e in sheet.all_to_rate:
        key = key_of(e)
        form = submitted.forms.get(key)
        if form is None or key == taken or form.is_untouched():
            continue
        draft = form.draft(e.id, party)
        if not _is_stored(draft, sheet.rating(party, e.id)):
            drafts.append(draft)
    return drafts


def save_drafts(
    graph: Graph, context: Context, sheet: Sheet, party: Party, drafts: Sequence[RatingDraft]
) -> frozenset[str]:
    """Saves drafts of one side; the keys of the cards that somebody wrote over meanwhile.

    Raises Conflict where the review is not open to that side's writing.
    """
    keys = {e.id: key_of(e) for e in sheet.all_to_rate}
    refused = [one for one in saving.save_many(graph, context, sheet.head.id, party, drafts) if not one.accepted]
    for saved in refused:
        if not saving.is_open(saved, party):
            raise Conflict({"review": sheet.head.id, "state": saved.state.value})
    return frozenset(keys[saved.expectation] for saved in refused)


def supporting(sheet: Sheet, expectation: str) -> tuple[str, ...]:
    """The ids of the pieces that support the employee's stored rating."""
    rating = sheet.rating(Party.SELF, expectation)
    return tuple(piece.id for piece in rating.evidence) if rating else ()


def _keep_own(forms: Mapping[str, RatingForm], posted: MultiDict[str, str]) -> None:
    """`keep=<key>@<version>`: the writer saw that stored version and keeps their own."""
    key, _at, version = posted.get("keep", "").rpartition("@")
    if key in forms:
        forms[key].version.data = version


def _is_stored(draft: RatingDraft, stored: Rating | None) -> bool:
    if stored is None:
        return not (draft.value or draft.comment or draft.reason or draft.evidence)
    same_words = (draft.value, draft.comment, draft.reason) == (stored.value, stored.comment, stored.reason)
    return same_words and (draft.evidence is None or set(draft.evidence) == {piece.id for piece in stored.evidence})
