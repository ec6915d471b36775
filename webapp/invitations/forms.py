"""The forms of invitations."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectMultipleField, StringField

from webapp.forms import Form


class InviteForm(Form):
    """Whom to invite, of those on the page or `everybody` who has no invitation: the links as a page, as a `file` (csv,
    or slips as pdf), or sent (`send` is mail)."""

    everybody = BooleanField(_("Everybody without an invitation, on all pages"))
    person = SelectMultipleField(validate_choice=False)
    file = StringField()
    send = StringField()
