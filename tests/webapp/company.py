"""The small company of tests.company in the browser: people signed in without the sign-in page."""

import secrets

from flask import Flask

from tests.webapp.checked import CheckedClient


def browser_of(app: Flask, person: str) -> CheckedClient:
    """A browser in which `person` of the company is signed in."""
    client = CheckedClient(app)
    with client.client.session_transaction() as session:
        session["_user_id"] = f"1:{person}"
        session["session_key"] = secrets.token_hex(16)
        session["_fresh"] = True
    return client
