"""The server's log of requests: what was asked for, without what opens or names anything."""

import re
from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

FORMAT = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
"""Moment, method, path, status, size, duration. No query, which may carry a search; no address, no referrer."""

_CODE = re.compile(r"(?i)(/verify/)[^/]+")


def masked(path: str) -> str:
    """A path, as WSGI gives it, on one line and without the code that it may carry: /verify/*."""
    return _CODE.sub(r"\1*", quote(path, safe="/@:~,;=+!$&'()", encoding="latin-1"))


class MaskedLogger(Logger):  # type: ignore[misc] # gunicorn carries no types
    """gunicorn's logger, which writes no verify code down, and no line that a path asks for."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What a line of the log can name."""
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return found | {"U": masked(found["U"] or "")}
