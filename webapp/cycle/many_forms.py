"""The forms of acts on many reviews and on a whole cycle."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from graph.bulk.notes import MOVABLE
from graph.cycle.models import Cycle
from graph.review.validation import WORDS
from webapp.cycle.forms import PASTED, CheckboxesField
from webapp.forms import DayField, Form, at_most, is_possible

FIELDS: dict[str, tuple[str, ...]] = {
    "remind": (),
    "extend": ("self_due", "manager_due"),
    "cancel": ("reason",),
    "restore": ("reason",),
    "close": (),
}
"""What can be done with many reviews, and what has to be typed for it."""


class ManyForm(Form):
    """One act on several reviews: those of the boxes, or all of `ids`, which the page of confirmation carries on; `key`
    tells one such page from another."""

    act = HiddenField()
    key = HiddenField()
    ids = HiddenField()
    review = SelectMultipleField(validate_choice=False)
    self_due = DayField(_("New date for the self-assessment"), validators=[Optional(), is_possible])
    manager_due = DayField(_("New date for the manager"), validators=[Optional(), is_possible])
    reason = TextAreaField(_("Reason"), validators=[at_most(WORDS)])


class ExtendCycleForm(Form):
    """Later days for a whole cycle."""

    self_due = DayField(_("Self-assessment due"), validators=[Optional(), is_possible])
    manager_due = DayField(_("Manager due"), validators=[Optional(), is_possible])
    share_on = DayField(_("Share from"), validators=[Optional(), is_possible])
    share_by = DayField(_("Share by"), validators=[Optional(), is_possible])
    closes_on = DayField(_("Closes on"), validators=[Optional(), is_possible])

    @classmethod
    def of(cls, cycle: Cycle) -> "ExtendCycleForm":
        """The form with the days as they stand."""
        days: dict[str, Any] = {name: getattr(cycle, name) for name in MOVABLE}
        return cls(**days)

    def changed(self, cycle: Cycle) -> dict[str, date]:
        """The days that differ from those of the cycle."""
        return {name: self[name].data for name in MOVABLE if self[name].data not in (None, getattr(cycle, name))}


class NewcomersForm(Form):
    """Who is added to an open cycle: those chosen, and those pasted."""

    person = CheckboxesField(_("People without a review"), validate_choice=False)
    people = TextAreaField(_("IDs or email addresses"), validators=[at_most(PASTED)])


class AppointForm(Form):
    """Whom HR appoints for one review, and why."""

    person = StringField(_("ID or email address"), validators=[InputRequired(_("Enter an ID or email address."))])
    reason = TextAreaField(_("Reason"), validators=[InputRequired(_("Enter a reason.")), at_most(WORDS)])
