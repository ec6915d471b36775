"""The small company of tests.company in the real application, on a port of its own."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from playwright.sync_api import BrowserContext

from graph.people import repository
from graph.people import service as people
from tests.browser.server import Server
from tests.company import Company
from tests.webapp.login import signed_in, signer_of
from tests.webapp.page_client import PASSWORD
from webapp import create_app
from webapp.i18n import LOCALES
from webapp.settings import Settings

ZONE = "Asia/Shanghai"


class Site:
    """The company, served from `open` to `close` by a clock that begins at the company's now."""

    def __init__(self, company: Company, settings: Settings) -> None:
        self.company, self.server = company, Server()
        self._have_passwords: set[str] = set()
        self.server.open(
            lambda address: create_app(
                settings.model_copy(update={"base_url": address}), company.graph, ticking(company.now)
            )
        )

    @property
    def address(self) -> str:
        """Where the start page is, without a slash at its end."""
        return self.server.address

    @property
    def app(self) -> Flask:
        """The application that is served."""
        assert self.server.app is not None
        return self.server.app

    def give_account(self, person: str, language: str) -> None:
        """Gives somebody of the company a password, once, and pages in a language."""
        if person not in self._have_passwords:
            self._have_passwords.add(person)
            people.set_password(self.company.graph, self.company.context("set-up"), person, PASSWORD)
        people.set_preferences(self.company.graph, self.company.context(person), language=language, time_zone=ZONE)

    def sign_in(self, context: BrowserContext, person: str) -> None:
        """Gives a browser the cookie that the sign-in form would have given."""
        account = repository.credentials(self.company.graph, person)
        assert account is not None
        name, session = self.app.config["SESSION_COOKIE_NAME"], signed_in(self.app, person, account.session_version)
        value = str(signer_of(self.app).dumps(session))
        context.add_cookies([{"name": name, "value": value, "url": self.address, "httpOnly": True}])

    def say(self, language: str, message: str, **values: Any) -> str:
        """What pages say in a language for a message of the code."""
        with self.app.test_request_context(), force_locale(LOCALES[language]):
            return str(gettext(message, **values))

    def say_n(self, language: str, one: str, many: str, number: int) -> str:
        """The same for a message that counts."""
        with self.app.test_request_context(), force_locale(LOCALES[language]):
            return str(ngettext(one, many, number))


def ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that shows `start` now and goes on from there."""
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)
