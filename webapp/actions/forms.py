"""The form of a confirmed action: of its fields those that the row's guards ask for."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional

from graph.review.enums import Party, State
from graph.review.sheet import Sheet
from graph.review.validation import WORDS
from graph.workflow.commands import Command
from graph.workflow.table import Row
from webapp.forms import DayField, StateForm, at_most, is_possible
from webapp.workflow.messages import state_word

FIELD_OF_GUARD = {
    "comment": "comment",
    "reason": "reason",
    "note_for_adjustment": "note",
    "new_due_date": "due",
    "confirmed_basis": "confirm",
}


class ActionForm(StateForm):
    """Every field an action can ask for; `action_form` takes out what its row does not."""

    comment = TextAreaField(_("Comment"), validators=[at_most(WORDS)])
    reason = TextAreaField(_("Reason"), validators=[at_most(WORDS)])
    note = TextAreaField(_("Note to the employee"), validators=[at_most(WORDS)])
    to = RadioField(_("Reopen as"))
    due = DayField(_("New due date"), validators=[Optional(), is_possible])
    confirm = BooleanField(_("Yes, I want to proceed"))


def action_form(row: Row, sheet: Sheet, due: date) -> ActionForm:
    """The form of `row`; `due` is the date proposed for a new due date."""
    fields = {FIELD_OF_GUARD[guard] for guard in row.guards if guard in FIELD_OF_GUARD}
    if len(row.to) > 1:
        fields.add("to")
    side = sheet.assessments.get(Party.MANAGER)
    draft = side.draft if side and "same_draft" in row.guards else None
    form = ActionForm.of(sheet.head, draft, due=due, to=str(row.to[0]))
    for name in ("comment", "reason", "note", "to", "due", "confirm"):
        if name not in fields:
            delattr(form, name)
    if "to" in fields:
        form.to.choices = [SelectChoice(str(to), state_word(str(to))) for to in row.to]
    return form


def command_of(form: ActionForm, sheet: Sheet) -> Command:
    """What was typed, as a command."""
    words = {name: form[name].data or "" for name in ("comment", "reason", "note") if name in form}
    confirmed = "confirm" in form and form.confirm.data
    return form.command(
        words=words,
        due=form.due.data if "due" in form else None,
        confirm=("with" if sheet.head.sent_at else "without") if confirmed else "",
        to=State(form.to.data) if "to" in form else None,
    )
