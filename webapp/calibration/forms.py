"""The forms by which sessions are set up, changed, and moved along."""

import re

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from graph.review.validation import SENTENCES_LENGTH
from webapp.forms import DayField, Form, NumberField, at_most, is_possible, typed_line

NAME, LISTED, REASON = 200, 20_000, 4_000
_BETWEEN = re.compile(r"[\n,;，；、]")
_HOUR = Regexp(r"([01]\d|2[0-3]):[0-5]\d$", message=_("Enter a time such as 14:00."))
_NEW_ID = re.compile(r"cs-[0-9a-f]{16}")


class PartForm(Form):
    """One of several sessions that are set up in one go: `id` is what it gets."""

    id = HiddenField()
    name_en = StringField(_("Name in English"), filters=[typed_line], validators=[at_most(NAME)])
    name_zh = StringField(_("Name in Chinese"), filters=[typed_line], validators=[at_most(NAME)])
    meets_on = DayField(_("Meeting date"), validators=[InputRequired(_("Enter a day.")), is_possible])
    meets_at = StringField(_("Time"), filters=[typed_line], validators=[Optional(), _HOUR])
    facilitators = TextAreaField(_("Facilitators"), validators=[at_most(LISTED)])
    members = TextAreaField(_("Members"), validators=[at_most(LISTED)])

    @property
    def new_id(self) -> str:
        """The id that the page gave a new session, '' where it is none of ours."""
        given = self.id.data or ""
        return given if _NEW_ID.fullmatch(given) else ""


class SessionForm(PartForm):
    """Everything of a session; `seq` is what the page showed of one that is there. Which reviews are chosen, and which
    are for another session, are lists of ids beside it."""

    seq = HiddenField()
    cycle = SelectField(_("Cycle"), validate_choice=False)
    find = StringField(_("Name or ID"), filters=[typed_line], validators=[at_most(NAME)])
    role = SelectField(_("Role"), validate_choice=False)
    level = SelectField(_("Level"), validate_choice=False)
    department = SelectField(_("Department"), validate_choice=False)
    manager = SelectField(_("Manager"), validate_choice=False)
    signed = SelectField(_("Signed off"), validate_choice=False)
    people = TextAreaField(_("IDs or email addresses"), validators=[at_most(LISTED)])


class ProposalForm(Form):
    """Into sessions of which size the reviews of a cycle go, when they meet, and who sits in all of them."""

    cycle = HiddenField()
    size = NumberField(
        _("People in a session, at most"),
        default=30,
        validators=[InputRequired(_("Enter a number.")), NumberRange(1, 300, _("Enter a number from 1 to 300."))],
    )
    meets_on = DayField(_("Meeting date"), validators=[Optional(), is_possible])
    meets_at = StringField(_("Time"), filters=[typed_line], validators=[Optional(), _HOUR])
    facilitators = TextAreaField(_("Facilitators"), validators=[at_most(LISTED)])
    members = TextAreaField(_("Members"), validators=[at_most(LISTED)])


class MoveForm(Form):
    """A step of a session; dissolving it needs a reason."""

    reason = TextAreaField(_("Reason"), validators=[at_most(REASON)])


class TakeOutForm(Form):
    """Taking people out of a session in progress; whom is a list of ids beside it."""

    reason = TextAreaField(_("Reason"), validators=[at_most(REASON)])


class SeatForm(Form):
    """Seating another facilitator in a session in progress."""

    person = StringField(_("New facilitator"), filters=[typed_line], validators=[at_most(NAME)])
    reason = TextAreaField(_("Reason"), validators=[at_most(REASON)])


def lines_of(text: str | None) -> list[str]:
    """What was typed for people: one a line, or between commas; each once."""
    return list(dict.fromkeys(one.strip() for one in _BETWEEN.split(text or "") if one.strip()))


class LockForm(Form):
    """Confirming what a session makes final, as the page showed it."""

    covers = HiddenField()


class TogetherForm(Form):
    """Confirming levels together; whose is a list of ids beside it."""

    sentence = TextAreaField(
        _("The sentence that each of them reads"),
        validators=[InputRequired(_("Write the sentence.")), at_most(SENTENCES_LENGTH)],
    )
