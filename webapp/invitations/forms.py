"""The forms of invitations."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import EqualTo, InputRequired

from webapp.forms import Form, at_most


class ChoosePasswordForm(Form):
    """The first password of whoever is invited."""

    password = PasswordField(_("Password"), validators=[InputRequired(_("Enter a password.")), at_most(256)])
    again = PasswordField(_("Repeat the password"), validators=[EqualTo("password", _("The two passwords differ."))])


class InviteForm(Form):
    """Whom to invite, of those on the page or `everybody` who has no invitation: the links as a page, as a `file` (csv,
    or slips as pdf), or sent (`send` is mail)."""

    everybody = BooleanField(_("Everybody without an invitation, on all pages"))
    person = SelectMultipleField(validate_choice=False)
    file = StringField()
    send = StringField()
