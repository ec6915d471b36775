"""The form about mails that were given up."""

from wtforms import HiddenField

from webapp.forms import Form


class GivenUpForm(Form):
    """One of them, or '' for all; and the person on whose page the button stood, '' for the list."""

    mail = HiddenField()
    person = HiddenField()
