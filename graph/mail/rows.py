"""What `mail/take` and `mail/given_up` return inside their columns; a test compares the keys with the query's text."""

from typing import TypedDict

from graph.people.rows import GivenUpRow


class MailRow(TypedDict):
    """A mail in hand."""

    id: str
    kind: str
    tries: int
    asked_at: str
    expires_at: str
    digest: str | None
    answer: str | None
    reviews: list[str] | None
    since: str | None
    until: str | None


class AddresseeRow(TypedDict):
    """Whom it is for."""

    id: str
    login: str | None
    name: str | None
    name_zh: str | None
    email: str | None
    language: str | None
    time_zone: str | None
    leaves_on: str | None
    away_until: str | None
    account: bool
    link: str | None
    told: list[str] | None
    no_due_mail: bool | None


class NameRow(TypedDict):
    """What somebody is called."""

    name: str | None
    name_zh: str | None


class TakeRow(TypedDict):
    """A mail with whom it is for, who caused it, HR admins to turn to, and a deputy."""

    mail: MailRow
    person: AddresseeRow
    by: NameRow | None
    hr: list[NameRow]
    deputy: NameRow | None


class GivenUpMailsRow(TypedDict):
    """A page of the mails that were given up, and how many there are."""

    all: int
    mails: list[GivenUpRow]
