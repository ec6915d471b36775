"""The signature, as typed."""

from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, ValidationError

from graph.review.enums import Recommendation
from graph.review.models import Head
from graph.review.validation import SENTENCES_LENGTH
from graph.workflow.commands import Command
from webapp import current
from webapp.forms import StateForm, at_most
from webapp.workflow.messages import recommendation_label

FIELD_OF_RULE = {
    "recommendation": "recommendation",
    "recommendation_reason": "sentences",
    "sentences": "sentences",
    "own_name": "name",
}


class SignForm(StateForm):
    """What the manager recommends, two sentences on it and the signer's name; the versions are those that
    the page showed."""

    recommendation = RadioField(
        _("What do you recommend?"),
        validators=[InputRequired(_("Choose what you recommend."))],
    )
    sentences = TextAreaField(
        _("Two sentences for the committee"),
        validators=[at_most(SENTENCES_LENGTH)],
    )
    name = StringField(
        _("Your name, as your signature"),
        validators=[DataRequired(_("Type your name as your signature.")), at_most(200)],
    )

    @classmethod
    def for_review(cls, head: Head, draft: int) -> Self:
        """The form for a page that shows a review as it stands now; no next level is offered where there is none."""
        form = cls.of(head, draft)
        offered = [one for one in Recommendation if one is not Recommendation.NEXT or head.next_levels]
        if not head.cycle.calibration:
            form.sentences.label.text = gettext("Two sentences on your recommendation")
        form.recommendation.choices = [SelectChoice(one.value, recommendation_label(one)) for one in offered]
        return form

    def validate_name(self, field: Any) -> None:
        """Whether the name is the signer's own, in one of its languages."""
        signer = current.person()
        if signer is not None and not signer.name.is_called(field.data or ""):
            names = " / ".join(filter(None, (signer.name.en, signer.name.zh)))
            raise ValidationError(gettext("Sign with your name as it stands in your account: %(name)s.", name=names))

    def sign_off(self) -> Command:
        """What was typed, as a command."""
        known = {one.value: one for one in Recommendation}
        return self.command(
            words={"sentences": self.sentences.data or ""},
            name=self.name.data or "",
            recommendation=known.get(self.recommendation.data or ""),
        )
