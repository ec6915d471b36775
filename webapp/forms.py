"""What every form of a page builds on."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import Length


class Form(FlaskForm):  # type: ignore[misc]
    """A form that a page posts. It takes no JSON in place of its fields."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            return None if request.is_json else super().wrap_formdata(form, formdata)


def at_most(characters: int) -> Length:
    """So long a field's text may be. Pages set no `maxlength` beside it: browsers cut what is pasted without a word."""
    return Length(max=characters, message=_("This is too long: at most %(most)s characters.", most=characters))


def shown_number(text: str | None) -> int | None:
    """The version, number or revision that a page showed: None where it gave none, -1, which nothing has, where it is
    not a number."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
