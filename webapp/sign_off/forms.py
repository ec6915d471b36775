"""The signature, as typed."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from graph.workflow.commands import Command
from graph.workflow.guards import SENTENCES_LENGTH
from webapp import current
from webapp.forms import StateForm, at_most


class SignForm(StateForm):
    """Two sentences for the committee and the signer's name; the versions are those that the page showed."""

    sentences = TextAreaField(
        _("Two sentences for the committee"),
        validators=[at_most(SENTENCES_LENGTH)],
    )
    name = StringField(
        _("Your name, as your signature"),
        validators=[DataRequired(_("Type your name as your signature.")), at_most(200)],
    )

    def validate_name(self, field: Any) -> None:
        """Whether the name is the signer's own, in one of its languages."""
        signer = current.person()
        if signer is not None and not signer.name.is_called(field.data or ""):
            names = " / ".join(filter(None, (signer.name.en, signer.name.zh)))
            raise ValidationError(gettext("Sign with your name as it stands in your account: %(name)s.", name=names))

    def sign_off(self) -> Command:
        """What was typed, as a command."""
        return self.command(words={"sentences": self.sentences.data or ""}, name=self.name.data or "")
