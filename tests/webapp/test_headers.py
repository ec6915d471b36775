"""What every answer carries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request

import webapp
from graph.people.models import NewAccount
from tests.webapp.page_client import PageClient
from webapp import access
from webapp.sessions import BY_ITSELF


@pytest.mark.parametrize("path", ["/sign-in", "/no/such/page", "/static/theme.css", "/health"])
def test_the_policy_is_strict_everywhere(app: Flask, path: str) -> None:
    with app.test_client().get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_secure_by_setting(make_app: Callable[..., Flask]) -> None:
    for secure in (False, True):
        client = make_app(secure_cookies=secure).test_client()
        answer = client.get("/sign-in", base_url="https://localhost")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-plumbline=" if secure else "plumbline=")
        assert "HttpOnly" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is secure
        assert ("Strict-Transport-Security" in answer.headers) is secure


def test_signed_in_pages_are_not_stored(app: Flask, signed_in: PageClient) -> None:
    assert signed_in.get("/account").response.headers["Cache-Control"] == "no-store"
    with app.test_client().get("/static/theme.css") as answer:
        assert "no-store" not in answer.headers["Cache-Control"]
        assert answer.headers["ETag"]


def test_only_what_somebody_does_keeps_a_session_going(signed_in: PageClient) -> None:
    with signed_in.client.get("/account") as page, signed_in.client.get("/static/theme.css") as file:
        assert any(cookie.startswith("plumbline=") for cookie in page.headers.getlist("Set-Cookie"))
        assert "Set-Cookie" not in file.headers
    with signed_in.client.get("/account", headers={BY_ITSELF: "1"}) as page:
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers


def test_the_page_that_follows_packs_says_that_it_looks_by_itself() -> None:
    script = (Path(webapp.__file__).parent / "static" / "packs.js").read_text(encoding="utf-8")
    (asked,) = re.findall(r"fetch\(.*\)", script)
    assert f'"{BY_ITSELF}": "1"' in asked


def test_a_form_without_its_token_is_refused(client: PageClient, someone: NewAccount) -> None:
    client.get("/sign-in")
    client.token = "made up"
    assert client.post("/sign-in", {"login": someone.login}, status=400).heading == "This request could not be read"
    client.client.post("/language", data={"language": "zh"}).close()


def test_proxies_count_only_by_setting(make_app: Callable[..., Flask]) -> None:
    for proxies, expected in ((0, "http"), (1, "https")):
        app = make_app(proxies=proxies)
        app.add_url_rule("/scheme", "scheme", access.public(lambda: request.scheme))
        assert app.test_client().get("/scheme", headers={"X-Forwarded-Proto": "https"}).text == expected
