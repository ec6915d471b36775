"""The forms by which a member votes: one for the person, one for each required expectation."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from flask import get_template_attribute
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional

from graph.calibration.vote_models import Vote, VoteDraft, VoteValue
from graph.review.validation import WORDS
from webapp.forms import Form as WebForm
from webapp.forms import at_most, form_from_json, page_number
from webapp.i18n import sentences
from webapp.requests import Unreadable

VALUES = {
    VoteValue.AGREE: (_("Agree"), _("the picture is right")),
    VoteValue.QUESTION: (_("Question"), _("to be discussed")),
    VoteValue.ABSTAIN: (_("Abstain"), _("I cannot judge this")),
}
"""What each choice is called, and what it means."""


class ChoiceWidget:
    """Draws the three choices as a native radio group."""

    def __call__(self, field: RadioField, **options: Any) -> Markup:
        """The group; `options` are those of the macro `choices`."""
        draw = get_template_attribute("calibration/_vote_card.html", "choices")
        values = [(value.value, *words) for value, words in VALUES.items()]
        return Markup(draw(field.name, field.data or "", values, error=sentences(field.errors), **options))  # noqa: S704


class VoteForm(Form):
    """One vote as given. `version` is the stored version that the page was drawn from, `was` a digest of what it then
    showed; the private note belongs to the vote on the person as a whole."""

    version = HiddenField()
    was = HiddenField()
    value = RadioField(
        _("Your vote"), choices=[SelectChoice(one.value, one.value) for one in VoteValue], validators=[Optional()],
        widget=ChoiceWidget(),
    )  # fmt: skip
    comment = TextAreaField(_("Private note"), validators=[at_most(WORDS)])

    @classmethod
    def of(cls, key: str, vote: Vote | None) -> "VoteForm":
        """The form of the card `key` as it is stored."""
        value, note = (vote.value.value if vote and vote.value else "", vote.note if vote else "")
        version = str(vote.version) if vote else "0"
        return cls(prefix=key, data={"version": version, "was": _digest(value, note), "value": value, "comment": note})

    @property
    def is_untouched(self) -> bool:
        """Whether everything is as the page was drawn."""
        return bool(self.was.data == _digest(self.value.data or "", self.comment.data or ""))

    def draft(self, expectation: str) -> VoteDraft:
        """What is given, for saving."""
        value = VoteValue(self.value.data) if self.value.data else None
        return VoteDraft(expectation, page_number(self.version.data) or 0, value, self.comment.data or "")


class SavedAsTypedForm(VoteForm):
    """What the script that saves as people type sends of one vote; `seen` is the revision that the page showed."""

    expectation = StringField()
    seen = HiddenField()


class BallotForm(WebForm):
    """The form around the cards: the revision that the page showed, and which button was pressed.

    `then` says where to go on, `take` names the card whose stored version was chosen, `keep` the card and the stored
    version over which the member keeps their own (`<key>@<version>`).
    """

    revision = HiddenField()
    then = StringField()
    take = StringField()
    keep = StringField()


def vote_of(body: object) -> tuple[int, VoteDraft]:
    """The revision and the vote of a JSON object. Raises Unreadable."""
    form = form_from_json(SavedAsTypedForm, body)
    revision = page_number(form.seen.data)
    if revision is None or not form.value.validate(form):
        raise Unreadable
    return revision, form.draft(form.expectation.data or "")


def vote_forms(keys: Mapping[str, str], posted: MultiDict[str, str], keep: str) -> dict[str, VoteForm]:
    """The forms of those cards of `keys` that were posted, by key. `keep` is as in BallotForm."""
    forms = {key: VoteForm(posted, prefix=key) for key in keys if f"{key}-version" in posted}
    kept, _at, version = keep.rpartition("@")
    if kept in forms:
        forms[kept].version.data = version
    return forms


def _digest(value: str, note: str) -> str:
    return sha256("\0".join((value, note)).encode()).hexdigest()[:16]
