"""The server's log of sign-ins: whose, right or wrong. Never what was typed, which may be a password."""

import logging

_LOG = logging.getLogger("plumbline.sign_in")


def write_down() -> None:
    """From here on this process writes sign-ins to its error stream, each with its moment as gunicorn writes it."""
    if not _LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("[%(asctime)s] %(message)s", "%d/%b/%Y:%H:%M:%S %z"))
        _LOG.addHandler(handler)
        _LOG.setLevel(logging.INFO)


def right(person: str) -> None:
    """Somebody has signed in."""
    _LOG.info("signed in: %r", person)


def wrong(person: str) -> None:
    """A password did not fit; '' for a name that is nobody's."""
    _LOG.warning("sign-in refused: %s", repr(person) if person else "nobody's name")
