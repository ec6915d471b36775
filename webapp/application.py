"""The application's class."""

from typing import Any

from flask import Flask, request

from webapp.masking import masked


class Application(Flask):
    """Flask, whose log of failures names no verify code."""

    def log_exception(self, exc_info: Any) -> None:
        """Writes the failure of a request down."""
        self.logger.error("Exception on %s [%s]", masked(request.path, "utf-8"), request.method, exc_info=exc_info)
