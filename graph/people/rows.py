"""What `people/account` returns inside its columns; a test compares the keys with the query's text."""

from typing import TypedDict


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
