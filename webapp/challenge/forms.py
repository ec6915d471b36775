"""The arbiter's two forms: to uphold the result, or to order a revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Form, TextAreaField

from graph.errors import Refused
from graph.review.models import Expectation, Head
from graph.review.validation import WORDS
from graph.workflow.commands import Command
from webapp.forms import StateForm, at_most
from webapp.refusals import put_on_form, refusal_in_one
from webapp.review.cards import key_of


class UpholdForm(StateForm):
    """Why the result stands."""

    reason = TextAreaField(_("Reason"), validators=[at_most(WORDS)])

    def uphold(self) -> Command:
        """What was typed, as a command."""
        return self.command(words={"reason": self.reason.data or ""})

    def refuse(self, refused: Refused) -> None:
        """Puts what is missing beside the reason."""
        put_on_form(refused, self, {}, other="reason")


class RevisionReasonForm(Form):
    """Why one challenged expectation must be revised."""

    why = TextAreaField(_("Why this should be revised"), validators=[at_most(WORDS)])


@dataclass(frozen=True)
class RevisionForm:
    """What the page showed, and a reason for each challenged expectation, by its id."""

    state: StateForm
    reasons: Mapping[str, RevisionReasonForm]

    def validate(self) -> bool:
        """Whether every reason is short enough."""
        return all([form.validate() for form in self.reasons.values()])  # each one, so that each says what is wrong

    def revise(self) -> Command:
        """What was typed, as a command."""
        return self.state.command(
            words={f"reason:{expectation}": form.why.data or "" for expectation, form in self.reasons.items()}
        )

    def refuse(self, refused: Refused) -> None:
        """Puts what is missing beside each empty reason, above the form where none is empty."""
        sentence = refusal_in_one(refused.reasons)
        empty = [form.why for form in self.reasons.values() if not (form.why.data or "").strip()]
        for field in empty:
            field.errors = [*field.errors, sentence]
        if not empty:
            self.state.form_errors.append(sentence)


def revision_form(head: Head, challenged: Iterable[Expectation], *, posted: bool) -> RevisionForm:
    """The form for the challenged expectations, filled with what was posted or empty."""
    formdata = request.form if posted else None
    state = StateForm.of(head) if posted else StateForm.of(head, formdata=None)
    return RevisionForm(state, {e.id: RevisionReasonForm(formdata, prefix=key_of(e)) for e in challenged})
