"""What the queries of people return inside their columns; a test compares the keys with the query's text."""

from typing import Any, TypedDict


class PersonRow(TypedDict):
    """Somebody with an account."""

    id: str
    login: str
    name: str
    name_zh: str | None
    email: str
    language: str | None
    time_zone: str | None
    session_version: int
    rates_first: bool | None
    no_due_mail: bool | None
    no_link_until: str | None


SeatRow = TypedDict("SeatRow", {"id": str, "as": str})
"""A session in which somebody sits."""


class AccountRow(TypedDict):
    """An account with what its holder may do today."""

    person: PersonRow
    capacities: list[str]
    manages: bool
    sits_in: list[SeatRow]
    review: str | None
    left: bool


class WithoutAccountRow(TypedDict):
    """Somebody who cannot sign in yet."""

    id: str
    name: str | None
    name_zh: str | None
    login: str | None
    email: str | None
    language: str | None
    invited_until: str | None
    invite_again: bool | None
    mail: list[str] | None


class ToInviteRow(TypedDict):
    """A page of the people who cannot sign in yet, and how many there are."""

    people: list[WithoutAccountRow]
    all: int


class GivenUpMailRow(TypedDict):
    """What is kept of a mail that was given up."""

    id: str
    kind: str
    answer: str | None
    asker: str | None
    asked_at: str
    tried_at: str
    expires_at: str


class GivenUpPersonRow(TypedDict):
    """Whom a mail was for that was given up."""

    id: str
    name: str | None
    name_zh: str | None


class GivenUpRow(TypedDict):
    """A mail that was given up, and where it went."""

    mail: GivenUpMailRow
    address: str | None
    person: GivenUpPersonRow


class ProfileRow(TypedDict):
    """Somebody as HR sees them; what they held, hold and will hold are lists of values."""

    id: str
    login: str | None
    name: str | None
    name_zh: str | None
    email: str | None
    language: str | None
    away_until: str | None
    leaves_on: str | None
    account: bool
    demo: bool
    invited_until: str | None
    mail: list[str] | None
    no_link_until: str | None
    readdressed: bool
    given_up: list[GivenUpRow]
    invite_again: bool
    target: str | None
    seq: int
    head: str
    levels: list[list[Any]]
    lines: list[list[Any]]
    departments: list[list[Any]]
    capacities: list[list[Any]]
    reviews: list[list[Any]]
    reports: int
    choices: list[list[Any]]
