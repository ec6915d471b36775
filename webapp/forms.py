"""What every form of a page builds on, and how a form is filled from what a script sends."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Self, TypeVar

import wtforms
from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import Length, ValidationError

from graph.clock import FIRST_YEAR, LAST_YEAR
from graph.review.models import Head
from graph.spreadsheets.cleaning import one_line
from graph.workflow.commands import Command
from webapp.requests import Unreadable

F = TypeVar("F", bound=wtforms.Form)

_MOST = 10**9
MOST_PAGES = 10_000


class Form(FlaskForm):  # type: ignore[misc]
    """A form that a page posts. It takes no JSON in place of its fields."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            return None if request.is_json else super().wrap_formdata(form, formdata)


class StateForm(Form):
    """What a page showed of a review, to be compared when something is done with it."""

    seq = HiddenField()
    revision = HiddenField()
    draft = HiddenField()

    @classmethod
    def of(cls, head: Head, draft: int | None = None, **values: Any) -> Self:
        """The form for a page that shows a review as it stands now, and the draft of one side where it does."""
        shown = "" if draft is None else str(draft)
        return cls(seq=str(head.seq), revision=str(head.revision), draft=shown, **values)

    def command(self, **more: Any) -> Command:
        """What the page showed, with what comes with the action."""
        return Command(
            seq=shown_number(self.seq.data),
            revision=shown_number(self.revision.data),
            draft=shown_number(self.draft.data),
            **more,
        )


class DayField(DateField):
    """A day, typed or picked."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The day that was sent. Raises ValueError with what to type."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter a day such as 2026-03-15.")) from None


class NumberField(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The number that was sent. Raises ValueError with what to type."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter a whole number, such as 14.")) from None


def at_most(characters: int) -> Length:
    """So long a field's text may be. Pages set no `maxlength` beside it: browsers cut what is pasted without a word."""
    return Length(max=characters, message=_("This is too long: at most %(most)s characters.", most=characters))


def is_possible(_form: wtforms.Form, field: wtforms.Field) -> None:
    """A validator of days: a typing error such as the year 20 or 20026 is none of anybody's life."""
    if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        said = _("Enter a day from %(first)s to %(last)s.", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        raise ValidationError(said)


def typed_line(text: str | None) -> str | None:
    """A filter of fields: a name on one line, without what nobody can see."""
    return one_line(text) if text else text


def page_number(text: str | None) -> int | None:
    """The whole number that a page wrote into a hidden field, None where it is not one."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def say_page_above(form: wtforms.Form) -> None:
    """Says above the form of a list that the address asks for a page it cannot have: no field is there for it."""
    if form["page"].errors:
        form["page"].errors = []
        form.form_errors.append(str(_("The list has no such page.")))


def asked_page() -> int:
    """The page of a list that the address asks for; the first one where it names none."""
    return min(max(page_number(request.args.get("page")) or 1, 1), MOST_PAGES)


def shown_number(text: str | None) -> int | None:
    """The version, number or revision that a page showed: None where it gave none, -1, which nothing has, where it is
    not a number."""
    if not text:
        return None
    number = page_number(text)
    return -1 if number is None else number


def form_from_json(form: type[F], body: object) -> F:
    """The form filled from a JSON object with its fields' names: hidden fields are whole numbers, fields of several
    choices lists of texts, all others texts.

    Raises Unreadable for what is no such object. Whether the values are allowed is the form's to say.
    """
    if not isinstance(body, Mapping):
        raise Unreadable
    data: MultiDict[str, str] = MultiDict()
    for name, kind in _kinds(form):
        value = body.get(name)
        if value is not None and (value != "" or issubclass(kind, SelectMultipleField)):
            data.setlist(name, _texts(kind, value))
    return form(data)


@cache
def _kinds(form: type[wtforms.Form]) -> tuple[tuple[str, type[wtforms.Field]], ...]:
    """The names of a form's fields, each with its class; asked of a form once, since making one is the dear part."""
    return tuple((field.name, type(field)) for field in form(formdata=None))


def _texts(kind: type[wtforms.Field], value: object) -> list[str]:
    """What a browser would have posted for a value of JSON."""
    if issubclass(kind, SelectMultipleField):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Unreadable
        return value
    if issubclass(kind, HiddenField):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST:
            raise Unreadable
        return [str(value)]
    if not isinstance(value, str):
        raise Unreadable
    return [value.replace("\r\n", "\n")]
