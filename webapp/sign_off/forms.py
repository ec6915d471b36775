"""The signature, as typed."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired

from graph.workflow.commands import Command
from graph.workflow.guards import SENTENCES_LENGTH
from webapp.forms import Form, at_most, shown_number


class SignForm(Form):
    """Two sentences for the committee and the signer's name; the versions are those that the page showed."""

    sentences = TextAreaField(
        _("Two sentences for the committee"),
        validators=[at_most(SENTENCES_LENGTH)],
    )
    name = StringField(
        _("Your name, as your signature"),
        validators=[InputRequired(_("Type your name as your signature.")), at_most(200)],
    )
    draft = HiddenField()
    seq = HiddenField()
    revision = HiddenField()

    def command(self) -> Command:
        """What was typed, as a command."""
        return Command(
            revision=shown_number(self.revision.data),
            seq=shown_number(self.seq.data),
            draft=shown_number(self.draft.data),
            words={"sentences": self.sentences.data or ""},
            name=self.name.data or "",
        )
