"""Errors as pages in the project's words, or as JSON for a script that asks so."""

from webapp.errors.handlers import init_app

__all__ = ["init_app"]
