"""Addresses of this site: the one being looked at, and those that a request asks to be led to."""

from urllib.parse import urlsplit

from flask import request

LONGEST = 2_000
"""Characters of an address to come back to: what is longer does not fit into a header."""


def own_address(wanted: str | None) -> str:
    """An address of this site as given, else the start page: nobody is led elsewhere."""
    if not wanted or len(wanted) > LONGEST or any(sign < " " for sign in wanted):
        return "/"
    try:
        parts = urlsplit(wanted.replace("\\", "/"))
    except ValueError:
        return "/"
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    return wanted if ours else "/"


def asked_address() -> str:
    """The address of this request with its query, whatever bytes somebody put into it."""
    query = request.query_string.decode("utf-8", "replace")
    return request.path + ("?" + query if query else "")
