"""What a script or a page sends, read without trusting it."""

from typing import Any

from flask import Request, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser


class Unreadable(Exception):
    """What was sent is not what the address takes."""


class NamedParts(FormDataParser):
    """Leaves out the parts of a body that have no name: nothing asks for them, and Flask-WTF stumbles over them.

    A line break is one character, as it was typed: browsers send two for it, and lengths are asked of what was typed.

    Raises RequestEntityTooLarge for more fields than MAX_FORM_PARTS, however they are encoded."""

    def parse(self, *args: Any, **options: Any) -> tuple[Any, MultiDict[str, str], MultiDict[str, Any]]:
        """The rest of the stream, the fields, the files."""
        stream, fields, files = super().parse(*args, **options)
        if self.max_form_parts and sum(len(values) for values in fields.listvalues()) > self.max_form_parts:
            raise RequestEntityTooLarge  # Werkzeug counts the parts of multipart bodies only
        return stream, _typed(_named(fields)), _named(files)


class SentRequest(Request):
    """A request of whoever it may be."""

    form_data_parser_class = NamedParts


def readable_form() -> MultiDict[str, str]:
    """The fields that were posted; none where the body cannot be read, being too large or broken.

    For answers to errors, which may stand before anything was read."""
    try:
        return request.form
    except HTTPException:
        return MultiDict()


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


def _named(parts: MultiDict[str, Any]) -> MultiDict[str, Any]:
    if None not in parts:
        return parts
    return type(parts)((name, value) for name, value in parts.items(multi=True) if name)


def _typed(fields: MultiDict[str, str]) -> MultiDict[str, str]:
    return type(fields)((name, value.replace("\r\n", "\n")) for name, value in fields.items(multi=True))


def _is_whole(sent: object) -> bool:
    if isinstance(sent, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in sent)
    if isinstance(sent, dict):
        return all(_is_whole(key) and _is_whole(value) for key, value in sent.items())
    return all(_is_whole(one) for one in sent) if isinstance(sent, list) else True
