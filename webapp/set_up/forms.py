"""The form that sets an installation up."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, EqualTo, InputRequired, Regexp, ValidationError

from graph.organisation.models import Organisation
from graph.people.models import NewAccount, can_be_id
from graph.text import Text
from webapp.forms import Form, at_most, typed_line
from webapp.i18n import NAMES
from webapp.people.forms import ZONES

_EMAIL = Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$", message=_("Enter an email address, such as ada@example.com."))


def _is_id(_form: Form, field: StringField) -> None:
    if not can_be_id(field.data or ""):
        raise ValidationError(
            _("Use letters, digits and . _ - @ +, such as E-001. Some words, such as “new”, are taken.")
        )


def _id(label: str) -> StringField:
    return StringField(label, filters=(typed_line,), validators=[DataRequired(_("Enter an ID.")), at_most(64), _is_id])


def _name(label: str) -> StringField:
    return StringField(label, filters=(typed_line,), validators=[DataRequired(_("Enter a name.")), at_most(200)])


def _email(label: str) -> StringField:
    return StringField(
        label, filters=(typed_line,), validators=[DataRequired(_("Enter an email address.")), at_most(254), _EMAIL]
    )


class SetUpForm(Form):
    """The organisation, the first HR admin with a password, and the second one."""

    organisation = _name(_("Name of the organisation"))
    organisation_zh = StringField(_("Its name in Chinese (optional)"), filters=(typed_line,), validators=[at_most(200)])
    language = SelectField(_("Language of new accounts"), choices=[SelectChoice(*each) for each in NAMES.items()])
    time_zone = SelectField(_("Time zone"), choices=ZONES)
    own_id = _id(_("Your ID"))
    own_name = _name(_("Your name"))
    own_name_zh = StringField(_("Your name in Chinese (optional)"), filters=(typed_line,), validators=[at_most(200)])
    own_email = _email(_("Your email address"))
    password = PasswordField(_("Password"), validators=[InputRequired(_("Enter a password.")), at_most(256)])
    again = PasswordField(_("Repeat the password"), validators=[EqualTo("password", _("The two passwords differ."))])
    other_id = _id(_("Their ID"))
    other_name = _name(_("Their name"))
    other_name_zh = StringField(_("Their name in Chinese (optional)"), filters=(typed_line,), validators=[at_most(200)])
    other_email = _email(_("Their email address"))

    def of_organisation(self) -> Organisation:
        """The organisation as typed."""
        name = Text(_typed(self.organisation), _typed(self.organisation_zh))
        return Organisation(name, str(self.language.data), str(self.time_zone.data))

    def first(self) -> NewAccount:
        """Who fills it in; they sign in with their email address."""
        name, email = Text(_typed(self.own_name), _typed(self.own_name_zh)), _typed(self.own_email)
        return NewAccount(
            _typed(self.own_id), email, name, email, str(self.language.data), str(self.time_zone.data),
            str(self.password.data or ""),
        )  # fmt: skip

    def second(self) -> NewAccount:
        """Whom they name as second HR admin."""
        name, email = Text(_typed(self.other_name), _typed(self.other_name_zh)), _typed(self.other_email)
        return NewAccount(_typed(self.other_id), email, name, email, str(self.language.data), str(self.time_zone.data))


def _typed(field: StringField) -> str:
    return (field.data or "").strip()
