"""From errors to answers: one status, one page, one JSON shape each."""

import logging
import re
from typing import Any

from flask import Flask, jsonify, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from graph.errors import Conflict, Forbidden, GraphUnavailable, NotAsRecorded, NotFound, PlumblineError, Refused
from webapp import current, i18n, refusals, sign_in_log
from webapp.access import HasLeft, SignInNeeded, WrittenByAnother
from webapp.errors import messages
from webapp.errors.conflict import explained
from webapp.errors.pages import Again, ErrorPage, Fact, TypedText
from webapp.errors.repeated import answered_as_done
from webapp.pack.store import StoreFailed
from webapp.page import render
from webapp.requests import readable_form
from webapp.urls import requested_address, safe_redirect_target

log = logging.getLogger("plumbline")

_BOOKKEEPING = re.compile(
    r"csrf_token|written_by|next|then|language|.*password.*|.*-was|.*(version|draft|seq|revision)$"
)
_PASSING = frozenset({400, 401, 429, 500, 503})
"""What can be over a minute later: signed in again, a new token, the graph back."""

_ENDED_LINKS = frozenset({"invitation", "password link", "set-up address"})


def init_app(app: Flask) -> None:
    """Gives each error its handler."""
    app.register_error_handler(SignInNeeded, _sign_in_needed)
    app.register_error_handler(HasLeft, _has_left)
    app.register_error_handler(WrittenByAnother, _written_by_another)
    app.register_error_handler(GraphUnavailable, _graph_unavailable)
    app.register_error_handler(StoreFailed, _store_failed)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(NotAsRecorded, lambda error: answer(409, kind="not_as_recorded"))
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, _http)


def answer(code: int, *more: str, kind: str = "", current_values: dict[str, Any] | None = None) -> Response:
    """The answer for an error: a page, or JSON `{"error", "message", "current"}` where a script asked for it.

    `kind` names the words for it where a code has several.
    """
    _settle_person()
    says = tuple(map(str, messages.SENTENCES.get(kind or code, ()))) + more
    heading = str(messages.HEADINGS.get(kind or code, messages.HEADINGS[400 if code < 500 else 500]))
    if wants_json():
        message = i18n.sentences((_("%(heading)s.", heading=heading), *says))
        body = {"error": code, "message": message, "current": current_values or {}}
        return make_response(jsonify(body), code)
    known = explained(current_values) if current_values else None
    page = ErrorPage(
        heading=heading,
        says=says,
        search=code == 404
        and kind not in _ENDED_LINKS
        and (current.person() is not None or current.settings().public_catalogue),
        facts=tuple(Fact(*pair) for pair in known.facts) if known else _facts(current_values or {}),
        ways=known.ways if known else _ways(kind),
        typed=typed_texts(),
        again=_again() if code in _PASSING else None,
        back=_back(code),
        sign_in=code == 401,
        back_label=_("Sign in") if code == 401 else _("Reload the page") if code == 409 else _("Go to the start page"),
    )
    return make_response(render(page), code)


def wants_json() -> bool:
    """Whether a script asks, not a person's browser window."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def typed_texts() -> tuple[TypedText, ...]:
    """What the reader had typed into the form, so that no error costs them their words."""
    return tuple(
        TypedText(name, value)
        for name, value in _posted()
        if value.strip() and not value.strip().isdecimal() and not _BOOKKEEPING.fullmatch(name)
    )


def _again() -> Again | None:
    """The same form once more; never with a password, and never for what another site had sent here."""
    fields = tuple((name, value) for name, value in _posted() if name != "csrf_token")
    if not fields or not _is_ours() or any("password" in name for name, _ in fields):
        return None
    return Again(requested_address(), fields)


def _posted() -> tuple[tuple[str, str], ...]:
    """The fields of a form that was posted; none where it is not of the account that is signed in now."""
    if request.method != "POST":
        return ()
    form = readable_form()
    who, writer = current.person(), form.get("written_by")
    if who and writer and writer != who.id:
        return ()
    return tuple(form.items(multi=True))


def _is_ours() -> bool:
    """Whether the form stood on a page of this site."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else (request.referrer or "").startswith(request.host_url)


def _ways(kind: str) -> tuple[tuple[str, str], ...]:
    """Where a link leads on that opens no more."""
    if kind not in _ENDED_LINKS or current.person():
        return ()
    new = [(_("Ask for a new link"), url_for("forgotten_password.ask"))] if kind == "password link" else []
    return (*new, (_("Sign in"), url_for("people.sign_in")))


def _settle_person() -> None:
    """An error page is drawn for a stranger where the graph cannot say who asks."""
    try:
        current.person()
    except PlumblineError:
        current.forget_person()


def _facts(values: dict[str, Any]) -> tuple[Fact, ...]:
    return tuple(Fact(str(label), str(values[key])) for key, label in messages.FACTS.items() if values.get(key))


def _back(code: int) -> str:
    if code == 401:
        return url_for("people.sign_in", next=_came_from())
    return _came_from() if code == 409 else "/"


def _came_from() -> str:
    """The page with the form, by the referrer if it is ours."""
    referrer = request.referrer or ""
    ours = referrer.startswith(request.host_url)
    return safe_redirect_target(referrer.removeprefix(request.host_url.rstrip("/"))) if ours else "/"


def _sign_in_needed(error: SignInNeeded) -> Response:
    if request.method == "GET" and not wants_json():
        return redirect(url_for("people.sign_in", next=requested_address()))
    return answer(401)


def _has_left(error: HasLeft) -> Response:
    if request.method == "GET" and not wants_json():
        return redirect(url_for("self_review.own_reviews"))
    return answer(403, _("You have left the organisation and can only read your own results. Nothing was changed."))


def _written_by_another(error: WrittenByAnother) -> Response:
    return answer(403, _("This form was opened under another account. Nothing was done in your name."))


def _graph_unavailable(error: GraphUnavailable) -> Response:
    if error.why == "disk_full":
        return answer(503, kind="disk_full")
    current.forget_person()
    if not error.in_doubt:
        return answer(503)
    return answer(500, _("The connection broke at the last moment. Check whether your last step was saved."))


def _store_failed(error: StoreFailed) -> Response:
    log.warning("the store does not answer: %s", error)
    return answer(503, kind="store")


def _not_found(error: NotFound) -> Response:
    return answered_as_done(error) or answer(404, kind=error.kind if error.kind in messages.SENTENCES else "")


def _forbidden(error: Forbidden) -> Response:
    return answered_as_done(error) or answer(403, messages.whose_sentence(error.whose))


def _refused(error: Refused) -> Response:
    return answer(409, *refusals.refusal(error.reasons), kind="refused")


def _conflict(error: Conflict) -> Response:
    return answered_as_done(error) or answer(409, current_values=dict(error.current))


def _csrf(error: CSRFError) -> Response:
    refused = answer(400, _("The form came from an earlier session, or not from this site. Nothing was saved."))
    if wants_json():  # a page of this site can read it, and goes on after signing in again elsewhere
        refused.set_data(jsonify(refused.get_json() | {"csrf_token": generate_csrf()}).get_data())
    return refused


def _too_many(error: RateLimitExceeded) -> Response:
    who = current.claim()
    if request.endpoint == "people.sign_in":
        sign_in_log.limited()
    elif request.endpoint == "people.password" and who:
        sign_in_log.limited_password(who.person)
    response = answer(429)
    response.headers["Retry-After"] = "900"
    return response


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error, BadHost | SecurityError):  # a host that is none, or not ours: no address can be made of it
        return make_response(str(messages.HEADINGS[400]), 400, {"Content-Type": "text/plain; charset=utf-8"})
    if isinstance(error, InternalServerError):
        current.forget_person() if isinstance(error.original_exception, PlumblineError) else None
    response = answer(error.code, *_way_out(error.code))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _way_out(code: int) -> tuple[str, ...]:
    if code != 413:
        return ()
    most = i18n.number(current.settings().body_limit_kib)
    return (
        _("The limit is %(most)s KiB at a time.", most=most),
        _("Go back: what you typed is still in the form. Shorten it, or submit it in parts."),
    )
