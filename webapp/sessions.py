"""Signed-in sessions: the cookie holds the person's id and session version, nothing else about them.

A raised session version (new password, "sign out everywhere") ends every session that holds the old one.
"""

from dataclasses import replace
from hashlib import sha256

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, login_user, logout_user

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
    """Flask's signed cookie, signed with SHA-256; made younger by what somebody does, neither by a picture nor by a
    page that looks again by itself: what comes late would bring the cookie of a session back that was ended meanwhile,
    and a page that nobody sits at would keep its session alive."""

    digest_method = staticmethod(sha256)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether this answer carries the cookie."""
        by_itself = request.endpoint in PUBLIC_FILES or (request.method == "GET" and BY_ITSELF in request.headers)
        return not by_itself and super().should_set_cookie(app, session)


def init_app(app: Flask, login_manager: LoginManager) -> None:
    """Binds Flask-Login and the signed cookie."""
    app.session_interface = SignedCookie()
    login_manager.session_protection = None
    login_manager.user_loader(load)
    login_manager.init_app(app, add_context_processor=False)  # a page asks current.person, which knows of a lost graph


def load(remembered: str) -> SignedIn | None:
    """The person of a cookie, None when the session was ended elsewhere."""
    claim = current.Claim.read(remembered)
    if claim is None:
        return None
    account = service.account(current.graph(), current.act_of(claim.person), claim.session_version)
    return SignedIn(account) if account else None


def begin(account: PersonAccount) -> None:
    """Signs somebody in: a new session, nothing of the stranger's is kept."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))
    current.forget_person()


def end() -> None:
    """Signs out here."""
    logout_user()
    session.clear()
    current.forget_person()


def keep(account: PersonAccount, session_version: int) -> None:
    """Stays signed in here after the account's session version was raised to `session_version`."""
    begin(replace(account, session_version=session_version))
