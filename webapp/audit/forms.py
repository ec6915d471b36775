"""What of the record is asked for."""

from datetime import date, datetime, time, timedelta

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange, Optional, ValidationError

from graph.verification.record import RecordFilter
from webapp import current
from webapp.audit.messages import actions
from webapp.forms import Form, NumberField, at_most

MOST_PAGES = 100_000


def _of_this_age(form: object, field: DateField) -> None:
    if field.data and not 2000 <= field.data.year < 3000:
        raise ValidationError(_("Use a day from 2000 on and before 3000."))


class RecordForm(Form):
    """Stands in the address, so that a stretch of the record can be named; it changes nothing and needs no token."""

    class Meta(Form.Meta):
        csrf = False

    person = StringField(_("Person: who acted, or whom it is about"), validators=[at_most(200)])
    cycle = StringField(_("Cycle"), validators=[at_most(200)])
    action = SelectField(_("Action"), default="")
    since = DateField(_("From day"), validators=[Optional(), _of_this_age])
    until = DateField(_("To day"), validators=[Optional(), _of_this_age])
    page = NumberField(validators=[Optional(), NumberRange(1, MOST_PAGES)])

    def wanted(self) -> RecordFilter:
        """What is asked for; days are those of the reader's zone."""
        return RecordFilter(
            (self.person.data or "").strip(),
            self.cycle.data or "",
            self.action.data or "",
            _begin(self.since.data),
            _begin(self.until.data + timedelta(days=1)) if self.until.data else None,
        )

    def chosen(self) -> dict[str, str]:
        """The parameters of an address that asks for the same, but for the page."""
        names = ("person", "cycle", "action", "since", "until")
        return {name: request.values[name] for name in names if request.values.get(name)}


def record_form() -> RecordForm:
    """The form of this request."""
    form = RecordForm(request.values)
    form.action.choices = [SelectChoice("", str(_("Every action"))), *(SelectChoice(*one) for one in actions())]
    return form


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, current.zone()) if day else None
