"""The links that invite."""

from webapp import current
from webapp.urls import url_for


def link_of(key: str) -> str:
    """The whole address of an invitation, as it is handed over."""
    return current.settings().public_address.rstrip("/") + url_for("invitations.choose", key=key)
