"""Saving the whole form at once, as a browser without scripts sends it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.review.drafts import RatingDraft
from graph.review.enums import Party
from graph.review.models import Sheet
from graph.workflow import saving
from webapp.review.cards import key_of
from webapp.review.forms import RatingForm, rating_form


@dataclass(frozen=True)
class SubmittedForm:
    """What a form said, by card key: rating forms, and the keys of those that somebody wrote over meanwhile."""

    forms: Mapping[str, RatingForm]
    clashes: Collection[str] = ()

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a field's id and its sentence, in the order of the form."""
        return tuple(
            (control.id, str(error)) for form in self.forms.values() for control in form for error in control.errors
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
    by_id = {e.id: key_of(e) for e in sheet.all_to_rate}
    drafts = [
        form.draft(expectation, Party.SELF)
        for expectation, key in by_id.items()
        if (form := submitted.forms.get(key)) is not None and key != taken and _is_news(form, sheet, expectation)
    ]
    clashes = save_drafts(graph, context, sheet, Party.SELF, drafts)
    for expectation, key in by_id.items():
        piece = submitted.forms[key].new_piece(expectation) if key in submitted.forms else None
        if piece:
            added = saving.add_evidence(graph, context, sheet.head.id, piece)
            submitted.forms[key].name_as_stored(added)
    return submitted.coming_back(clashes)


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


def _is_news(form: RatingForm, sheet: Sheet, expectation: str) -> bool:
    """Whether the form says something else than the page did, and something else than what is stored."""
    if form.is_untouched():
        return False
    draft, stored = form.draft(expectation, Party.SELF), sheet.rating(Party.SELF, expectation)
    if stored is None:
        return bool(draft.value or draft.comment or draft.reason or draft.evidence)
    return not _same(draft, stored.value, stored.comment, stored.reason, {e.id for e in stored.evidence})


def _same(draft: RatingDraft, value: object, comment: str, reason: str, evidence: set[str]) -> bool:
    return (draft.value, draft.comment, draft.reason) == (value, comment, reason) and set(
        draft.evidence or ()
    ) == evidence
