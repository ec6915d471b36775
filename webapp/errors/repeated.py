"""A form of a review that is sent a second time after it had its effect is answered as done, not as a conflict."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, PlumblineError
from graph.workflow.repeated import is_repeated
from webapp import current
from webapp.forms import page_number
from webapp.requests import readable_form

_ACTIONS = {"talk": "ask_to_talk"}
"""Addresses that end otherwise than their action is called."""
_OF_THE_PAGE = frozenset({"csrf_token", "written_by", "language", "next", "seq", "revision", "draft", "confirm"})


def answered_as_done(error: PlumblineError) -> Response | None:
    """The answer for a form whose effect stands already; None for any other."""
    review = (request.view_args or {}).get("review_id")
    if review is None or request.method != "POST":
        return None
    form = readable_form()
    seq, person = page_number(form.get("seq")), current.person()
    if seq is None or person is None:
        return None
    ending = request.path.rsplit("/", 1)[-1]
    said = {value.strip() for name, value in form.items(multi=True) if name not in _OF_THE_PAGE}
    if not is_repeated(current.graph(), review, person.id, _ACTIONS.get(ending, ending), seq, said - {""}):
        return None
    flash(_("Done. You pressed the button twice; it counts once."))
    # Who may not read the review any more, as an arbiter after deciding, goes on at the start page.
    return redirect("/" if isinstance(error, NotFound) else url_for("self_review.review", review_id=review))
