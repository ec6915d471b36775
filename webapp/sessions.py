"""Signed-in sessions: the cookie holds the person's id, session version, a session key and when the password was given.

A raised session version (new password, "sign out everywhere") ends every session that holds the old one; signing out
ends the one of that key, whoever has a copy of its cookie.
"""

import secrets
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, login_user, logout_user

from graph.errors import GraphUnavailable
from graph.people import service
from graph.people.models import PersonAccount
from webapp import current
from webapp.access import PUBLIC_FILES
from webapp.settings import SESSION_HOURS_AT_MOST

SESSION_LASTS_AT_MOST = timedelta(hours=SESSION_HOURS_AT_MOST)
"""Whatever the setting is now: a cookie's age is judged by the setting of the day on which it comes."""
BY_ITSELF = "X-By-Itself"
"""The header of what a page asks without anybody doing anything."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's view of an account."""

    def __init__(self, account: PersonAccount) -> None:
        self.account = account

    def get_id(self) -> str:
        """What the cookie remembers."""
        return f"{self.account.session_version}:{self.account.id}"


class SignedCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, signed with SHA-256.

    What somebody does in a living session makes its cookie younger. A picture does not, nor does a page that looks
    again by itself, or a page that nobody sits at would keep its session alive. Nor does an answer before which nobody
    checked that the session lives: the graph forgets an ended session once its last cookie has run out.
    """

    digest_method = staticmethod(sha256)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether this answer carries the cookie."""
        by_itself = request.endpoint in PUBLIC_FILES or (request.method == "GET" and BY_ITSELF in request.headers)
        looked = "session_lives" in g or "_user_id" not in session
        return not by_itself and looked and super().should_set_cookie(app, session)


def init_app(app: Flask, login_manager: LoginManager) -> None:
    """Binds Flask-Login and the signed cookie."""
    app.session_interface = SignedCookie()
    login_manager.session_protection = None
    login_manager.user_loader(load)
    login_manager.init_app(app, add_context_processor=False)  # a page asks current.person, which knows of a lost graph


def load(_remembered: str) -> SignedIn | None:
    """The person of a cookie, None when the session was ended or is too old: then the cookie stops saying who it is."""
    account = _account(current.claim())
    if account is None:
        session.pop("_user_id", None)
        return None
    lives()
    return SignedIn(account)


def _account(claim: current.Claim | None) -> PersonAccount | None:
    if claim is None:
        return None
    context, leavers = current.context_of(claim.person), current.settings().leavers_read_results
    return service.account(current.graph(), context, claim.session_version, claim.session_key, leavers=leavers)


def lives() -> None:
    """The session of this request was found to live."""
    g.session_lives = True


def begin(account: PersonAccount) -> None:
    """Signs somebody in: a new session; whatever session there was is ended, and nothing of it is kept."""
    _end_for_all()
    _open(account, secrets.token_hex(16))


def keep(account: PersonAccount, session_version: int) -> None:
    """Stays signed in here after the account's session version was raised to `session_version`.

    The session keeps its key, so that signing out of it meanwhile holds. Its days begin anew with the password given.
    """
    claim = current.written_claim()
    _open(replace(account, session_version=session_version), claim.session_key if claim else secrets.token_hex(16))


def end() -> bool:
    """Signs out: ends this session, here and for every copy of its cookie.

    False where it could be ended here only, as the graph did not answer.
    """
    for_all = _end_for_all()
    session.clear()
    logout_user()  # now that the cookie names nobody, it asks the graph for nobody
    current.forget_person()
    return for_all


def _open(account: PersonAccount, session_key: str) -> None:
    session.clear()
    session.permanent = True
    session[current.SESSION_KEY] = session_key
    session[current.SIGNED_IN_AT] = int(current.app_context().clock().timestamp())
    login_user(SignedIn(account))
    lives()
    current.forget_person()


def _end_for_all() -> bool:
    claim = current.written_claim()  # a longer session by setting would bring an old one back
    if claim is None:
        return True
    try:
        service.sign_out(current.graph(), current.context_of(claim.person), claim.session_key, SESSION_LASTS_AT_MOST)
    except GraphUnavailable:
        current_app.logger.warning("a session was ended in its browser, and perhaps not for copies of its cookie")
        return False
    return True
