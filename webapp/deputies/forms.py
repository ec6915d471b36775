"""The forms of deputies."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from graph.review.validation import WORDS
from webapp.directory.forms import PersonForm
from webapp.forms import at_most, is_possible


class DeputyForm(PersonForm):
    """Who is to act in somebody's place, from a day to a day, and why."""

    deputy = StringField(_("Deputy"), validators=[DataRequired(_("Say who it is to be.")), at_most(254)])
    since = DateField(_("First day"), validators=[InputRequired(_("Enter a day.")), is_possible])
    until = DateField(_("Last day"), validators=[InputRequired(_("Enter a day.")), is_possible])
    reason = TextAreaField(_("Reason"), validators=[DataRequired(_("Enter a reason.")), at_most(WORDS)])


class EndForm(PersonForm):
    """Ends that somebody is a deputy."""

    deputy = HiddenField(validators=[DataRequired()])
