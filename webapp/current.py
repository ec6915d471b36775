"""What the present request stands on: settings, graph, who asks, when."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g, session
from flask_login import current_user

from graph.context import Context
from graph.driver import Graph
from graph.people.models import PersonAccount
from webapp.settings import Settings

Clock = Callable[[], datetime]

SESSION_KEY, SIGNED_IN_AT = "session_key", "signed_in_at"
"""Under which names the cookie holds which of the person's sessions it is, and when the password was given for it."""


@dataclass(frozen=True)
class AppContext:
    """What one application was created with."""

    settings: Settings
    graph: Graph
    clock: Clock


@dataclass(frozen=True)
class Claim:
    """What a signed cookie says of who asks. Whether the session still lives has not been looked up.

    `signed_in_at` is when the password was given for it, in Unix seconds.
    """

    person: str
    session_version: int
    session_key: str
    signed_in_at: int

    @classmethod
    def read(cls, remembered: object, session_key: object, signed_in_at: object) -> "Claim | None":
        """The claim remembered as `<session version>:<person>` in a session with a key and a moment; None for anything
        else."""
        version, _colon, person = str(remembered).partition(":")
        plain = version.isascii() and version.isdecimal() and len(version) < 10
        if not plain or not person or not session_key or type(signed_in_at) is not int:
            return None
        return cls(person, int(version), str(session_key), signed_in_at)


def app_context() -> AppContext:
    """What this application was created with."""
    return cast(AppContext, current_app.extensions["plumbline"])


def settings() -> Settings:
    """The settings of this process."""
    return app_context().settings


def graph() -> Graph:
    """The graph of this application, connected."""
    return app_context().graph


def person() -> PersonAccount | None:
    """The signed-in person, None for a stranger. Read from the graph once a request."""
    if "person" not in g:
        g.person = current_user.account if current_user.is_authenticated else None
    return cast(PersonAccount | None, g.person)


def written_claim() -> Claim | None:
    """What the session's cookie says of who asks, however old it is; None where it says nothing."""
    return Claim.read(session.get("_user_id", ""), session.get(SESSION_KEY, ""), session.get(SIGNED_IN_AT))


def claim() -> Claim | None:
    """What the session's cookie says of who asks; None where it says nothing, or the password was given too long ago.

    Costs no statement.
    """
    written = written_claim()
    oldest = app_context().clock().timestamp() - timedelta(days=settings().session_days).total_seconds()
    return written if written and written.signed_in_at > oldest else None


def known_stranger() -> bool:
    """Whether this request has already found out that nobody is signed in."""
    return "person" in g and g.person is None


def forget_person() -> None:
    """From here on this request has no signed-in person: the graph is down, or they have just signed out."""
    g.person = None
    g.pop("time_zone", None)


def context() -> Context:
    """The context in which the signed-in person acts now. Raises LookupError where nobody is signed in."""
    who = person()
    if who is None:
        raise LookupError("an act needs a signed-in person; mark the view with access.signed_in")
    return context_of(who.id)


def context_of(actor: str) -> Context:
    """The context in which `actor` acts now: for the few acts before there is a signed-in person."""
    now = app_context().clock()
    return Context(actor, now, now.astimezone(ZoneInfo(settings().time_zone)).date(), lambda: secrets.token_hex(16))


def zone() -> ZoneInfo:
    """The reader's time zone."""
    if "time_zone" not in g:
        who = person()
        g.time_zone = who.time_zone if who else ""
    return ZoneInfo(g.time_zone or settings().time_zone)
