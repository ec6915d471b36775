"""The server's log of requests: what was asked for, without what opens or names anything."""

import re
from typing import Any

from gunicorn.glogging import Logger

from webapp.masking import masked

__all__ = ["FORMAT", "MaskedLogger", "is_idle", "masked"]

_IDLE = re.compile(r"/calibration/[^/]+/news")

FORMAT = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
"""Moment, method, path, status, size, duration. No query, which may carry a search; no address, no referrer."""


def is_idle(path: str, status: str) -> bool:
    """Whether a request asked for news, and there was none: in a meeting each page asks forty times a minute."""
    return status.startswith("304") and bool(_IDLE.fullmatch(path))


class MaskedLogger(Logger):  # type: ignore[misc] # gunicorn carries no types
    """gunicorn's logger, which writes down no verify code, no line that a path asks for, and no idle request."""

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Writes a request down, unless it is idle."""
        if not is_idle(environ.get("PATH_INFO", ""), str(resp.status)):
            super().access(resp, req, environ, request_time)

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What a line of the log can name."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return atoms | {"U": masked(atoms["U"] or "")}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """An error that reached the server; what it says of the request has its address masked, without the query."""
        super().exception(msg, *(masked(str(arg).partition("?")[0]) for arg in args), **kwargs)
