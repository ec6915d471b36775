"""The small company of tests.company in the browser: people signed in without the sign-in page."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from tests.webapp.page_client import PageClient


def browser_of(app: Flask, person: str) -> PageClient:
    """A browser in which `person` of the company is signed in."""
    client = PageClient(app)
    with cookie_of(client.client) as session:
        session.update(signed_in(app, person))
    return client


def signed_in(app: Flask, person: str, session_version: int = 1) -> dict[str, Any]:
    """What the cookie of a new session of somebody holds, by the application's clock."""
    return {
        "_user_id": f"{session_version}:{person}",
        "session_key": secrets.token_hex(16),
        "signed_in_at": int(app.extensions["plumbline"].clock().timestamp()),
        "_fresh": True,
        "_permanent": True,
    }


@contextmanager
def cookie_of(client: FlaskClient) -> Iterator[dict[str, Any]]:
    """What a browser's session cookie holds, to be changed as only the server's key can."""
    signer = signer_of(client.application)
    name = client.application.config["SESSION_COOKIE_NAME"]
    kept = client.get_cookie(name)
    session = signer.loads(kept.value) if kept else {}
    yield session
    client.set_cookie(name, signer.dumps(session))


def signer_of(app: Flask) -> URLSafeTimedSerializer:
    """What reads and writes the session cookies of `app` with its key."""
    signer = cast(SecureCookieSessionInterface, app.session_interface).get_signing_serializer(app)
    assert signer is not None
    return signer
