"""What the script that saves as people type sends: a card's form with its expectation, as JSON."""

from collections.abc import Mapping
from dataclasses import replace

from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Party
from webapp.forms import form_from_json
from webapp.requests import Unreadable
from webapp.review.forms import PieceForm, RatingForm

_WRITERS = [SelectChoice(party.value, party.value) for party in (Party.SELF, Party.MANAGER)]


class AutosaveForm(RatingForm):
    """One rating of one side."""

    expectation = StringField()
    party = RadioField(choices=_WRITERS, validators=[InputRequired()])


class EvidenceForm(PieceForm):
    """A new piece for one expectation."""

    expectation = StringField()


def rating_of(body: object) -> tuple[Party, RatingDraft]:
    """The party and the rating of a JSON object. Pieces of evidence that it does not name stay as they are.

    Raises Unreadable; how long the texts are is asked where they are saved.
    """
    form = form_from_json(AutosaveForm, body)
    if not (form.party.validate(form) and form.value.validate(form)):
        raise Unreadable
    party = Party(form.party.data)
    draft = form.draft(form.expectation.data or "", party)
    names_evidence = isinstance(body, Mapping) and body.get("evidence") is not None
    return party, draft if names_evidence else replace(draft, evidence=None)


def piece_of(body: object) -> EvidenceDraft:
    """The piece of evidence of a JSON object. Raises Unreadable."""
    form = form_from_json(EvidenceForm, body)
    expectation = form.expectation.data or ""
    return form.new_piece(expectation) or EvidenceDraft("", "", "", (expectation,))
