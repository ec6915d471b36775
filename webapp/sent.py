"""What a script or a page sends, read without trusting it."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm


class Unreadable(Exception):
    """What was sent is not what the address takes."""


class Form(FlaskForm):  # type: ignore[misc]
    """A form that a page posts. It takes no JSON in place of its fields."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            return None if request.is_json else super().wrap_formdata(form, formdata)


def sent_json() -> object:
    """The JSON of the request, None where there is none. Raises Unreadable for a nesting that is too deep and for
    half a character (a lone surrogate), which nothing can store or show."""
    try:
        sent = request.get_json(silent=True)
        whole = _is_whole(sent)
    except RecursionError:
        raise Unreadable from None
    if not whole:
        raise Unreadable
    return sent


def shown_number(text: str | None) -> int | None:
    """The version, number or revision that a page showed: None where it gave none, -1, which nothing has, where it is
    not a number."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _is_whole(sent: object) -> bool:
    if isinstance(sent, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in sent)
    if isinstance(sent, dict):
        return all(_is_whole(key) and _is_whole(value) for key, value in sent.items())
    return all(_is_whole(one) for one in sent) if isinstance(sent, list) else True
