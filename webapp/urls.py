"""Addresses of this site: the one being looked at, and those that a request asks to be led to."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import flask
from flask import request

LONGEST = 2_000
"""Characters of an address to come back to: what is longer does not fit into a header."""

_LASTING = frozenset({"static", "framework.role", "framework.skill"})
"""Endpoints of few addresses that are named many times a page."""


def url_for(endpoint: str, **values: Any) -> str:
    """As Flask's, for templates and links; what lasts is built once a process."""
    if endpoint in _LASTING:
        return _lasting(request.script_root, endpoint, tuple(values.items()))
    return flask.url_for(endpoint, **values)


@lru_cache(maxsize=4096)
def _lasting(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return flask.url_for(endpoint, **dict(values))


def safe_redirect_target(wanted: str | None) -> str:
    """An address of this site as given, else the start page: nobody is led elsewhere."""
    if not wanted or len(wanted) > LONGEST or any(sign < " " for sign in wanted):
        return "/"
    try:
        parts = urlsplit(wanted.replace("\\", "/"))
    except ValueError:
        return "/"
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    return wanted if ours else "/"


def requested_address() -> str:
    """The address of this request with its query, whatever bytes somebody put into it."""
    query = request.query_string.decode("utf-8", "replace")
    return request.path + ("?" + query if query else "")
