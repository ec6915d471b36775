"""What every answer carries: headers, cookies, and no copies of signed-in pages in caches."""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from webapp import current
from webapp.access import PUBLIC_FILES
from webapp.requests import SentRequest
from webapp.settings import Settings

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # Bootstrap's form marks are data: pictures in its style sheet
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

_OWN_HOSTS = ("localhost", "127.0.0.1")


def configure(app: Flask, settings: Settings) -> None:
    """Keys, cookies, sizes and limits of the application."""
    app.request_class = SentRequest
    app.config["TRUSTED_HOSTS"] = trusted_hosts(settings)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.body_limit_kib * 1024,
        MAX_FORM_MEMORY_SIZE=settings.body_limit_kib * 1024,
        MAX_FORM_PARTS=5000,  # a whole form of 75 expectations has about 700 fields
        PERMANENT_SESSION_LIFETIME=settings.session_hours * 3600,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SESSION_COOKIE_NAME=f"{settings.cookie_prefix}plumbline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.cookies_are_secure,
        BOOTSTRAP_SERVE_LOCAL=True,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: people leave a form open over lunch
        WTF_CSRF_SSL_STRICT=False,  # the referrer is not sent by every browser; the token is what counts
    )


def trusted_hosts(settings: Settings) -> list[str] | None:
    """The hosts that requests may name, whatever the port: the one that people use, and this machine's own for whoever
    asks /health here. None, which is any, where the settings name no address."""
    host = urlsplit(settings.base_url).hostname
    return [host, *_OWN_HOSTS] if host else None


def protect(app: Flask, settings: Settings) -> None:
    """Strict headers on every answer, and the proxies that are trusted."""
    Talisman(
        app,
        force_https=False,
        frame_options="DENY",
        content_security_policy=POLICY,
        referrer_policy="same-origin",
        session_cookie_secure=settings.cookies_are_secure,
        session_cookie_samesite="Lax",
        strict_transport_security=settings.cookies_are_secure,
        permissions_policy={"camera": "()", "microphone": "()", "geolocation": "()"},
    )
    app.after_request(_keep_out_of_caches)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count, count)  # type: ignore[method-assign]


def _keep_out_of_caches(response: Response) -> Response:
    if request.endpoint in PUBLIC_FILES:
        return response
    response.headers["Cache-Control"] = "no-cache" if current.known_stranger() else "no-store"
    response.headers.add("Vary", "Cookie, Accept-Language")
    return response
