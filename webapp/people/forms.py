"""The account forms."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, EqualTo, InputRequired

from webapp.forms import Form, at_most
from webapp.i18n import NAMES

ZONES = [SelectChoice(zone, zone) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


class SignInForm(Form):
    """Login and password."""

    login = StringField(_("Sign-in name"), validators=[InputRequired(_("Enter your sign-in name.")), at_most(254)])
    password = PasswordField(_("Password"), validators=[InputRequired(_("Enter your password.")), at_most(256)])


class PreferencesForm(Form):
    """In which language and time zone one reads, what managers read first, and which mail one gets."""

    language = SelectField(_("Language"), choices=[SelectChoice(*each) for each in NAMES.items()])
    time_zone = SelectField(_("Time zone"), choices=ZONES)
    due_mail = BooleanField(_("Mail me when something is due or overdue, and HR's reminders"))
    rates_first = BooleanField(_("Show me a self-assessment only after I have rated that person myself"))


class DemoSignInForm(Form):
    """Which of the demo's people was clicked."""

    login = StringField()


class LanguageForm(Form):
    """The switch on each page: the language to change to, and the page to come back to."""

    language = StringField(validators=[AnyOf(NAMES)])
    next = HiddenField()


class ChoosePasswordForm(Form):
    """A password, by whoever has a link that opens once."""

    password = PasswordField(_("Password"), validators=[InputRequired(_("Enter a password.")), at_most(256)])
    again = PasswordField(_("Repeat the password"), validators=[EqualTo("password", _("The two passwords differ."))])


class PasswordForm(Form):
    """A new password, with the old one."""

    old_password = PasswordField(
        _("Current password"), validators=[InputRequired(_("Enter your current password.")), at_most(256)]
    )
    new_password = PasswordField(
        _("New password"), validators=[InputRequired(_("Enter a new password.")), at_most(256)]
    )
    again_password = PasswordField(
        _("Repeat the new password"),
        validators=[EqualTo("new_password", _("The two new passwords differ."))],
    )
