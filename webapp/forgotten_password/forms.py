"""The form that asks who somebody is."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired

from webapp.forms import Form, at_most


class AskForm(Form):
    """Whose password was forgotten."""

    who = StringField(
        _("Sign-in name or email address"),
        validators=[DataRequired(_("Enter your sign-in name or your email address.")), at_most(254)],
    )
