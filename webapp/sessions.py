"""Signed-in sessions: the cookie holds the person's id, session version and a session key, nothing else about them.

A raised session version (new password, "sign out everywhere") ends every session that holds the old one; signing out
ends the one of that key, whoever has a copy of its cookie.
"""

import secrets
from dataclasses import replace
from hashlib import sha256

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, login_user, logout_user

from graph.errors import GraphUnavailable
from graph.people import service
from graph.people.records import PersonAccount
from webapp import current
from webapp.access import PUBLIC_FILES

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

    What somebody does in a living session makes it younger. A picture does not, nor does a page that looks again by
    itself, or a page that nobody sits at would keep its session alive; nor does an answer before which nobody asked
    whether the session lives, as the graph remembers that it was ended no longer than its cookie can live.
    """

    digest_method = staticmethod(sha256)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether this answer carries the cookie."""
        by_itself = request.endpoint in PUBLIC_FILES or (request.method == "GET" and BY_ITSELF in request.headers)
        looked = "session_lives" in g or current.claim() is None
        return not by_itself and (session.modified or (looked and super().should_set_cookie(app, session)))


def init_app(app: Flask, login_manager: LoginManager) -> None:
    """Binds Flask-Login and the signed cookie."""
    app.session_interface = SignedCookie()
    login_manager.session_protection = None
    login_manager.user_loader(load)
    login_manager.init_app(app, add_context_processor=False)  # a page asks current.person, which knows of a lost graph


def load(_remembered: str) -> SignedIn | None:
    """The person of a cookie, None when the session was ended: then the cookie stops saying who it is."""
    account = _account(current.claim())
    if account is None:
        session.pop("_user_id", None)
        return None
    lives()
    return SignedIn(account)


def _account(claim: current.Claim | None) -> PersonAccount | None:
    if claim is None:
        return None
    act = current.act_of(claim.person)
    return service.account(current.graph(), act, claim.session_version, claim.session_key)


def lives() -> None:
    """The session of this request was found to live."""
    g.session_lives = True


def begin(account: PersonAccount) -> None:
    """Signs somebody in: a new session, nothing of the stranger's is kept."""
    session.clear()
    session.permanent = True
    session[current.SESSION_KEY] = secrets.token_hex(16)
    login_user(SignedIn(account))
    lives()
    current.forget_person()


def sign_out() -> None:
    """Ends this session, here and for every copy of its cookie."""
    claim = current.claim()
    if claim:
        _end_for_all(claim)
    end()


def _end_for_all(claim: current.Claim) -> None:
    lasts = current_app.permanent_session_lifetime
    act = current.act_of(claim.person)
    try:
        service.sign_out(current.graph(), act, claim.session_version, claim.session_key, lasts)
    except GraphUnavailable:
        current_app.logger.warning("a session was ended in one browser only: the graph does not answer")


def end() -> None:
    """Takes the session out of this browser."""
    session.clear()
    logout_user()  # now that the cookie names nobody, it asks the graph for nobody
    current.forget_person()


def keep(account: PersonAccount, session_version: int) -> None:
    """Stays signed in here after the account's session version was raised to `session_version`."""
    begin(replace(account, session_version=session_version))
