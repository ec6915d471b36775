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


SeatRow = TypedDict("SeatRow", {"id": str, "as": str})
"""A session in which somebody sits."""


class AccountRow(TypedDict):
    """An account with what its holder may do today."""

    person: PersonRow
    capacities: list[str]
    manages: bool
    sits_in: list[SeatRow]
    review: str | None
