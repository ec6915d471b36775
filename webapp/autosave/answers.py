"""What the script that saves as people type asks with, and the answers it understands, whatever is saved."""

from collections.abc import Mapping
from typing import Any

from flask import jsonify, make_response
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Refused
from webapp.errors.handlers import answer
from webapp.refusals import refusal_in_one
from webapp.requests import Unreadable, sent_json


class OtherAccount(Exception):
    """The page was drawn for another account than the one that is signed in now."""


def body_for(person: str) -> object:
    """The JSON that the script sent. Raises Unreadable, and OtherAccount where its page is not that person's."""
    body = sent_json()
    if isinstance(body, dict) and body.get("person", person) != person:
        raise OtherAccount
    return body


def json_answer(code: int, **body: Any) -> Response:
    """An answer for the script."""
    return make_response(jsonify(body), code)


def not_saved(wrong: Exception, unreadable: str) -> Response:
    """The answer where nothing was saved for an OtherAccount, Unreadable (`unreadable` says of what), Refused, or
    NotFound: it is not the caller's to write any more."""
    if isinstance(wrong, OtherAccount):
        message = _("Another account is now signed in here. Your text is kept for you in this browser.")
        return json_answer(401, kind="other_account", message=message)
    if isinstance(wrong, Unreadable):
        return json_answer(422, message=unreadable)
    if isinstance(wrong, Refused):
        return json_answer(422, message=refusal_in_one(wrong.reasons))
    return answer(404, kind="passed_on")  # to somebody else, or what is asked changed: they had the page with it


def not_accepted(stored: Mapping[str, Any], *, stale: bool, closed: str) -> Response:
    """409 with what is stored now: the writer wrote since elsewhere (`stale`), or nothing can be written any more, of
    which `closed` tells."""
    message = _("This changed while you were writing. Nothing of yours was overwritten.") if stale else closed
    return json_answer(409, kind="stale" if stale else "closed", message=str(message), current=stored)
