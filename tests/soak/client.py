"""One browser's worth of HTTP: cookies, the CSRF token, and the difference between an answer and none."""

import html
import http.client
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

SECONDS = 60
"""How long an answer is waited for."""
_FORM = re.compile(r'<form [^>]*method="post".*?</form>', re.DOTALL)
_ACTION = re.compile(r'^<form [^>]*action="([^"]*)"')
_HIDDEN = re.compile(r'<input(?=[^>]*type="hidden")(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]*)")')
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class NoAnswer(Exception):
    """The connection broke, or the server said that it could not: nobody knows whether it was done."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, place to go on, text."""

    status: int
    location: str
    text: str

    @property
    def data(self) -> dict[str, Any]:
        """The body of a JSON answer."""
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found


class Client:
    """Somebody signed in over HTTP on a port of this machine; a connection for each request."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, login: str, password: str) -> None:
        """Signs in. Raises NoAnswer, or AssertionError where the password does not fit."""
        self.cookies.clear()
        self._take_token("/sign-in")
        answer = self.send("POST", "/sign-in", form={"login": login, "password": password})
        assert answer.status == 302, answer.text[:500]
        self._take_token("/account")

    def hidden(self, page: str, address: str) -> dict[str, str] | None:
        """What the form that posts to `address` carries unseen, as `page` shows it: version, number, revision.

        None where the page is elsewhere or has no such form. Raises NoAnswer.
        """
        answer = self.send("GET", page)
        for form in _FORM.findall(answer.text) if answer.status == 200 else ():
            action = _ACTION.search(form)
            if html.unescape(action[1] if action else page) == address:
                return {name: html.unescape(value) for name, value in _HIDDEN.findall(form)}
        return None

    def send(
        self, method: str, path: str, *, form: dict[str, str] | None = None, sent: dict[str, Any] | None = None
    ) -> Answer:
        """The answer to one request. Raises NoAnswer, also for 5xx."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({**form, "csrf_token": self.token}).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if sent is not None:
            body = json.dumps(sent).encode()
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(str(error)) from error
        finally:
            connection.close()
        if response.status >= 500:
            raise NoAnswer(f"{response.status}")
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return Answer(response.status, response.headers.get("Location", ""), text)

    def _take_token(self, path: str) -> None:
        found = _TOKEN.search(self.send("GET", path).text)
        assert found, f"{path} has no form"
        self.token = found[1]
