"""A mail that waits to be sent, and whom it is for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.text import Text


class MailKind(StrEnum):
    """What a mail is about."""

    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 # no password, a kind
    ADDRESS = "address"
    DEPUTY = "deputy"
    DIGEST = "digest"
    REMINDER = "reminder"


class MailState(StrEnum):
    """Where a mail stands. `UNCLEAR` is perhaps sent: it was handed over and nobody knows whether it was taken, so that
    it is not sent again by itself. `DROPPED` is not wanted any more."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCLEAR = "unclear"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Addressee:
    """Whom a mail is for, and at which address; `language` and `time_zone` are '' where they have none of their own.

    `account`: they can sign in. `link` is the digest of the key that opens for them today, '' where none does. `told`
    is what digests told them of, `due_mail` whether they want mail about due dates.
    """

    id: str
    login: str
    name: Text
    email: str
    language: str
    time_zone: str
    leaves_on: date | None
    away_until: date | None
    account: bool
    link: str
    told: tuple[str, ...]
    due_mail: bool


@dataclass(frozen=True)
class Mail:
    """A mail in hand: the how-many-eth try it is, until when it is worth sending, what the mail server answered at the
    last one ('' before), and what it names: the digest of its link's key ('' without one), or reviews. `by` is who
    caused it, None without an account, `hr` are HR admins to turn to, where it is about a changed address; `deputy` is
    who was named, and the days, None where that was ended."""

    id: str
    kind: MailKind
    tries: int
    asked_at: datetime
    expires_at: datetime
    digest: str
    reviews: tuple[str, ...]
    to: Addressee
    by: Text | None = None
    hr: tuple[Text, ...] = ()
    deputy: Text | None = None
    since: date | None = None
    until: date | None = None
    answer: str = ""
