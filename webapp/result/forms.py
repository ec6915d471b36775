"""The forms under a result: to talk about it, to state something, to challenge it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, TextAreaField

from graph.review.sheet import Sheet
from graph.review.validation import WORDS
from webapp.forms import StateForm, at_most

FIELD_OF_RULE = {
    "ask_to_talk": "text",
    "statement": "text",
    "reason": "reason",
    "names_expectations": "expectation",
}


class TalkForm(StateForm):
    """Asks to talk about the result."""

    text = TextAreaField(_("What would you like to talk about?"), id="talk-text", validators=[at_most(WORDS)])


class StatementForm(StateForm):
    """The employee's statement."""

    text = TextAreaField(
        _("Your statement; it appears in the report beside the result"),
        id="statement-text",
        validators=[at_most(WORDS)],
    )


class ChallengeForm(StateForm):
    """Which expectations are challenged, and why."""

    expectation = SelectMultipleField(_("Which expectations?"), id="challenge-expectation", validate_choice=False)
    reason = TextAreaField(_("Why?"), id="challenge-reason", validators=[at_most(WORDS)])


@dataclass(frozen=True)
class ResultForms:
    """All of them; `returned` is the one that came back as it was typed, None where none did."""

    state: StateForm
    talk: TalkForm
    statement: StatementForm
    challenge: ChallengeForm
    returned: StateForm | None = None


def result_forms(sheet: Sheet, returned: StateForm | None = None) -> ResultForms:
    """The forms for a result as it stands now, but for the one that comes back."""
    head = sheet.head
    return ResultForms(
        state=StateForm.of(head, formdata=None),
        talk=returned if isinstance(returned, TalkForm) else TalkForm.of(head, formdata=None),
        statement=returned
        if isinstance(returned, StatementForm)
        else StatementForm.of(head, formdata=None, text=sheet.statement),
        challenge=returned if isinstance(returned, ChallengeForm) else ChallengeForm.of(head, formdata=None),
        returned=returned,
    )
