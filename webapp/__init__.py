"""The web layer: pages and forms over the operations of the graph layer."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graph.driver import Graph
    from webapp.current import Clock
    from webapp.settings import Settings


def wall_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def create_app(settings: "Settings", graph: "Graph", clock: "Clock" = wall_clock) -> "Flask":
    """The application over an open graph. `clock` gives the present moment, aware and in UTC.

    Imported here is what takes seconds: the command line is part of this package, and is not to wait for it.
    """
    from jinja2 import StrictUndefined

    from webapp import access, blueprints, components, errors, i18n, security, sessions, uploads
    from webapp.application import Application
    from webapp.current import AppContext
    from webapp.extensions import bootstrap, csrf, limiter, login_manager

    app = Application(__name__)
    app.extensions["plumbline"] = AppContext(settings, graph, clock)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    security.configure(app, settings)
    security.protect(app, settings)
    i18n.init_app(app)
    sessions.init_app(app, login_manager)
    errors.init_app(app)
    app.before_request(uploads.allow)
    app.before_request(access.check)  # before CSRF: who has signed out meanwhile gets their words back
    app.before_request(i18n.take_language_link)
    csrf.init_app(app)
    limiter.init_app(app)
    bootstrap.init_app(app)
    components.init_app(app)
    blueprints.register(app)
    return app
