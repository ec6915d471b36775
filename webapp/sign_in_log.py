"""The server's log of sign-ins: whose, right or wrong. Never what was typed, which may be a password."""

import logging
import sys

_LOG = logging.getLogger("plumbline.sign_in")


def write_down() -> None:
    """From here on this process writes sign-ins beside its requests, each with its moment as gunicorn writes it."""
    if not _LOG.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("[%(asctime)s] %(message)s", "%d/%b/%Y:%H:%M:%S %z"))
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)


def right(person: str) -> None:
    """Somebody has signed in."""
    _LOG.info("signed in: %r", person)


def wrong(person: str) -> None:
    """An attempt that opened nothing; '' for a name that is nobody's."""
    _LOG.warning("sign-in refused: %s", repr(person) if person else "nobody's name")


def limited() -> None:
    """An attempt too many, of which the password was not looked at. Whose name was given is not looked up either."""
    _LOG.warning("sign-in refused: too many attempts")


def without_password(person: str) -> None:
    """Somebody of a demo has come in by one click."""
    _LOG.info("signed in by one click: %r", person)


def wrong_password(person: str) -> None:
    """Who is signed in gave a wrong present password for a new one."""
    _LOG.warning("new password refused, the present one was wrong: %r", person)


def limited_password(person: str) -> None:
    """Who is signed in gave one too often."""
    _LOG.warning("new password refused, too many attempts: %r", person)
