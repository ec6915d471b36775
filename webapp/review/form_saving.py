"""Saving the whole form at once, as a browser without scripts sends it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict
from graph.review.drafts import RatingDraft
from graph.review.enums import Part, Party
from graph.review.models import Evidence, Expectation, Sheet
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


def read_form(sheet: Sheet, sent: MultiDict[str, str]) -> SubmittedForm:
    """The rating forms of what was sent: those cards that the page had."""
    forms = {}
    for e in _asked(sheet):
        key = key_of(e)
        if f"{key}-version" in sent:
            forms[key] = rating_form(key, sent, sheet.evidence)
    _settle(forms, sent)
    return SubmittedForm(forms)


def save_form(graph: Graph, context: Context, sheet: Sheet, sent: SubmittedForm, taken: str = "") -> SubmittedForm:
    """Saves what is new in a valid form; `taken` names the card whose stored version the writer chose.

    The answer is what clashes. Raises Conflict where the review is not open for writing.
    """
    by_id = {e.id: key_of(e) for e in _asked(sheet)}
    drafts = [
        form.draft(expectation)
        for expectation, key in by_id.items()
        if (form := sent.forms.get(key)) is not None and key != taken and _is_news(form, sheet, expectation)
    ]
    clashes = set()
    for draft, saved in zip(drafts, saving.save_many(graph, context, sheet.head.id, Party.SELF, drafts), strict=True):
        if saved.accepted:
            continue
        if not saving.is_open(saved, Party.SELF):
            raise Conflict({"review": sheet.head.id, "state": saved.state.value})
        clashes.add(by_id[draft.expectation])
    for expectation, key in by_id.items():
        piece = sent.forms[key].new_piece(expectation) if key in sent.forms else None
        if piece:
            added = saving.add_evidence(graph, context, sheet.head.id, piece)
            _now_stored(sent.forms[key], added)
    return sent.coming_back(clashes)


def supporting(sheet: Sheet, expectation: str) -> tuple[str, ...]:
    """The ids of the pieces that support the employee's stored rating."""
    rating = sheet.rating(Party.SELF, expectation)
    return tuple(piece.id for piece in rating.evidence) if rating else ()


def _asked(sheet: Sheet) -> tuple[Expectation, ...]:
    return sheet.asked(Part.CURRENT) + sheet.asked(Part.TARGET)


def _settle(forms: Mapping[str, RatingForm], sent: MultiDict[str, str]) -> None:
    """`keep=<key>@<version>`: the writer saw that stored version and keeps their own."""
    key, _at, version = sent.get("keep", "").rpartition("@")
    if key in forms:
        forms[key].version.data = version


def _is_news(form: RatingForm, sheet: Sheet, expectation: str) -> bool:
    """Whether the form says something else than the page did, and something else than what is stored."""
    if form.is_untouched():
        return False
    draft, stored = form.draft(expectation), sheet.rating(Party.SELF, expectation)
    if stored is None:
        return bool(draft.value or draft.comment or draft.reason or draft.evidence)
    return not _same(draft, stored.value, stored.comment, stored.reason, {e.id for e in stored.evidence})


def _same(draft: RatingDraft, value: object, comment: str, reason: str, evidence: set[str]) -> bool:
    return (draft.value, draft.comment, draft.reason) == (value, comment, reason) and set(
        draft.evidence or ()
    ) == evidence


def _now_stored(form: RatingForm, added: Evidence) -> None:
    """A form that is shown again names the piece as support, and does not add it twice."""
    form.title.data = form.url.data = form.note.data = ""
    form.evidence.choices = [*(form.evidence.choices or ()), (added.id, added.title)]
    form.evidence.data = [*(form.evidence.data or ()), added.id]
